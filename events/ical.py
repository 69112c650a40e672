"""Events as iCalendar files. RFC 5545, with the calendar properties of RFC 7986."""

import zoneinfo
from datetime import timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vUri

from events.cards import pages_in_language
from events.choices import Status
from events.models import Occurrence
from events.words import last_day_of, local, where_words

#: More dates than this in one file make calendars slow; the site's own pages show the rest.
LIMIT = 1000
REFRESH_EVERY = timedelta(hours=6)
STATUSES = {Status.CANCELLED: "CANCELLED", Status.POSTPONED: "TENTATIVE"}


def new_calendar(*, name, url):
    calendar = Calendar()
    calendar.add("prodid", "-//Engage//Public engagement website//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)  # what calendars read that know no RFC 7986
    calendar.add("url", vUri(url))
    calendar.add("source", vUri(url), parameters={"VALUE": "URI"})
    calendar.add("refresh-interval", REFRESH_EVERY, parameters={"VALUE": "DURATION"})
    return calendar


def with_timezones(calendar, occurrences):
    """Add the VTIMEZONEs that the entries name, bounded to the years they need."""
    if occurrences:
        calendar.add_missing_timezones(
            first_date=min(one.starts_at for one in occurrences).date() - timedelta(days=366),
            last_date=max(one.ends_at for one in occurrences).date() + timedelta(days=366),
        )
    return calendar


def entry(occurrence, page, venue, *, url):
    """One VEVENT. A cancelled or postponed date stays in the calendar and says so."""
    event = Event()
    event.add("uid", f"{occurrence.uid}@engage")
    event.add("dtstamp", occurrence.modified)
    event.add("last-modified", occurrence.modified)
    event.add("sequence", occurrence.sequence)
    title = page.title
    if occurrence.status in STATUSES:
        title = f"{Status(occurrence.status).label}: {title}"
    event.add("summary", title)
    event.add("status", STATUSES.get(occurrence.status, "CONFIRMED"))
    if occurrence.is_all_day:
        event.add("dtstart", local(occurrence.starts_at, occurrence.timezone).date())
        event.add("dtend", last_day_of(occurrence) + timedelta(days=1))
    else:
        zone = zoneinfo.ZoneInfo(occurrence.timezone)
        event.add("dtstart", occurrence.starts_at.astimezone(zone))
        if occurrence.has_known_end:
            event.add("dtend", occurrence.ends_at.astimezone(zone))
    if page.summary:
        event.add("description", page.summary)
    place = where_words(occurrence, venue)
    if place:
        event.add(
            "location",
            f"{place}, {venue.address}" if venue and venue.address and occurrence.attendance_mode != "online" else place,
        )
    if venue and venue.latitude is not None and venue.longitude is not None and occurrence.attendance_mode != "online":
        event.add("geo", (float(venue.latitude), float(venue.longitude)))
    event.add("url", vUri(url))
    return event


def calendar_of_event(page, *, request):
    """All dates of one event."""
    details = page.details
    url = page.get_full_url(request)
    calendar = new_calendar(name=page.title, url=url)
    for one in details.occurrences:
        calendar.add_component(entry(one, page, details.venue, url=url))
    return with_timezones(calendar, details.occurrences)


def calendar_of_list(page, *, request, now):
    """Every date to come of every public event, soonest first."""
    rows = list(Occurrence.objects.public().not_over(now=now).select_related("facts", "venue")[:LIMIT])
    pages = pages_in_language({row.facts.translation_key for row in rows}, page.locale)
    calendar = new_calendar(name=_("%(title)s: events") % {"title": page.title}, url=page.get_full_url(request))
    for row in rows:
        if event_page := pages.get(row.facts.translation_key):
            calendar.add_component(entry(row, event_page, row.venue, url=event_page.get_full_url(request)))
    return with_timezones(calendar, rows)
