from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.localized import in_language
from mailinglist.models import Topic


def topics_offered():
    """Topics in use, in the reader's language where they are translated, by their key."""
    from wagtail.models import Locale

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

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offered = topics_offered()
        self.fields["topics"].choices = [(str(topic.translation_key), topic.name) for topic in offered]
        self.fields["topics"].initial = [str(topic.translation_key) for topic in offered if topic.is_default]


class SubscribeForm(TopicsForm):
    """Joining the list."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        error_messages={
            "required": _("Enter your e-mail address."),
            "invalid": _("Enter an e-mail address in the correct form, such as name@example.org."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )
    place = forms.CharField(required=False, max_length=255, widget=forms.HiddenInput)
    #: A field no person sees. What fills it in is a robot.
    website = forms.CharField(
        required=False, label=_("Leave this empty"), widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    field_order = ["email", "topics"]
