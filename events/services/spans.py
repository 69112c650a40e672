"""What a date that an editor wrote means: moments, place and way to take part."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.timezones import day_begins, day_ends, moment
from events.choices import Precision
from events.models import Occurrence


@dataclass(frozen=True)
class Span:
    """The moments one written date means."""

    starts_at: datetime
    ends_at: datetime
    is_all_day: bool
    has_known_end: bool


def span_of(date, timezone_name):
    """When a written date begins and is over.

    All day and month-only dates end with their last day; an unknown end is taken to be the end of that day,
    so that nothing leaves the list while it may still be going on.
    """
    last_day = date.end_date or date.start_date
    if date.precision == Precision.MONTH:
        first = date.start_date.replace(day=1)
        next_month = (last_day.replace(day=28) + timedelta(days=4)).replace(day=1)
        return Span(
            day_begins(first, timezone_name), day_begins(next_month, timezone_name), is_all_day=True, has_known_end=True
        )
    if date.start_time is None:
        return Span(
            day_begins(date.start_date, timezone_name), day_ends(last_day, timezone_name), is_all_day=True, has_known_end=True
        )
    starts_at = moment(date.start_date, date.start_time, timezone_name, fold=date.fold)
    if date.end_time is None:
        return Span(starts_at, day_ends(last_day, timezone_name), is_all_day=False, has_known_end=False)
    ends_at = moment(last_day, date.end_time, timezone_name, fold=date.fold)
    return Span(starts_at, ends_at, is_all_day=False, has_known_end=True)


def occurrence_of(date, page):
    """An unsaved occurrence of one written date: the same for publishing and for previews.

    A date may differ from the page in venue and in how people take part. A room counts only in its own venue.
    """
    span = span_of(date, page.timezone)
    venue = date.venue or page.venue
    room = next((room for room in (date.room, page.room) if room and venue and room.venue_id == venue.pk), None)
    return Occurrence(
        uid=date.uid,
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        is_all_day=span.is_all_day,
        has_known_end=span.has_known_end,
        precision=date.precision,
        timezone=page.timezone,
        attendance_mode=date.attendance_mode or page.attendance_mode,
        venue=venue,
        room=room,
        note=date.note,
    )
