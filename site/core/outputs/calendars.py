"""Lists as calendars: RFC 5545 with the properties of RFC 7986."""

import zoneinfo
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vUri

from core.lines import one_line, printable
from core.timezones import on_clocks

PRODUCT = "-//Engage//Public engagement website//EN"
#: How often a subscribed calendar should ask again.
REFRESH_EVERY = timedelta(hours=6)


def to_ics(listing, request=None):
    """Entries with a day as a calendar to download or subscribe to. "Some time in July" is nothing a calendar can show.

    It has no METHOD: that would make it a message (RFC 5546) whose DTSTAMP is the moment of sending, so that the
    file would differ every second.
    """
    entries = [entry for entry in listing.entries if entry.starts_at is not None and entry.has_day]
    calendar = _calendar(listing)
    for timezone in _timezones(entries):
        calendar.add_component(timezone)
    for entry in entries:
        calendar.add_component(_event(entry))
    return calendar.to_ical()


def _calendar(listing):
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    name = one_line(listing.title)
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)  # for calendars that know no RFC 7986
    if listing.description:
        calendar.add("description", printable(listing.description))
    calendar.add("url", vUri(listing.url))
    calendar.add("source", vUri(listing.file_url or listing.url), parameters={"VALUE": "URI"})
    calendar.add("refresh-interval", REFRESH_EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")  # the same for Outlook
    if listing.modified:
        calendar.add("last-modified", listing.modified)
    return calendar


def _timezones(entries):
    """The zones that entries with hours are in, each for the years it is needed for."""
    years = {}
    for entry in entries:
        if not entry.is_all_day and entry.timezone != "UTC":
            first, last = entry.starts_at.year, (entry.ends_at or entry.starts_at).year
            known = years.get(entry.timezone, (first, last))
            years[entry.timezone] = min(first, known[0]), max(last, known[1])
    return [timezone_lines(name, *span) for name, span in sorted(years.items())]


def _event(entry):
    """One VEVENT. A cancelled date stays in the calendar and says so."""
    event = Event()
    event.add("uid", f"{entry.uid}@engage")
    event.add("dtstamp", entry.modified)
    event.add("last-modified", entry.modified)
    if entry.published:
        event.add("created", entry.published)
    event.add("sequence", entry.sequence)
    event.add("summary", one_line(entry.headline))
    event.add("status", "CANCELLED" if entry.is_cancelled else "TENTATIVE" if entry.is_tentative else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.is_off or entry.is_all_day else "OPAQUE")
    _add_times(event, entry)
    if words := _words(entry):
        event.add("description", words)
    if entry.place:
        event.add("location", one_line(entry.place.line))
        if entry.place.latitude is not None and entry.place.longitude is not None:
            event.add("geo", (float(entry.place.latitude), float(entry.place.longitude)))
    elif entry.where:
        event.add("location", one_line(entry.where))
    if entry.online_url:
        event.add("conference", vUri(entry.online_url), parameters={"VALUE": "URI", "LABEL": _("Take part online")})
    if entry.categories:
        event.add("categories", [one_line(name) for name in entry.categories])
    if entry.contact:
        event.add("contact", one_line(entry.contact))
    if entry.image:
        event.add("image", vUri(entry.image.url), parameters={"VALUE": "URI", "DISPLAY": "BADGE", "FMTTYPE": entry.image.type})
    event.add("url", vUri(entry.url))
    return event


def _add_times(event, entry):
    if entry.is_all_day:
        event.add("dtstart", entry.starts)
        event.add("dtend", (entry.ends or entry.starts) + timedelta(days=1))
        return
    zone = zoneinfo.ZoneInfo(entry.timezone)
    moments = on_clocks(*(at.astimezone(zone) for at in (entry.starts_at, entry.ends_at) if at is not None))
    for name, at in zip(("dtstart", "dtend"), moments, strict=False):
        event.add(name, at)


def _words(entry):
    """Why it changed, what it is, what it costs, and where to read more."""
    price = entry.price.words if entry.price else ""
    return printable("\n\n".join(filter(None, (entry.notice_words, entry.summary, price, entry.url))))


DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


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
