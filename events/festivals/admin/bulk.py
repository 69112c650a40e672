"""What editors can do to many sessions at once."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.models import Locale
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from core.bulk_actions import AskFirst
from core.changelog.forms import ReasonForm
from core.models import Format, VenueRoom
from events.choices import Participation, PriceKind
from events.festivals.forms import rooms_of
from events.festivals.services import planning
from events.models import Session, Track

AS_IT_IS = _("Leave as it is")


def choices(model):
    return [("", AS_IT_IS), *model.choices]


class AnswerForm(forms.Form):
    """A form of which at least one field says something."""

    no_answer = ""

    def clean(self):
        values = super().clean()
        if not self.errors and not any(values.values()):
            raise forms.ValidationError(self.no_answer)
        return values


class FactsForm(AnswerForm):
    track = forms.ModelChoiceField(Track.objects.none(), label=_("Track"), required=False, empty_label=AS_IT_IS)
    kind = forms.ModelChoiceField(Format.objects.none(), label=_("Kind"), required=False, empty_label=AS_IT_IS)
    room = forms.ModelChoiceField(VenueRoom.objects.none(), label=_("Room of all runs"), required=False, empty_label=AS_IT_IS)
    participation = forms.ChoiceField(label=_("How people take part"), required=False, choices=choices(Participation))
    price = forms.ChoiceField(label=_("Price"), required=False, choices=choices(PriceKind))
    no_answer = _("Choose at least one thing to change.")

    def __init__(self, *args, festivals, **kwargs):
        super().__init__(*args, **kwargs)
        # Rooms and tracks of several festivals at once would be nobody's.
        festival = festivals[0] if len(festivals) == 1 else None
        self.fields["track"].queryset = festival.tracks.all() if festival else Track.objects.none()
        self.fields["room"].queryset = rooms_of(festival and festival.draft_page)
        self.fields["kind"].queryset = Format.objects.in_use().filter(locale=Locale.get_default())


class MoveForm(AnswerForm):
    days = forms.IntegerField(label=_("Days"), initial=0, min_value=-60, max_value=60)
    minutes = forms.IntegerField(label=_("Minutes"), initial=0, min_value=-1440, max_value=1440)
    no_answer = _("Say by how much: earlier is a number with a minus.")


class SessionBulkAction(AskFirst, SnippetBulkAction):
    models = [Session]
    header_icon = "calendar-alt"
    way_back = _("Leave them as they are")
    left_alone = _("You may not change these sessions")
    #: What is done: a service that takes sessions and what the form says.
    service = None

    def check_perm(self, session):
        return self.permission_policy.user_has_permission_for_instance(self.request.user, "change", session)

    def execute(self, sessions):
        return self.service(sessions=sessions, **self.cleaned_form.cleaned_data)

    def get_success_message(self, num_parent_objects, num_child_objects):
        return ngettext(
            "%(number)d session changed. Readers see it with the next release.",
            "%(number)d sessions changed. Readers see it with the next release.",
            num_parent_objects,
        ) % {"number": num_parent_objects}

    @property
    def festivals(self):
        """Of all that is chosen and may be changed."""
        sessions, _without_access = self.get_actionable_objects()
        return list({session.festival for session in sessions})


class ChangeFacts(SessionBulkAction):
    display_name, action_type, action_priority = _("Change track, room, price …"), "change_facts", 10
    aria_label = _("Change track, room, kind, price or participation of the chosen sessions")
    question, button = _("What should be the same for all of these?"), _("Change them")
    form_class, service = FactsForm, staticmethod(planning.change_sessions)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"festivals": self.festivals}


class MoveRuns(SessionBulkAction):
    display_name, action_type, action_priority = _("Move in time"), "move", 20
    aria_label = _("Move all runs of the chosen sessions in time")
    question, button = _("By how much should all runs of these move?"), _("Move them")
    form_class, service = MoveForm, staticmethod(planning.move_sessions)


class CancelSessions(SessionBulkAction):
    display_name, action_type, action_priority = _("Cancel"), "cancel", 25
    aria_label = _("Cancel the chosen sessions")
    question, button = _("Why are these cancelled?"), _("Cancel them")
    form_class = ReasonForm

    def get_form_kwargs(self):
        own = {festival.page.locale.language_code for festival in self.festivals}
        # Of festivals in several languages at once nobody knows which the sentence is in.
        return super().get_form_kwargs() | {"language": own.pop() if len(own) == 1 else Locale.get_default().language_code}

    def execute(self, sessions):
        form = self.cleaned_form
        return planning.cancel_sessions(sessions=sessions, reason=form.cleaned_data["reason"], translations=form.translations)
