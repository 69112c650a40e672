"""What a date that an editor wrote means: moments, place and way to take part."""

from dataclasses import dataclass
from datetime import date, datetime, time

from core.dates import end_of_month
from core.timezones import day_begins, day_ends, moment
from events.choices import Precision
from events.models import EventDate, Occurrence

#: As many dates as one event may have.
MOST_DATES = 366


@dataclass(frozen=True)
class DateValue:
    """One date as an editor would write it, on the clocks of the event's time zone."""

    start_date: date
    start_time: time | None = None
    end_date: date | None = None
    end_time: time | None = None
    precision: str = Precision.DAY
    which_time: str = ""

    @property
    def order(self):
        return (self.start_date, self.start_time or time.min, self.end_date or self.start_date, self.end_time or time.min)

    @property
    def row(self):
        return EventDate(**vars(self))

    @classmethod
    def of(cls, row):
        """What an `EventDate` says, without a last day that is the first."""
        end_date = row.end_date if row.end_date != row.start_date else None
        return cls(row.start_date, row.start_time, end_date, row.end_time, row.precision, row.which_time)


@dataclass(frozen=True)
class Span:
    starts_at: datetime
    ends_at: datetime
    is_all_day: bool = False
    has_known_end: bool = True


def span_of(date, timezone_name):
    """When a written date begins and is over.

    All day and month-only dates end with their last day; an unknown end is taken to be the end of that day,
    so that nothing leaves the list while it may still be going on.
    """
    if date.precision == Precision.MONTH:
        first, last = date.start_date.replace(day=1), end_of_month(date.last_day)
        return Span(day_begins(first, timezone_name), day_ends(last, timezone_name), is_all_day=True)
    if date.start_time is None:
        return Span(day_begins(date.start_date, timezone_name), day_ends(date.last_day, timezone_name), is_all_day=True)
    starts_at = moment(date.start_date, date.start_time, timezone_name, fold=date.fold)
    if date.end_time is None:
        return Span(starts_at, day_ends(date.last_day, timezone_name), has_known_end=False)
    return Span(starts_at, moment(date.last_day, date.end_time, timezone_name, fold=date.fold))


def occurrence_of(date, page):
    """An unsaved occurrence of one written date: the same for publishing and for previews.

    A date may differ from the page in venue and in how people take part. A room counts only in its own venue.
    """
    venue = date.venue or page.venue
    room = next((room for room in (date.room, page.room) if room and venue and room.venue_id == venue.pk), None)
    return Occurrence(
        uid=date.uid,
        **vars(span_of(date, page.timezone)),
        precision=date.precision,
        timezone=page.timezone,
        attendance_mode=date.attendance_mode or page.attendance_mode,
        venue=venue,
        room=room,
        note=date.note,
    )
