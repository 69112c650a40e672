"""A summer school as schema.org objects. https://schema.org/Course"""

from datetime import timedelta

from core.dates import local
from core.models import SiteSettings
from core.outputs import Place
from core.structured_data import about_page, age_range, filled, offer_object, place_object
from events.schools.choices import Stay
from events.schools.serializers import price_of

MOMENT = timedelta(microseconds=1)


def course_objects(page, request):
    """One Course with a CourseInstance for each run."""
    details = page.details
    course = about_page(page, request, "Course")
    words = SiteSettings.for_request(request).words_for(page.locale.language_code)
    with_ages = [run for run in details.runs if run.age_from is not None or run.age_to is not None]
    offers = {run.cost: _offer(run, course["url"]) for run in details.runs if run.cost is not None}
    return [
        course
        | {
            "@id": f"{course['url']}#course",
            "provider": {"@type": "CollegeOrUniversity", "name": words.publisher},
            "hasCourseInstance": [_instance(run, details, course["url"]) for run in details.runs],
            **filled(
                typicalAgeRange=with_ages and (age_range(with_ages[0].age_from, with_ages[0].age_to) or "0-"),
                offers=list(offers.values()),
                about=[theme.name for theme in details.themes],
            ),
        }
    ]


def _instance(run, details, url):
    zone = details.facts.timezone
    first, last = local(run.starts_at, zone).date(), local(run.ends_at - MOMENT, zone).date()
    venue = details.venues.get(run.venue_id)
    return {
        "@type": "CourseInstance",
        "@id": f"{url}#{run.uid}",
        "name": details.written[run.uid][0].name,
        # As search engines write it; every day of the run has its timetable.
        "courseMode": "Online" if run.stay == Stay.ONLINE else "Onsite",
        "courseSchedule": {
            "@type": "Schedule",
            "repeatFrequency": "Daily",
            "repeatCount": (last - first).days + 1,
            "startDate": first.isoformat(),
            "endDate": last.isoformat(),
        },
        "startDate": (first if run.is_all_day else local(run.starts_at, zone)).isoformat(),
        "endDate": (last if run.is_all_day else local(run.ends_at, zone)).isoformat(),
        "eventStatus": f"https://schema.org/{'EventCancelled' if run.is_cancelled else 'EventScheduled'}",
        **filled(
            maximumAttendeeCapacity=run.places,
            location=venue and place_object(Place.at(venue)),
            offers=_offer(run, url, validFrom=run.opens_at, validThrough=run.closes_at),
        ),
        **({} if run.cost is None else {"isAccessibleForFree": run.cost == 0}),
    }


def _offer(run, url, **moments):
    if run.cost is None:
        return None
    moments = {name: at.isoformat() for name, at in moments.items() if at is not None}
    return offer_object(price_of(run), url=url, category="Free" if run.cost == 0 else "Paid", **moments)
