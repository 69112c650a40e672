"""Events as schema.org objects. https://schema.org/Event"""

from events.choices import AttendanceMode, Booking, Price, Status
from events.words import last_day_of, local

STATUSES = {
    Status.SCHEDULED: "EventScheduled",
    Status.RESCHEDULED: "EventRescheduled",
    Status.POSTPONED: "EventPostponed",
    Status.MOVED_ONLINE: "EventMovedOnline",
    Status.CANCELLED: "EventCancelled",
}
MODES = {
    AttendanceMode.IN_PERSON: "OfflineEventAttendanceMode",
    AttendanceMode.ONLINE: "OnlineEventAttendanceMode",
    AttendanceMode.BOTH: "MixedEventAttendanceMode",
}
#: Search engines read the next few dates; a weekly series need not repeat itself fifty times.
MOST_DATES = 10


def event_objects(page, request, *, now):
    """One Event for each of the next dates, or for the last date of an event that is over."""
    details = page.details
    rows = [one for one in details.occurrences if not one.is_over(now=now)][:MOST_DATES] or details.occurrences[-1:]
    return [_event(one, page, details, request) for one in rows]


def _event(one, page, details, request):
    url = page.get_full_url(request)
    data = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": f"{url}#{one.uid}",
        "name": page.title,
        "url": url,
        "inLanguage": page.locale.language_code,
        "startDate": _when(one, one.starts_at),
        "eventStatus": f"https://schema.org/{STATUSES[one.status]}",
        "eventAttendanceMode": f"https://schema.org/{MODES[one.attendance_mode]}",
        "isAccessibleForFree": details.facts.price == Price.FREE,
    }
    if one.is_all_day:
        data["endDate"] = last_day_of(one).isoformat()
    elif one.has_known_end:
        data["endDate"] = _when(one, one.ends_at)
    if page.summary:
        data["description"] = page.summary
    if one.previous_starts_at:
        data["previousStartDate"] = _when(one, one.previous_starts_at)
    if locations := _locations(one, details, url):
        data["location"] = locations[0] if len(locations) == 1 else locations
    if details.facts.age_from or details.facts.age_to is not None:
        data["typicalAgeRange"] = f"{details.facts.age_from}-{'' if details.facts.age_to is None else details.facts.age_to}"
    if offer := _offer(details.facts, url):
        data["offers"] = offer
    if details.partners:
        data["contributor"] = [{"@type": "Organization", "name": one.name} for one in details.partners]
    return data


def _when(one, at):
    at = local(at, one.timezone)
    return at.date().isoformat() if one.is_all_day else at.isoformat()


def _locations(one, details, url):
    places = []
    venue = details.venue
    if venue and one.attendance_mode != AttendanceMode.ONLINE:
        place = {"@type": "Place", "name": venue.name}
        if venue.address:
            place["address"] = {
                "@type": "PostalAddress",
                "streetAddress": venue.street,
                "addressLocality": venue.locality,
                "postalCode": venue.postcode,
                "addressCountry": venue.country,
            }
        if venue.latitude is not None and venue.longitude is not None:
            place["geo"] = {"@type": "GeoCoordinates", "latitude": float(venue.latitude), "longitude": float(venue.longitude)}
        places.append(place)
    if one.attendance_mode != AttendanceMode.IN_PERSON:
        places.append({"@type": "VirtualLocation", "url": details.facts.online_url or url})
    return places


def _offer(facts, url):
    if facts.price == Price.FREE:
        price = "0"
    elif facts.price_from is not None:
        price = str(facts.price_from)
    else:
        return None
    return {
        "@type": "Offer",
        "price": price,
        "priceCurrency": "GBP",
        "url": facts.booking_url if facts.booking == Booking.EXTERNAL else url,
    }
