"""The same reason in other languages, asked for wherever a reason is."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from events.reasons import LONGEST, validate_reason


def languages_besides(own):
    """Codes of the site's other languages."""
    return [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES if code != own]


def translated_reason_field(code):
    return forms.CharField(
        label=_("The same in %(language)s") % {"language": get_language_info(code)["name_translated"]},
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"lang": code, "dir": "auto", "autocomplete": "off"}),
        help_text=_("If you have it. Without it, readers see the sentence above, marked with its language."),
    )


def check_translated_reasons(form, names):
    """Put what is wrong with a translated reason beside it."""
    for name in names:
        if words := form.cleaned_data.get(name):
            try:
                validate_reason(words)
            except ValidationError as error:
                form.add_error(name, error)
