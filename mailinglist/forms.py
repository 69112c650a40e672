import uuid
from typing import Any

from django import forms
from django.core import signing
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from core import links
from core.localized import in_language
from mail.addresses import AddressField
from mailinglist.models import Topic
from mailinglist.services import FORM_LIVES

#: What the number of a form is signed for.
FORM = "mailinglist.form"


def topics_offered():
    """Topics in use, in the reader's language where they are translated, by their key."""
    source = Topic.objects.in_use().filter(locale=Locale.get_default())
    return in_language(source, Locale.objects.filter(language_code=get_language()).first() or Locale.get_default())


class TopicsForm(forms.Form):
    """Which topics: at least one, since a list of nothing helps nobody."""

    topics = forms.MultipleChoiceField(
        label=_("What would you like to hear about?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one topic."),
            "invalid_choice": _("One of these topics is no longer there. Please choose again."),
        },
    )

    #: Each of its own class, which Django's type for all of them doesn't know.
    fields: dict[str, Any]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offered = topics_offered()
        self.fields["topics"].choices = [(str(topic.translation_key), topic.name) for topic in offered]
        self.fields["topics"].initial = [str(topic.translation_key) for topic in offered if topic.is_default]


class SubscribeForm(TopicsForm):
    """Joining the list."""

    email = AddressField(
        label=_("E-mail address"),
        max_length=254,
        error_messages={
            "required": _("Enter your e-mail address."),
            "invalid": _("Enter an e-mail address in the correct form, such as name@example.org."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )
    #: Which showing of the form this is, so that the same one sent twice is one wish.
    form = forms.CharField(required=False, max_length=links.LONGEST, widget=forms.HiddenInput)
    place = forms.CharField(required=False, max_length=255, widget=forms.HiddenInput)
    #: A field no person sees. What fills it in is a robot.
    website = forms.CharField(
        required=False, label=_("Leave this empty"), widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    field_order = ["email", "topics"]
    data: QueryDict

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["form"].initial = links.make(uuid.uuid4(), FORM)

    def clean(self):
        """A form that we have not shown, or that was open for days, is shown once more, with what was typed."""
        try:
            self.form_id = str(links.read(self.cleaned_data.get("form") or "", FORM, max_age=FORM_LIVES))
        except signing.BadSignature:
            self.data = self.data.copy()
            self.data["form"] = self.fields["form"].initial
            self.add_error(None, _("This page was open for a long time. Please press the button once more."))
