"""What an editor says when something changes."""

import json

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from core.dates import local
from core.forms import RoomsByVenue
from core.models import Venue, VenueRoom
from events.choices import ChangeKind, WhichTime
from events.formatting import when_words
from events.models import EventDate
from events.reason_fields import check_translated_reasons, languages_besides, translated_reason_field
from events.reasons import LONGEST, validate_reason
from events.services.changes import NewDate, NewPlace

ALL = "all"
#: What each kind asks for besides the reason.
NEEDS = {
    "start_date": [ChangeKind.RESCHEDULED, ChangeKind.POSTPONED],
    "venue": [ChangeKind.NEW_VENUE],
    "online_url": [ChangeKind.MOVED_ONLINE],
}
EXPLAINED = {
    ChangeKind.CANCELLED: _("It doesn't take place. It stays in lists and calendars, marked, until its date has passed."),
    ChangeKind.POSTPONED: _("It doesn't take place on that day. Give the new date if you know it."),
    ChangeKind.RESCHEDULED: _("It takes place at another time. The old one stays to be seen."),
    ChangeKind.MOVED_ONLINE: _("It takes place at the same time, online only."),
    ChangeKind.NEW_VENUE: _("It takes place at the same time, somewhere else."),
    ChangeKind.SCHEDULED: _("It takes place as it was planned after all."),
}


def _kind_label(kind):
    return f"{ChangeKind(kind).label}: {EXPLAINED[kind]}"


