"""ICS files: each event of a calendar becomes a row, with all its dates (RFC 5545)."""

import math
import zoneinfo
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta
from itertools import islice

from dateutil.rrule import rrulestr
from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, vRecur

from core.imports.tables import MOST_ROWS, BadFile, CellError, read_table, table_of
from core.timezones import known_timezones
from events.imports.columns import meant_by, show_dates
from events.services.spans import MOST_DATES, DateValue

HEADINGS = ["UID", "Title", "Day", "More dates", "Description", "Location", "Categories", "Time zone"]
#: As many dates as one file may have: more than that keeps the one who uploads it waiting.
MOST_IN_ALL = 50_000
#: How far a rule is followed.
FARTHEST = timedelta(days=3653)
#: Lines of one entry or time zone: a whole year of dates that are taken out, a long description, and much to spare.
MOST_LINES = 5000
#: How many times of day a rule may have: more is no event, and takes for ever to combine.
MOST_TIMES_OF_DAY = 24
#: After so many years days fall on the same days of the week again.
CYCLE = 400
#: The last year in which a rule can begin and still be followed as far as rules are.
LAST_START = MAXYEAR - 11
#: What repeats more often than that is not an event.
REPEATS = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}


def read_events(content, name):
    """The events in a file, which may be a calendar: what the worker does."""
    return read_table(content, name, others={"ics": read_calendar})


def read_calendar(content):
    _refuse_endless(content)
    try:
        calendar = Calendar.from_ical(content)
        events = list(calendar.walk("VEVENT"))
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise BadFile(_("This calendar file is damaged: %(why)s") % {"why": str(error)[:200]}) from error
    grouped = {}
    for number, event in enumerate(events, start=1):
        grouped.setdefault(str(event.get("UID") or f"?{number}"), []).append(event)
    planned = {uid: parts for uid, parts in grouped.items() if not all(part.get("STATUS") == "CANCELLED" for part in parts)}
    rows, left, wrong = [], MOST_IN_ALL, []
    for number, (uid, parts) in enumerate(planned.items(), start=1):
        try:
            row, count = _row(uid, parts, number)
        except CellError as error:
            wrong.append(str(error))
            continue
        rows.append(row)
        left -= count
        if left < 0:
            raise BadFile(_("This calendar has more than %(most)d dates. Split it into several.") % {"most": MOST_IN_ALL})
    if wrong and not rows:
        raise BadFile(wrong[0])
    table = table_of("ics", [(0, HEADINGS), *enumerate(rows, start=1)])
    table.notes += wrong
    if cancelled := len(grouped) - len(planned):
        table.notes.append(_("%(count)d cancelled entries of this calendar are left out.") % {"count": cancelled})
    return table


def _refuse_endless(content):
    """Before anything is made of it: no entry without end, and not more of them than there can be rows."""
    entries = lines = 0
    for line in content.splitlines():
        lines += 1
        if line[:6].upper() == b"BEGIN:":
            lines = 0
            entries += 1
            if entries > 10 * MOST_ROWS:
                raise BadFile(_("This file has more than %(most)d rows. Split it into several.") % {"most": MOST_ROWS})
        if lines > MOST_LINES:
            raise BadFile(_("An entry of this calendar has more than %(most)d lines.") % {"most": MOST_LINES})


def _row(uid, parts, number):
    main = next((part for part in parts if "RECURRENCE-ID" not in part), parts[0])
    try:
        zone = _zone(main)
        dates = _dates(main, [part for part in parts if part is not main], zone)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        message = _("Entry %(number)d, %(title)s: its dates can't be read.")
        raise CellError(message % {"number": number, "title": str(main.get("SUMMARY", uid))[:80]}) from error
    row = [
        "" if uid.startswith("?") else uid,
        str(main.get("SUMMARY", "")),
        show_dates(dates[:1]),
        show_dates(dates[1:]),
        str(main.get("DESCRIPTION", "")),
        str(main.get("LOCATION", "")),
        "; ".join(main.categories),
        zone,
    ]
    return row, len(dates)


def _zone(event):
    start = event.decoded("DTSTART")
    name = getattr(getattr(start, "tzinfo", None), "key", "") or ""
    return name if name in known_timezones() and name != "UTC" else settings.TIME_ZONE


