"""https://schema.org/Event and https://schema.org/EventSeries"""

from datetime import date, datetime

from core.structured_data import filled

from .offers import offer_of
from .places import locations_of

CONTEXT = "https://schema.org"
STATUSES = {
    "scheduled": "EventScheduled",
    "rescheduled": "EventRescheduled",
    "postponed": "EventPostponed",
    "moved-online": "EventMovedOnline",
    "cancelled": "EventCancelled",
}
MODES = {
    "in-person": "OfflineEventAttendanceMode",
    "online": "OnlineEventAttendanceMode",
    "both": "MixedEventAttendanceMode",
}
#: Search engines read the next few dates; a weekly series need not repeat itself fifty times.
MOST_DATES = 10


def event_objects(page, request, *, now):
    """The next dates of an event page: one Event, or an EventSeries of them. The last date of an event that is over."""
    from events.serializers import entries_of_page

    dates = page.details.occurrences
    next_dates = [one for one in dates if not one.is_over(now=now)][:MOST_DATES] or dates[-1:]
    entries = entries_of_page(page, request=request, rows=next_dates)
    festival = _festival_of(page, request)
    people = [{"@type": "Person", "name": one.row.name, **filled(url=one.row.url)} for one in page.details.people]
    events = [{**event_object(one, now=now), **filled(performer=people)} for one in entries]
    if len(entries) > 1:
        series = series_object(entries, events, name=page.title, url=page.get_full_url(request), description=page.summary)
        return [{"@context": CONTEXT, **series, **filled(superEvent=festival)}]
    return [{"@context": CONTEXT, **one, **filled(superEvent=festival)} for one in events]


def event_object(entry, *, now, kind="Event"):
    """One entry as an Event, or as a kind of Event. Says only what is known."""
    extra = entry.extra
    languages = extra.get("languages") or [entry.language]
    offer = offer_of(entry, now=now)
    return {
        "@type": kind,
        "@id": f"{entry.url}#{entry.uid}",
        "name": entry.title,
        "url": entry.url,
        "inLanguage": languages[0] if len(languages) == 1 else languages,
        **filled(startDate=written(entry.starts), endDate=written(entry.ends)),
        "eventStatus": f"https://schema.org/{STATUSES[entry.status]}",
        **filled(eventAttendanceMode=entry.attendance_mode and f"https://schema.org/{MODES[entry.attendance_mode]}"),
        **({"isAccessibleForFree": entry.price.is_free} if entry.price else {}),
        **filled(
            description=entry.summary,
            image=entry.image and [entry.image.url],
            previousStartDate=written(entry.previous_starts),
            location=locations_of(entry),
            typicalAgeRange=_ages(entry),
            audience=[{"@type": "Audience", "audienceType": name} for name in extra.get("meant_for", ())],
            keywords=list(entry.categories),
            offers=offer,
            organizer=_organiser(entry),
            contributor=[{"@type": "Organization", "name": name} for name in extra.get("partners", ())],
        ),
    }


def series_object(entries, events, *, name, url, description=""):
    """Several dates of one thing, and the Events made of them, as an EventSeries from the first to the last of them."""
    return {
        "@type": "EventSeries",
        "@id": f"{url}#series",
        "name": name,
        "url": url,
        "startDate": written(entries[0].starts),
        **filled(endDate=written(entries[-1].ends), description=description),
        "subEvent": events,
    }


def written(value):
    """A moment with its offset, a day or a month, as ISO 8601 writes it."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value or ""


def _ages(entry):
    if not entry.age_from and entry.age_to is None:
        return ""
    return f"{entry.age_from or 0}-{'' if entry.age_to is None else entry.age_to}"


def _organiser(entry):
    if not entry.organiser:
        return None
    where = {"@id": f"{entry.organiser_url}#organisation", "url": entry.organiser_url} if entry.organiser_url else {}
    return {"@type": "Organization", **where, "name": entry.organiser}


def _festival_of(page, request):
    """The festival the event belongs to, by reference."""
    festival = page.details.festival_page
    if festival is None:
        return None
    url = festival.get_full_url(request)
    return {"@type": "Festival", "@id": f"{url}#festival", "name": festival.title, "url": url}
