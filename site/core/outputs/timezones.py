"""Time zones as calendars need them: RFC 5545, 3.6.5.

icalendar's own are an hour late when clocks go forward (7.3), since they look for the change on the clock that jumps.
"""

import zoneinfo
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


def is_unclear(at):
    """Whether clocks show this time twice, or never: a date and a time alone don't say which moment is meant (PEP 495)."""
    return at.tzinfo is not None and at.replace(fold=0).utcoffset() != at.replace(fold=1).utcoffset()


def on_clocks(*moments):
    """Moments for formats that write a time without its offset: as they are, or all in UTC if one would be unclear.

    RFC 5545 (3.3.5) takes the first of two, so that the second would be an hour early, and many programs take neither.
    """
    return tuple(at.astimezone(UTC) for at in moments) if any(map(is_unclear, moments)) else moments


@lru_cache(maxsize=256)
def timezone_lines(name, first_year, last_year):
    """One time zone by its IANA name, with what it does from the first of January of one year to the end of another."""
    zone = zoneinfo.ZoneInfo(name)
    begin, end = (datetime(year, 1, 1, tzinfo=UTC) - DAY for year in (first_year, last_year + 1))
    timezone = Timezone()
    timezone.add("tzid", name)
    for (before, after, short, is_summer), starts in _observances(zone, begin, end + 2 * DAY).items():
        part = TimezoneDaylight() if is_summer else TimezoneStandard()
        part.add("dtstart", starts[0])
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", short)
        if starts[1:]:
            part.add("rdate", starts[1:])
        timezone.add_component(part)
    return timezone


def _observances(zone, begin, end):
    """{(offset before, offset after, short name, whether it is summer time): when it begins, on the clock before}"""
    state = _state(zone, begin)
    found = defaultdict(list)
    found[state[0], *state].append((begin + state[0]).replace(tzinfo=None))
    at = begin
    while at < end:
        if _state(zone, at + DAY) != state:
            change = _moment_of_change(zone, at, at + DAY)
            before, state = state, _state(zone, change)
            found[before[0], *state].append((change + before[0]).replace(tzinfo=None))
        at += DAY
    return found


def _moment_of_change(zone, known, changed):
    """The first second at which the zone is not as it was at `known`, found by halving."""
    before = _state(zone, known)
    while changed - known > SECOND:
        middle = known + ((changed - known) // 2 // SECOND or 1) * SECOND
        if _state(zone, middle) == before:
            known = middle
        else:
            changed = middle
    return changed


def _state(zone, at):
    local = at.astimezone(zone)
    return local.utcoffset(), local.tzname(), bool(local.dst())
