"""Asking for a public reason, once in each language of the site, wherever a form needs one."""

import uuid
from types import MappingProxyType

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel, Panel

from core.changelog.log import LONGEST, validate_reason, was_said
from core.site_context import current_site_context


def languages_besides(own):
    """Codes of the site's other languages."""
    return [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES if code != own]


def reason_names(prefix):
    """{language code: name of its field} in every language of the site."""
    return {code: f"{prefix}_{code}" for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES}


def translated_reason_field(code, *, longest=LONGEST, widget=forms.TextInput):
    return forms.CharField(
        label=_("The same in %(language)s") % {"language": get_language_info(code)["name_translated"]},
        required=False,
        max_length=longest,
        widget=widget(attrs={"lang": code, "dir": "auto", "autocomplete": "off"}),
        help_text=_("If you have it. Without it, readers see the sentence above, marked with its language."),
    )


def reasons_form(prefix):
    """A base of model forms that ask for a reason in other languages by `ask_in_other_languages`.

    Fields that are only added to a form's instance belong to no panel for Wagtail, which would write them a second time.
    """
    fields = {name: forms.CharField(required=False) for name in reason_names(prefix).values()}
    return type("ReasonsForm", (forms.Form,), fields)


def ask_in_other_languages(form, prefix, *, own, known=MappingProxyType({})):
    """Give a form the fields of the other languages and no more. Returns {language code: name of its field}.

    `own` is the language of the reason itself, empty where none is asked for; `known` is what was said, by language.
    """
    for name in reason_names(prefix).values():
        form.fields.pop(name, None)
    names = {code: f"{prefix}_{code}" for code in languages_besides(own)} if own else {}
    for code, name in names.items():
        form.fields[name] = translated_reason_field(code)
        form.initial[name] = known.get(code, "")
    return names


def given_translations(form, names):
    """{language code: what somebody wrote} of those fields that say something."""
    return {code: words for code, name in names.items() if (words := form.cleaned_data.get(name))}


class TranslatedReasonsMixin:
    """A form whose `reason_fields` ({language code: name}) ask for the same reason in other languages."""

    def clean(self):
        cleaned = super().clean()
        for code, words in given_translations(self, self.reason_fields).items():
            try:
                validate_reason(words)
            except ValidationError as error:
                # Beside the words that it is about.
                self.add_error(self.reason_fields[code], error)
        return cleaned


class ReasonForm(TranslatedReasonsMixin, forms.Form):
    """Asks why, in the language of what it is about and in the site's others."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=LONGEST,
        validators=[validate_reason],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason_help = _("One sentence for the public.")

    def __init__(self, *args, language, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = self.reason_help
        self.reason_fields = ask_in_other_languages(self, "reason", own=language)

    @property
    def asked_why(self):
        """The fields of the reason, for forms that are shown in groups."""
        return [self["reason"], *(self[name] for name in self.reason_fields.values())]

    @property
    def translations(self):
        return given_translations(self, self.reason_fields)


class PageReasonForm(TranslatedReasonsMixin, reasons_form("change_reason")):
    """A page's form that asks why it changes, beside the facts of a page with `core.models.ReasonFields`."""

    def ask_why(self):
        """To be called once the form has the fields that it is going to have."""
        own = current_site_context().locales[self.locale_id].language_code if "change_reason" in self.fields else ""
        known = self.instance.change_reason_translations
        self.reason_fields = ask_in_other_languages(self, "change_reason", own=own, known=known)
        if own and was_said(self.instance):
            for name in ("change_reason", *self.reason_fields.values()):
                self.initial[name] = ""

    def clean_change_reason(self):
        reason = self.cleaned_data["change_reason"].strip()
        if reason:
            validate_reason(reason)
        return reason

    def save(self, commit=True):
        if "change_reason" in self.cleaned_data:
            page = self.instance
            page.change_reason_translations = given_translations(self, self.reason_fields) if page.change_reason else {}
            if not page.change_reason:
                page.change_reason_id = None
            elif "change_reason" in self.changed_data or page.change_reason_id is None:
                page.change_reason_id = uuid.uuid4()
        return super().save(commit=commit)


class RowReasonForm(TranslatedReasonsMixin):
    """A row's form that asks why it changes, where it stands: to be mixed with a `reasons_form` of the same name."""

    #: The fields of the row that hold the reason, and {language code: the same in that language}.
    reason_name = translations_name = ""

    def __init__(self, *args, language="", **kwargs):
        """`language` is the one that the reason is written in, where it is not the row's own."""
        super().__init__(*args, **kwargs)
        own = ""
        if self.reason_name in self.fields:
            own = language or current_site_context().locales[self.locale_id].language_code
        known = getattr(self.instance, self.translations_name)
        self.reason_fields = ask_in_other_languages(self, self.reason_name, own=own, known=known)

    def save(self, commit=True):
        if self.reason_fields:
            is_given = getattr(self.instance, self.reason_name)
            setattr(self.instance, self.translations_name, given_translations(self, self.reason_fields) if is_given else {})
        return super().save(commit=commit)


class ReasonTranslationsPanel(Panel):
    """The same reason in the site's other languages: fields of a `reasons_form`."""

    def __init__(self, prefix="", **kwargs):
        super().__init__(**kwargs)
        self.prefix_of_fields = prefix

    def clone_kwargs(self):
        return super().clone_kwargs() | {"prefix": self.prefix_of_fields}

    def get_form_options(self):
        return {"fields": list(reason_names(self.prefix_of_fields).values())}

    class BoundPanel(Panel.BoundPanel):
        template_name = "core/changelog/reason_translations.html"

        @property
        def fields(self):
            return [self.form[name] for name in self.form.reason_fields.values()]


class ChangeReasonPanel(MultiFieldPanel):
    """Asks why, once there is somebody to tell: after the page has been published."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def is_shown(self):
            is_asked = "change_reason" in self.form.fields
            return is_asked and bool(self.instance.pk and self.instance.first_published_at) and super().is_shown()
