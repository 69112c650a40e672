"""What editors can do to many sessions at once."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.models import Locale
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from core.models import Format, VenueRoom
from events.choices import Price
from events.festivals.choices import Participation
from events.festivals.forms import rooms_of
from events.festivals.services import planning
from events.models import Session, Track
from events.reason_fields import ask_in_other_languages, check_translated_reasons, told_by
from events.reasons import LONGEST, validate_reason

AS_IT_IS = _("Leave as it is")


def choices(model):
    return [("", AS_IT_IS), *model.choices]


class FactsForm(forms.Form):
    track = forms.ModelChoiceField(Track.objects.none(), label=_("Track"), required=False, empty_label=AS_IT_IS)
    kind = forms.ModelChoiceField(Format.objects.none(), label=_("Kind"), required=False, empty_label=AS_IT_IS)
    room = forms.ModelChoiceField(VenueRoom.objects.none(), label=_("Room of all runs"), required=False, empty_label=AS_IT_IS)
    participation = forms.ChoiceField(label=_("How people take part"), required=False, choices=choices(Participation))
    price = forms.ChoiceField(label=_("Price"), required=False, choices=choices(Price))

    def __init__(self, *args, festivals, **kwargs):
        super().__init__(*args, **kwargs)
        # Rooms and tracks of several festivals at once would be nobody's.
        festival = festivals[0] if len(festivals) == 1 else None
        self.fields["track"].queryset = festival.tracks.all() if festival else Track.objects.none()
        self.fields["room"].queryset = rooms_of(festival)
        self.fields["kind"].queryset = Format.objects.in_use().filter(locale=Locale.get_default())

    def clean(self):
        values = super().clean()
        if not self.errors and not any(values.values()):
            raise forms.ValidationError(_("Choose at least one thing to change."))
        return values


class MoveForm(forms.Form):
    days = forms.IntegerField(label=_("Days"), initial=0, min_value=-60, max_value=60)
    minutes = forms.IntegerField(label=_("Minutes"), initial=0, min_value=-1440, max_value=1440)

    def clean(self):
        values = super().clean()
        if not self.errors and not any(values.values()):
            raise forms.ValidationError(_("Say by how much: earlier is a number with a minus."))
        return values


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"), max_length=LONGEST, validators=[validate_reason], help_text=_("One sentence for the public.")
    )

    def __init__(self, *args, own, **kwargs):
        super().__init__(*args, **kwargs)
        self.translated = ask_in_other_languages(self, "reason", own=own)

    def clean(self):
        values = super().clean()
        check_translated_reasons(self, self.translated.values())
        return values

    @property
    def translations(self):
        return told_by(self, self.translated)


class SessionBulkAction(SnippetBulkAction):
    """An action on sessions that asks something first."""

    models = [Session]
    template_name = "events/admin/sessions_bulk.html"
    question = button = ""

    def check_perm(self, session):
        return self.permission_policy.user_has_permission_for_instance(self.request.user, "change", session)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "title": self.display_name,
            "question": self.question,
            "button": self.button,
            "sessions_url": reverse(Session.snippet_viewset.get_url_name("list")),
        }

    def get_execution_context(self):
        return self.cleaned_form.cleaned_data

    def get_success_message(self, num_parent_objects, num_child_objects):
        return ngettext(
            "%(number)d session changed. Readers see it with the next release.",
            "%(number)d sessions changed. Readers see it with the next release.",
            num_parent_objects,
        ) % {"number": num_parent_objects}


class ChangeFacts(SessionBulkAction):
    display_name, action_type, action_priority = _("Change track, room, price …"), "change_facts", 10
    aria_label = _("Change track, room, kind, price or participation of the chosen sessions")
    question, button = _("What should be the same for all of these?"), _("Change them")
    form_class = FactsForm

    def get_form_kwargs(self):
        sessions, _without_access = self.get_actionable_objects()
        return super().get_form_kwargs() | {"festivals": list({session.festival for session in sessions})}

    @classmethod
    def execute_action(cls, objects, **values):
        return planning.change_sessions(sessions=objects, **values), 0


class MoveRuns(SessionBulkAction):
    display_name, action_type, action_priority = _("Move in time"), "move", 20
    aria_label = _("Move all runs of the chosen sessions in time")
    question, button = _("By how much should all runs of these move?"), _("Move them")
    form_class = MoveForm

    @classmethod
    def execute_action(cls, objects, **values):
        return planning.move_sessions(sessions=objects, **values), 0


class CancelSessions(SessionBulkAction):
    display_name, action_type, action_priority = _("Cancel"), "cancel", 25
    aria_label = _("Cancel the chosen sessions")
    question, button = _("Why are these cancelled?"), _("Cancel them")
    form_class = CancelForm

    def get_form_kwargs(self):
        sessions, _without_access = self.get_actionable_objects()
        own = {session.festival.page.locale.language_code for session in sessions}
        # Of festivals in several languages at once nobody knows which the sentence is in.
        return super().get_form_kwargs() | {"own": own.pop() if len(own) == 1 else Locale.get_default().language_code}

    def get_execution_context(self):
        return {"reason": self.cleaned_form.cleaned_data["reason"], "translations": self.cleaned_form.translations}

    @classmethod
    def execute_action(cls, objects, **values):
        return planning.cancel_sessions(sessions=objects, **values), 0
