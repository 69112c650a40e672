"""Times in a file that clocks skip, or show twice: told at their cell, and asked about once for the whole file."""

from dataclasses import replace

from core.timezones import is_ambiguous
from events.choices import WhichTime
from events.imports.columns import DATE_FIELDS, DATES
from events.imports.pages import dates_of
from events.models import EventDate

#: Where what is wrong with a clock belongs: the first date has columns of its own.
WHICH = "which_time"


def settle_clocks(page, values, problems, *, which_time=""):
    """Give each time that clocks show twice its meaning: what the file says, what the event has, what was answered."""
    if DATES not in values:
        return
    zone = values.get("timezone", page.timezone)
    known = {(one.start_date, one.start_time): one.which_time for one in dates_of(page)}
    settled = []
    for position, one in enumerate(values[DATES]):
        if not one.which_time:
            before = known.get((one.start_date, one.start_time), "")
            one = replace(one, which_time=before or (which_time if shows_twice(one, zone) else ""))
        settled.append(one)
        for name, message in written(one).clock_errors(zone).items():
            problems.setdefault(_column(name, position), message)
    values[DATES] = settled


def _column(name, position):
    if name == WHICH:
        return WHICH
    return DATE_FIELDS.get(name, "day") if position == 0 else "more_dates"


def written(one):
    return EventDate(
        start_date=one.start_date,
        start_time=one.start_time,
        end_date=one.end_date,
        end_time=one.end_time,
        precision=one.precision,
        which_time=one.which_time,
    )


def shows_twice(one, zone):
    pairs = ((one.start_date, one.start_time), (one.end_date or one.start_date, one.end_time))
    return any(clock and is_ambiguous(day, clock, zone) for day, clock in pairs)


def meant_by(start, end):
    """Which of two times is meant by moments of a calendar, which know it."""
    for moment in (start, end):
        if moment is not None and moment.tzinfo and is_ambiguous(moment.date(), moment.time(), moment.tzinfo.key):
            return WhichTime.SECOND if moment.fold else WhichTime.FIRST
    return ""
