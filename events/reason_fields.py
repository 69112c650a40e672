"""The same reason in other languages, asked for wherever a reason is."""

from types import MappingProxyType

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from events.reasons import LONGEST, validate_reason


def languages_besides(own):
    """Codes of the site's other languages."""
    return [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES if code != own]


def reason_names(prefix):
    """{language code: name of its field} in every language of the site."""
    return {code: f"{prefix}_{code}" for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES}


def reasons_form(prefix):
    """A base of forms that ask for a reason in other languages by `ask_in_other_languages`.

    Fields that are only added to a form's instance belong to no panel for Wagtail, which would write them a second time.
    """
    fields = {name: forms.CharField(required=False) for name in reason_names(prefix).values()}
    return type("ReasonsForm", (forms.Form,), fields)


def ask_in_other_languages(form, prefix, *, own, told=MappingProxyType({})):
    """Give a form the fields of the other languages and no more. Returns {language code: name of its field}.

    `own` is the language of the reason itself, empty where none is asked for; `told` is what was said, by language.
    """
    for name in reason_names(prefix).values():
        form.fields.pop(name, None)
    names = {code: f"{prefix}_{code}" for code in languages_besides(own)} if own else {}
    for code, name in names.items():
        form.fields[name] = translated_reason_field(code)
        form.initial[name] = told.get(code, "")
    return names


def told_by(form, names):
    """{language code: what somebody wrote} of those fields that say something."""
    return {code: words for code, name in names.items() if (words := form.cleaned_data.get(name))}


def translated_reason_field(code, *, longest=LONGEST, widget=forms.TextInput):
    return forms.CharField(
        label=_("The same in %(language)s") % {"language": get_language_info(code)["name_translated"]},
        required=False,
        max_length=longest,
        widget=widget(attrs={"lang": code, "dir": "auto", "autocomplete": "off"}),
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
