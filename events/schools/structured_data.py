"""A summer school as schema.org objects. https://schema.org/Course"""

from datetime import timedelta

from core.dates import local
from core.models import SiteSettings
from events.schools.choices import Stay
from events.serializers import place_of
from events.structured_data.places import place_object

MOMENT = timedelta(microseconds=1)


def course_objects(page, request):
    """One Course with a CourseInstance for each run."""
    details = page.details
    url = page.get_full_url(request)
    words = SiteSettings.for_request(request).words_for(page.locale.language_code)
    data = {
        "@context": "https://schema.org",
        "@type": "Course",
        "@id": f"{url}#course",
        "name": page.title,
        "description": page.summary or page.title,
        "url": url,
        "inLanguage": page.locale.language_code,
        "provider": {"@type": "CollegeOrUniversity", "name": words.publisher},
        "hasCourseInstance": [_instance(run, details, url) for run in details.runs],
    }
    ages = [run for run in details.runs if run.age_from is not None or run.age_to is not None]
    if ages:
        data["typicalAgeRange"] = _age_range(ages[0])
    offers = {run.cost: _offer(run, url) for run in details.runs if run.cost is not None}
    if offers:
        data["offers"] = list(offers.values())
    if details.themes:
        data["about"] = [theme.name for theme in details.themes]
    return [data]


def _instance(run, details, url):
    zone = details.facts.timezone
    data = {
        "@type": "CourseInstance",
        "@id": f"{url}#{run.uid}",
        "name": details.written[run.uid][0].name,
        # As search engines write it; every day of the run has its timetable.
        "courseMode": "Online" if run.stay == Stay.ONLINE else "Onsite",
        "courseSchedule": {
            "@type": "Schedule",
            "repeatFrequency": "Daily",
            "repeatCount": (_last_day(run, zone) - local(run.starts_at, zone).date()).days + 1,
            "startDate": local(run.starts_at, zone).date().isoformat(),
            "endDate": _last_day(run, zone).isoformat(),
        },
        "startDate": _when(run, run.starts_at, zone),
        "endDate": _when(run, run.ends_at - MOMENT if run.is_all_day else run.ends_at, zone),
        "eventStatus": f"https://schema.org/{'EventCancelled' if run.is_cancelled else 'EventScheduled'}",
    }
    if run.places:
        data["maximumAttendeeCapacity"] = run.places
    venue = details.venues.get(run.venue_id)
    if venue:
        data["location"] = place_object(place_of(venue))
    if run.cost is not None:
        data["isAccessibleForFree"] = run.cost == 0
        data["offers"] = _offer(run, url) | {
            name: at.isoformat()
            for name, at in (("validFrom", run.opens_at), ("validThrough", run.closes_at))
            if at is not None
        }
    return data


def _offer(run, url):
    return {
        "@type": "Offer",
        "price": str(run.cost),
        "priceCurrency": run.currency,
        "category": "Free" if run.cost == 0 else "Paid",
        "url": run.apply_url or url,
    }


def _last_day(run, zone):
    return local(run.ends_at - MOMENT, zone).date()


def _when(run, at, zone):
    at = local(at, zone)
    return at.date().isoformat() if run.is_all_day else at.isoformat()


def _age_range(run):
    low, high = ("" if age is None else age for age in (run.age_from, run.age_to))
    return f"{low or 0}-{high}"
