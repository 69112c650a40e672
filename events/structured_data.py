"""Events, series of them and venues as schema.org objects, made from the same entries as every other output."""

from core.choices import AttendanceMode
from core.structured_data import CONTEXT, MODES, age_range, filled, offer_object, place_object, written
from events.choices import Status
from events.serializers import entries_of_page, place_of

#: https://schema.org/EventStatusType
STATUSES = {
    Status.SCHEDULED: "EventScheduled",
    Status.RESCHEDULED: "EventRescheduled",
    Status.POSTPONED: "EventPostponed",
    Status.MOVED_ONLINE: "EventMovedOnline",
    Status.CANCELLED: "EventCancelled",
}
#: Search engines read the next few dates; a weekly series need not repeat itself fifty times.
MOST_DATES = 10


def event_objects(page, request, *, now):
    """The next dates of an event page: one Event, or an EventSeries of them. The last date of an event that is over."""
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


def event_object(entry, *, now):
    """One entry as https://schema.org/Event. Says only what is known."""
    extra = entry.extra
    languages = extra.get("languages") or [entry.language]
    takes_place = not entry.is_off and not entry.is_over(now=now)
    offer = offer_object(
        entry.price,
        url=entry.url,
        availability=takes_place and "https://schema.org/InStock",
        validFrom=entry.published and entry.published.isoformat(timespec="seconds"),
    )
    return {
        "@type": "Event",
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
            location=_locations_of(entry),
            typicalAgeRange=age_range(entry.age_from, entry.age_to),
            audience=[{"@type": "Audience", "audienceType": name} for name in extra.get("meant_for", ())],
            keywords=list(entry.categories),
            offers=offer,
            organizer=_organiser(entry),
            contributor=[{"@type": "Organization", "name": name} for name in extra.get("partners", ())],
        ),
    }


def series_object(entries, events, *, name, url, description=""):
    """https://schema.org/EventSeries: several dates of one thing, and the Events made of them, from the first to the last."""
    return {
        "@type": "EventSeries",
        "@id": f"{url}#series",
        "name": name,
        "url": url,
        "startDate": written(entries[0].starts),
        **filled(endDate=written(entries[-1].ends), description=description),
        "subEvent": events,
    }


def _locations_of(entry):
    """Where an entry is: a place, a virtual location, both in a list, or None."""
    found = [place_object(entry.place)] if entry.place else []
    if entry.attendance_mode in (AttendanceMode.ONLINE, AttendanceMode.BOTH):
        found.append({"@type": "VirtualLocation", "url": entry.online_url or entry.url})
    return found[0] if len(found) == 1 else found or None


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


def venue_objects(details):
    """A venue's own page: the place with everything that is known of it."""
    place = place_of(details.source, access=details.access, name=details.venue.name)
    url = details.full_url()
    return [
        {
            "@context": CONTEXT,
            **place_object(place),
            "@id": f"{url}#place",
            "url": url,
            **filled(sameAs=place.url, description=details.venue.description),
        }
    ]
