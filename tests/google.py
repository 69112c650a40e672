"""What Google documents as required and recommended, as far as a program can tell (read in 2026):

https://developers.google.com/search/docs/appearance/structured-data/event
https://developers.google.com/search/docs/appearance/structured-data/course-info
https://developers.google.com/search/docs/appearance/structured-data/carousel
"""

import re
from datetime import date, datetime
from urllib.parse import urlsplit

STATUSES = {"EventCancelled", "EventMovedOnline", "EventPostponed", "EventRescheduled", "EventScheduled"}
MODES = {"OfflineEventAttendanceMode", "OnlineEventAttendanceMode", "MixedEventAttendanceMode"}
AVAILABILITY = {"InStock", "SoldOut", "PreOrder"}
SCHEMA = "https://schema.org/"


def event_problems(event):
    """Sentences about what is missing from an Event or is not as documented; [] for a good one."""
    found = [f"no {name}" for name in ("name", "startDate", "location") if not event.get(name)]
    found += [f"{name} is no date with an offset" for name in _dates(event) if not _is_moment(event[name])]
    status = str(event.get("eventStatus")).removeprefix(SCHEMA)
    mode = str(event.get("eventAttendanceMode")).removeprefix(SCHEMA)
    if status not in STATUSES:
        found.append(f"eventStatus {status}")
    if mode not in MODES:
        found.append(f"eventAttendanceMode {mode}")
    if status == "EventRescheduled" and "previousStartDate" not in event:
        found.append("no previousStartDate")
    if "endDate" in event and event["endDate"] < event["startDate"]:
        found.append("ends before it starts")
    places = _listed(event.get("location", []))
    kinds = {place["@type"] for place in places}
    expected = {"OfflineEventAttendanceMode": {"Place"}, "OnlineEventAttendanceMode": {"VirtualLocation"}}
    if kinds != expected.get(mode, {"Place", "VirtualLocation"}):
        found.append(f"{mode} at {sorted(kinds)}")
    found += [f"{place['@type']} without {name}" for place in places for name in _lacking(place)]
    found += [f"image {url}" for url in _listed(event.get("image", [])) if not _is_url(url)]
    found += [problem for offer in _listed(event.get("offers", [])) for problem in _offer_problems(offer)]
    if not event.get("organizer", {}).get("name") or not _is_url(event["organizer"].get("url")):
        found.append("organizer without name or url")
    found += [f"performer {one}" for one in event.get("performer", []) if not one.get("name") or "@type" not in one]
    return found + ([] if _is_url(event.get("url")) else ["url"])


def course_problems(course):
    """The same of a Course with its instances."""
    found = [
        f"no {name}" for name in ("name", "description", "provider", "offers", "hasCourseInstance") if not course.get(name)
    ]
    found += [f"offer without category: {offer}" for offer in course.get("offers", []) if not _is_course_offer(offer)]
    for run in course.get("hasCourseInstance", []):
        if run.get("courseMode") not in ("Online", "Onsite", "Blended"):
            found.append(f"courseMode {run.get('courseMode')}")
        schedule = run.get("courseSchedule", {})
        if schedule.get("repeatFrequency") not in ("Daily", "Weekly", "Monthly", "Yearly") or not schedule.get("repeatCount"):
            found.append(f"courseSchedule {schedule}")
    return found


def list_problems(items):
    """The same of an ItemList that leads to pages of one site."""
    elements = items["itemListElement"]
    urls = [one["url"] for one in elements]
    found = [f"url {url}" for url in urls if not _is_url(url)]
    if [one["position"] for one in elements] != list(range(1, len(elements) + 1)):
        found.append("positions")
    if len({urlsplit(url).netloc for url in urls}) > 1 or len(set(urls)) < len(urls):
        found.append("urls of several sites, or one twice")
    return found


def _dates(event):
    return [name for name in ("startDate", "endDate", "previousStartDate") if name in event]


def _is_moment(text):
    """A day, or a moment with the offset at the place. A month is known to schema.org, not to Google."""
    try:
        return ("T" in text and datetime.fromisoformat(text).utcoffset() is not None) or bool(date.fromisoformat(text))
    except ValueError:
        return False


def _lacking(place):
    if place["@type"] == "VirtualLocation":
        return [] if _is_url(place.get("url")) else ["url"]
    return [name for name in ("name", "address") if not place.get(name)]


def _offer_problems(offer):
    found = [f"offer without {name}" for name in ("url", "price", "priceCurrency", "validFrom") if name not in offer]
    if not re.fullmatch(r"\d+(\.\d\d)?", str(offer.get("price"))):
        found.append(f"price {offer.get('price')}")
    if "availability" in offer and offer["availability"].removeprefix(SCHEMA) not in AVAILABILITY:
        found.append(f"availability {offer['availability']}")
    return found


def _is_course_offer(offer):
    return offer.get("category") in ("Free", "Partially Free", "Subscription", "Paid") and (
        offer["category"] == "Free" or ("price" in offer and "priceCurrency" in offer)
    )


def _is_url(text):
    return isinstance(text, str) and urlsplit(text).scheme in ("http", "https") and bool(urlsplit(text).netloc)


def _listed(value):
    return value if isinstance(value, list) else [value]