class AnnounceForm(forms.Form):
    """One change of one date, or of every date still to come of one event or of several."""

    kind = forms.ChoiceField(label=_("What changes"), widget=forms.RadioSelect)
    about = forms.ChoiceField(label=_("Which date"))
    start_date = forms.DateField(label=_("New day"), required=False, widget=AdminDateInput)
    start_time = forms.TimeField(
        label=_("Starts"), required=False, widget=AdminTimeInput, help_text=_("Leave both times empty to keep the hours.")
    )
    end_date = forms.DateField(
        label=_("Last day"), required=False, widget=AdminDateInput, help_text=_("Leave empty if it is the same day.")
    )
    end_time = forms.TimeField(label=_("Ends"), required=False, widget=AdminTimeInput)
    which_time = forms.ChoiceField(
        label=_("Which of the two"),
        required=False,
        choices=[("", "—"), *WhichTime.choices],
        help_text=_("Only in the night the clocks go back, when they show an hour twice."),
    )
    venue = forms.ModelChoiceField(label=_("New venue"), required=False, queryset=Venue.objects.none())
    room = forms.ModelChoiceField(label=_("Room"), required=False, queryset=VenueRoom.objects.none())
    online_url = forms.URLField(
        label=_("Link to take part online"),
        required=False,
        assume_scheme="https",
        help_text=_("Public. Leave empty to keep it."),
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=LONGEST,
        help_text=_("One sentence for the public. It can't be changed once it is announced."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, events, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.events, self.now = events, now
        self.dates = []
        if len(events) == 1:
            self.dates = list(events[0].facts.occurrences.filter(ends_at__gt=now).order_by("starts_at", "pk"))
        kinds = [kind for kind in EXPLAINED if len(events) == 1 or kind != ChangeKind.RESCHEDULED]
        self.fields["kind"].choices = [(kind, _kind_label(kind)) for kind in kinds]
        self._offer_dates()
        locale = events[0].locale
        self.fields["venue"].queryset = Venue.objects.filter(locale=locale, is_retired=False)
        self.fields["room"].queryset = VenueRoom.objects.filter(venue__locale=locale, venue__is_retired=False)
        self.fields["room"].iterator = RoomsByVenue
        self.fields["room"].widget.choices = self.fields["room"].choices
        self.translated = languages_besides(locale.language_code)
        for code in self.translated:
            self.fields[f"reason_{code}"] = translated_reason_field(code)

    def _offer_dates(self):
        if len(self.dates) == 1:
            self.fields["about"].choices = [(str(self.dates[0].uid), when_words(self.dates[0]))]
            return
        each = [(str(one.uid), when_words(one)) for one in self.dates]
        self.fields["about"].choices = [(ALL, _("Every date still to come")), *each]
        if len(self.events) > 1:
            self.fields["about"].widget = forms.HiddenInput()
            self.fields["about"].initial = ALL

    @property
    def groups(self):
        """The fields in the order they are asked, each group with the kinds it belongs to as Wagtail's w-rules read them."""
        together = {
            "start_date": ["start_date", "start_time", "end_time", "end_date", *self._asked_about_clocks()],
            "venue": ["venue", "room"],
            "online_url": ["online_url"],
        }
        yield {"rule": "", "fields": [self[name] for name in ("kind", "about") if not self[name].is_hidden]}
        for first, names in together.items():
            if len(self.events) == 1 or first != "start_date":
                rule = json.dumps({"kind": [kind.value for kind in NEEDS[first]]})
                yield {"rule": rule, "is_row": True, "fields": [self[name] for name in names]}
        yield {"rule": "", "fields": [self["reason"], *(self[f"reason_{code}"] for code in self.translated)]}

    def _asked_about_clocks(self):
        """Which of two times is meant is asked where clocks show it twice, and nowhere else."""
        is_asked = self.is_bound and ("which_time" in self.errors or self.data.get("which_time"))
        return ["which_time"] if is_asked else []

    def clean_reason(self):
        validate_reason(self.cleaned_data["reason"])
        return self.cleaned_data["reason"]

    def clean(self):
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if kind == ChangeKind.RESCHEDULED and not cleaned.get("start_date") and "start_date" not in self.errors:
            self.add_error("start_date", _("Give the new day, or choose “Postponed” if nobody knows it yet."))
        if kind == ChangeKind.NEW_VENUE and not cleaned.get("venue") and "venue" not in self.errors:
            self.add_error("venue", _("Say where it is now."))
        if cleaned.get("room") and cleaned.get("venue") and cleaned["room"].venue_id != cleaned["venue"].pk:
            self.add_error("room", _("This room belongs to another venue."))
        if self._new_date_is_given() and not self.errors:
            self._check_new_date(cleaned)
        check_translated_reasons(self, [f"reason_{code}" for code in self.translated])
        return cleaned

    def _new_date_is_given(self):
        cleaned = self.cleaned_data
        return cleaned.get("kind") in NEEDS["start_date"] and bool(cleaned.get("start_date"))

    def _check_new_date(self, cleaned):
        if cleaned["about"] == ALL:
            self.add_error("about", _("Choose one date: each needs a new one of its own."))
            return
        self._keep_hours(cleaned)
        written = EventDate(**self._new_date_values())
        try:
            written.clean()
        except ValidationError as error:
            self.add_error(None, error)
            return
        for name, message in written.clock_errors(self.events[0].timezone).items():
            self.add_error(name, message)

    def _keep_hours(self, cleaned):
        """Whoever gives another day and no time means the same hours: nobody wants a talk to last all day by oversight."""
        row = self._chosen_date()
        if row.is_all_day or cleaned["start_time"] or cleaned["end_time"]:
            return
        starts, ends = (local(at, row.timezone) for at in (row.starts_at, row.ends_at))
        cleaned["start_time"] = starts.time()
        if row.has_known_end:
            cleaned["end_time"] = ends.time()
            if not cleaned["end_date"] and ends.date() != starts.date():
                cleaned["end_date"] = cleaned["start_date"] + (ends.date() - starts.date())

    def _chosen_date(self):
        return next(one for one in self.dates if str(one.uid) == self.cleaned_data["about"])

    def _new_date_values(self):
        return {name: self.cleaned_data[name] for name in ("start_date", "start_time", "end_date", "end_time", "which_time")}

    def announcement(self, *, event):
        """The arguments of `announce_change` for one of the events."""
        cleaned = self.cleaned_data
        values = {"facts": event.facts, "status": cleaned["kind"], "reason": cleaned["reason"], "now": self.now}
        values["translations"] = {code: words for code in self.translated if (words := cleaned[f"reason_{code}"])}
        if cleaned["about"] != ALL:
            values["occurrence"] = self._chosen_date()
        if self._new_date_is_given():
            values["new_date"] = NewDate(**self._new_date_values())
        if cleaned["kind"] == ChangeKind.NEW_VENUE:
            values["new_place"] = NewPlace(venue=cleaned["venue"], room=cleaned["room"])
        if cleaned["kind"] == ChangeKind.MOVED_ONLINE:
            values["online_url"] = cleaned["online_url"]
        return values