def _dates(main, others, zone):
    """Every date of an event: those its rule makes, without those taken out, with those moved where they went."""
    start, end = main.decoded("DTSTART"), _end(main)
    length = end - start if end is not None else None
    starts = [start]
    if "RRULE" in main:
        begins_at = start if isinstance(start, datetime) else datetime.combine(start, time.min)
        moments = _repeated(begins_at, dict(main["RRULE"]))
        starts = [moment if isinstance(start, datetime) else moment.date() for moment in moments]
    starts += [one.dt for part in _lists(main, "RDATE") for one in part.dts]
    taken_out = {_comparable(one.dt) for part in _lists(main, "EXDATE") for one in part.dts}
    taken_out |= {_comparable(part.decoded("RECURRENCE-ID")) for part in others if "RECURRENCE-ID" in part}
    dates = [
        _written(one, one + length if length is not None else None, zone) for one in starts if _comparable(one) not in taken_out
    ]
    dates += [_written(part.decoded("DTSTART"), _end(part), zone) for part in others if str(part.get("STATUS")) != "CANCELLED"]
    return sorted(dates, key=lambda one: (one.start_date, one.start_time or time.min))[:MOST_DATES]


def _repeated(start, rule):
    """The moments a rule makes, as many as an event may have and no farther than it is followed."""
    if not REPEATS.issuperset(rule["FREQ"]):
        raise ValueError("repeats too often")
    if math.prod(len(rule.get(name, [0])) for name in ("BYHOUR", "BYMINUTE", "BYSECOND")) > MOST_TIMES_OF_DAY:
        raise ValueError("repeats too often")
    count, until = (rule.pop(name, [None])[0] for name in ("COUNT", "UNTIL"))
    # On the clocks of its own place, where rules are followed (RFC 5545, 3.3.10).
    clock = start.replace(tzinfo=None)
    farthest = clock + FARTHEST
    if until is not None:
        until = until if isinstance(until, datetime) else datetime.combine(until, time.max)
        if until.tzinfo and start.tzinfo:
            until = until.astimezone(start.tzinfo)
        # It is to be in UTC where the start has a time zone, but not every program keeps to that.
        farthest = min(farthest, until.replace(tzinfo=None))
    # dateutil looks for the next date until the year 9999, however far that is. So the rule is followed in the last years
    # that have the same calendar as its own: one that never fits is looked for through some centuries, not eighty.
    later = (LAST_START - clock.year) // CYCLE * CYCLE
    farthest, from_clock = (one.replace(year=one.year + later) for one in (farthest, clock))
    moments = rrulestr(vRecur(rule).to_ical().decode(), dtstart=from_clock).replace(until=farthest)
    found = [
        one.replace(year=one.year - later, tzinfo=start.tzinfo) for one in islice(moments, min(count or MOST_DATES, MOST_DATES))
    ]
    if not found:
        raise ValueError("never happens")
    return found


def _lists(event, name):
    value = event.get(name)
    return [] if value is None else value if isinstance(value, list) else [value]


def _comparable(moment):
    if isinstance(moment, datetime):
        return moment.astimezone(UTC) if moment.tzinfo else moment
    return moment


def _end(event):
    if "DTEND" in event:
        return event.decoded("DTEND")
    return event.decoded("DTSTART") + event.decoded("DURATION") if "DURATION" in event else None


def _written(start, end, zone):
    """On the clocks of the event's zone. A whole-day event's end is the day after (RFC 5545, 3.6.1)."""
    if not isinstance(start, date):
        raise TypeError("neither a day nor a moment")
    if not isinstance(start, datetime):
        last = end - timedelta(days=1) if isinstance(end, date) and end > start else start
        return DateValue(start, None, last if last != start else None, None)
    start, end = (_local(one, zone) for one in (start, end))
    ends_later = end is not None and end.date() != start.date()
    return DateValue(
        start.date(),
        _clock(start),
        end.date() if ends_later else None,
        _clock(end) if end is not None and end > start else None,
        which_time=meant_by(start, end),
    )


def _local(moment, zone):
    return moment.astimezone(zoneinfo.ZoneInfo(zone)) if moment is not None and moment.tzinfo else moment


def _clock(moment):
    return moment.time().replace(second=0, microsecond=0)
