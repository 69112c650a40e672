"""Announcing what cannot wait: say it, see what readers will be told, confirm it."""

from uuid import UUID

from django import forms
from django.utils import formats
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin import messages

from core.changelog.forms import ReasonForm, languages_besides
from core.changelog.log import lines_of
from core.changelog.views import AnnounceView
from core.dates import local
from core.models import VenueRoom
from events.choices import SessionChange
from events.festivals.admin.programmes import OfFestival
from events.festivals.forms import rooms_of
from events.festivals.permissions import may_release
from events.festivals.services import SessionNews, Snapshot, announce_session, changes_of

#: What else has to be said of a kind of change.
WANTED = {SessionChange.MOVED: ("day", "starts", "ends"), SessionChange.ROOM: ("room",)}


class AnnounceSessionForm(ReasonForm):
    """What everybody should know at once about a session that readers know."""

    about = forms.ChoiceField(label=_("Which session"))
    kind = forms.ChoiceField(label=_("What is new"), choices=SessionChange, widget=forms.RadioSelect)
    day = forms.DateField(label=_("New day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    starts = forms.TimeField(label=_("Starts"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    ends = forms.TimeField(label=_("Ends"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    room = forms.ModelChoiceField(VenueRoom.objects.none(), label=_("New room"), required=False)
    reason_help = _("One sentence for everybody who has it in their programme.")

    def __init__(self, *args, festival, released, now, **kwargs):
        super().__init__(*args, language=released.release.language, **kwargs)
        self.fields["about"].choices = [("", _("Choose")), *_choices(released, now=now)]
        self.fields["room"].queryset = rooms_of(festival.draft_page)

    @property
    def groups(self):
        """The fields in the order of asking: a new time or room is asked for only where it is what is new."""
        return [
            {"fields": [self["about"], self["kind"]]},
            {"fields": [self["day"], self["starts"], self["ends"]], "rule": '{"kind": ["moved"]}'},
            {"fields": [self["room"]], "rule": '{"kind": ["room"]}'},
            {"fields": self.asked_why},
        ]

    def clean(self):
        values = super().clean()
        kind = values.get("kind")
        for name in WANTED.get(kind, ()):
            if values.get(name) is None and name not in self.errors:
                self.add_error(name, _("Say where it is now.") if name == "room" else _("Say when it is now."))
        if kind == SessionChange.MOVED:
            if values.get("starts") and values.get("starts") == values.get("ends"):
                self.add_error("ends", _("It ends at the moment it starts."))
            if values.get("about", "").endswith(":"):
                self.add_error("about", _("Say which of its times is another one now."))
        return values

    def news(self):
        values = self.cleaned_data
        uid, _colon, code = values["about"].partition(":")
        return SessionNews(
            session=UUID(uid), code=code, kind=SessionChange(values["kind"]),
            reason=values["reason"].strip(), translations=self.translations,
            **{name: values[name] for name in WANTED.get(values["kind"], ())},
        )  # fmt: skip


def _choices(released, *, now):
    """Every run that is not over, under its session; of a session with several also all of them at once."""
    by_session = {}
    for run in released.runs:
        if run.ends_at > now:
            by_session.setdefault(run.session.uid, []).append(run)
    titled = [(runs[0].session.words[released.release.language]["title"], uid, runs) for uid, runs in by_session.items()]
    for title, uid, runs in sorted(titled, key=lambda one: (one[0].casefold(), str(one[1]))):
        lines = [(f"{uid}:{run.code}", _line(title, run, released.release.timezone)) for run in runs]
        yield title, lines if len(runs) == 1 else [(f"{uid}:", _("%(title)s: all times") % {"title": title}), *lines]


def _line(title, run, timezone_name):
    starts, ends = (local(at, timezone_name) for at in (run.starts_at, run.ends_at))
    when = f"{formats.date_format(starts, 'D j M')} {starts:%H:%M}–{ends:%H:%M}"
    return ", ".join(filter(None, (f"{title}: {when}", run.room_name)))


class AnnounceSessionView(OfFestival, AnnounceView):
    form_class = AnnounceSessionForm
    template_name = "events/admin/announce_session.html"
    page_title = _("Announce a change now")

    def may_announce(self, user):
        return may_release(user, self.festival)

    def get_form_kwargs(self):
        released = Snapshot.of_release(self.festival.latest_release())
        return super().get_form_kwargs() | {"festival": self.festival, "released": released}

    def announce(self, form):
        announce_session(festival=self.festival, news=form.news(), now=self.now, user=self.request.user)

    def tell_editor(self):
        messages.success(self.request, _("Announced: the programme says so in every language, list and calendar."))

    def preview_of(self, form):
        """(language, lines) of what its readers will be told, in its words."""
        changes, own = changes_of(self.festival, form.news()), self.festival.latest_release().language
        found = []
        for code in [own, *languages_besides(own)]:
            with override(code):
                found.append((code, lines_of(changes, language=code)))
        return found
