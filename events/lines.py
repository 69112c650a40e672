"""The lines of an event's page: dates, announced changes, people, programme, each as the reader gets it at one moment."""

from dataclasses import dataclass
from datetime import UTC, date
from typing import Any

from django.utils.translation import get_language_info

from core.choices import AttendanceMode
from core.dates import date_time_words, local
from events.choices import STATUS_KINDS, ChangeKind, Precision, Status
from events.formatting import until_day, when_words, where_words


def direction(language):
    return "rtl" if get_language_info(language)["bidi"] else "ltr"


@dataclass(frozen=True, kw_only=True)
class DateLine:
    """One date as it is shown at one moment."""

    occurrence: Any
    words: str
    is_over: bool
    is_on: bool
    is_next: bool
    until: date | None = None  # the last day of what is on and began before today
    elsewhere: str = ""  # the place, where it is not that of the next date
    venue: Any = None  # the same, if people go to one

    @property
    def starts_at(self):
        """In the event's own zone: the day on the tile is the day at the venue."""
        return local(self.occurrence.starts_at, self.occurrence.timezone)

    @property
    def is_off(self):
        """Nobody can come then: it is cancelled, or waits for a new date."""
        return not self.occurrence.takes_place

    @property
    def shows_day(self):
        return self.occurrence.precision == Precision.DAY

    @property
    def state(self):
        return "over" if self.is_over else "on" if self.is_on else "to-come"

    @property
    def status_words(self):
        if self.occurrence.status != Status.SCHEDULED:
            return Status(self.occurrence.status).label
        return ChangeKind.NEW_VENUE.label if self.occurrence.has_new_place else ""

    @property
    def badge_kind(self):
        return STATUS_KINDS.get(self.occurrence.status, "warning")

    @property
    def was_words(self):
        """When it was to be before, where that is news: "Thursday 18 March 2027, 6pm"."""
        before = self.occurrence.previous_starts_at
        if before is None or self.occurrence.status != Status.RESCHEDULED:
            return ""
        return date_time_words(before, self.occurrence.timezone, is_all_day=self.occurrence.is_all_day)

    @property
    def clocks(self):
        """Start and end as UTC, for the script that shows them on the visitor's clocks; nothing where there is no time."""
        one = self.occurrence
        if one.is_all_day or self.is_over:
            return None
        ends_at = one.ends_at.astimezone(UTC).isoformat() if one.has_known_end else ""
        return {"starts": one.starts_at.astimezone(UTC).isoformat(), "ends": ends_at, "zone": one.timezone}


def date_lines(occurrences, *, now, places, next_one, own_place):
    """`places` are those of `EventDetails`, `own_place` in words is where the next date is."""
    return [_date_line(one, places[one.venue_id].venue, now=now, next_one=next_one, own_place=own_place) for one in occurrences]


def _date_line(one, venue, *, now, next_one, own_place):
    where = where_words(one, venue)
    is_elsewhere = where != own_place
    return DateLine(
        occurrence=one,
        words=when_words(one),
        is_over=one.is_over(now=now),
        until=until_day(one, now=now),
        is_on=one.is_on(now=now),
        is_next=one is next_one,
        elsewhere=where if is_elsewhere else "",
        venue=venue if is_elsewhere and one.attendance_mode != AttendanceMode.ONLINE else None,
    )


@dataclass(frozen=True, kw_only=True)
class WordedRow:
    """A row of facts of the source page, with the words of the reader's page where it has them."""

    row: Any
    words: Any
    language: str = ""  # of the words, if it is not the reader's


def worded(rows, translated, *, page, source):
    """Rows of the source page, each with the words of the row in the reader's page that translates it."""
    own = {row.translation_key: row for row in translated}
    foreign = source.locale.language_code if source.locale_id != page.locale_id else ""
    return [
        WordedRow(row=row, words=own.get(row.translation_key, row), language="" if row.translation_key in own else foreign)
        for row in rows
    ]
