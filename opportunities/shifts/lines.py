"""Shifts as they are read: by day, on the clocks of the place, with what is left of them in words."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.cards import Badge
from core.dates import clock_words, day_words, days_between, local, zone_words
from events.cards import pages_in_language
from opportunities.shifts.models import EventState, Shift


@dataclass(frozen=True, kw_only=True)
class ShiftLine:
    """One shift as it is shown at one moment. `left` is None where nobody counted."""

    shift: Any
    event: Any
    left: int | None

    @property
    def uid(self):
        return str(self.shift.uid)

    @property
    def can_be_taken(self):
        return self.shift.takes_place and bool(self.left)

    @property
    def taken(self):
        """Places that are really gone: one whose hold is over does not count, cleared away or not."""
        return self.shift.places - (self.left or 0)

    @property
    def by_hand(self):
        """How many an officer put down, where somebody asked for it."""
        return getattr(self.shift, "by_hand", 0)

    @property
    def full_words(self):
        return full_words(self.shift)

    @property
    def day_words(self):
        return day_words(local(self.shift.starts_at, self.shift.timezone).date())

    @property
    def times(self):
        return times_words(self.shift)

    @property
    def hands_over(self):
        """From when somebody else is there too, where the shift ends with a changeover."""
        if self.shift.hands_over_at == self.shift.ends_at:
            return ""
        return clock_words(local(self.shift.hands_over_at, self.shift.timezone))

    @property
    def badge(self):
        """How many places are left, or why none can be taken: always in words."""
        if self.shift.event_state == EventState.POSTPONED:
            return Badge(text=_("Postponed: no new date yet"), kind="warning")
        if not self.shift.takes_place:
            return Badge(text=pgettext("a shift", "Cancelled"), kind="danger")
        if self.left is None:
            return None
        if not self.left:
            return Badge(text=pgettext("no places left", "Full"), kind="quiet")
        words = ngettext("%(count)d place left", "%(count)d places left", self.left) % {"count": self.left}
        return Badge(text=words, kind="good")


def times_words(shift):
    """From when to when on the clocks of the place: "9:30am to 1pm UK time"."""
    starts, ends = local(shift.starts_at, shift.timezone), local(shift.ends_at, shift.timezone)
    words = {"start": clock_words(starts), "end": clock_words(ends), "zone": zone_words(shift.timezone)}
    return _("%(start)s to %(end)s %(zone)s") % words


def full_words(shift):
    """A shift by its day and hours, for sentences: "Saturday 20 March 2027, 9:30am to 1pm UK time"."""
    return f"{day_words(local(shift.starts_at, shift.timezone).date())}, {times_words(shift)}"


def time_left_words(at, *, now):
    """How long there still is: "29 minutes", rounded down, so that nobody is promised too much."""
    minutes = max(0, int((at - now).total_seconds() // 60))
    if not minutes:
        return _("less than a minute")
    return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}


def until_words(at, timezone_name, *, now):
    """The moment a hold ends: "4:30pm UK time", with the day where it is another one."""
    words = f"{clock_words(local(at, timezone_name))} {zone_words(timezone_name)}"
    if days_between(now, at, timezone_name):
        words = f"{words}, {day_words(local(at, timezone_name).date())}"
    return words


def shift_lines(shifts, *, locale):
    """Lines in the order given, with the event's page in the reader's language where it is published."""
    shifts = list(shifts.select_related("occurrence__facts") if hasattr(shifts, "select_related") else shifts)
    keys = {one.occurrence.facts.translation_key for one in shifts if one.occurrence}
    events = pages_in_language(keys, locale) if keys else {}
    return [
        ShiftLine(
            shift=one,
            event=events.get(one.occurrence.facts.translation_key) if one.occurrence else None,
            left=getattr(one, "left", None),
        )
        for one in shifts
    ]


def by_day(lines):
    """Lines under their days, in the order given: `name` and `lines` of each."""
    return [{"name": name, "lines": list(group)} for name, group in groupby(lines, key=lambda line: line.day_words)]


def shift_days(role_key, *, locale, now):
    """The shifts to come of a role, by day: what its page shows."""
    shifts = Shift.objects.filter(role=role_key).shown(now=now).with_left(now=now)
    return by_day(shift_lines(shifts, locale=locale))
