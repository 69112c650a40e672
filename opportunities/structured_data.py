"""Opportunities as schema.org objects, where schema.org has a type that is true of them.

A call is not a `MonetaryGrant` (that is the award that comes of it), nor is a call for contributors or an award anything that
schema.org knows, so these have none. Training is a https://schema.org/Course with its runs as instances, a volunteering role a
https://schema.org/JobPosting of the employment type VOLUNTEER.
"""

from core.choices import AttendanceMode
from core.dates import local
from core.outputs import Place
from core.structured_data import about_page, filled, offer_object, place_object
from opportunities.choices import Kind
from opportunities.serializers import price_of

#: https://schema.org/courseMode
COURSE_MODES = {AttendanceMode.IN_PERSON: "Onsite", AttendanceMode.ONLINE: "Online", AttendanceMode.BOTH: "Blended"}


def opportunity_objects(page, request, *, now):
    """What the page is about, if there is a word for it."""
    details = page.details.at(now)
    organisation = {"@id": f"{page.home.get_full_url(request)}#organisation"}
    if details.kind == Kind.TRAINING:
        return [about_page(page, request, "Course") | {"provider": organisation, **_course(details)}]
    if details.kind == Kind.ROLE and details.is_open:
        posting = about_page(page, request, "JobPosting")
        title, _language = posting.pop("name"), posting.pop("inLanguage")
        posted = page.first_published_at or now
        dated = {"datePosted": posted.date().isoformat(), "employmentType": "VOLUNTEER"}
        return [posting | {"title": title, **dated, "hiringOrganization": organisation, **_job(details)}]
    return []


def _course(details):
    price = price_of(details.facts)
    instances = [_instance(details, line) for line in details.runs]
    if not details.rounds or any(one.starts_at is None for one in details.rounds):
        # People take it whenever they like.
        instances = [_instance(details)]
    offer = offer_object(price, category="Free" if price.is_free else "Paid")
    return {"offers": offer, **filled(hasCourseInstance=instances)}


def _instance(details, line=None):
    facts = details.facts
    instance = {"@type": "CourseInstance", "courseMode": COURSE_MODES[facts.attendance_mode]}
    if line:
        one = line.round
        instance |= {
            "startDate": local(one.starts_at, facts.timezone).isoformat(),
            "endDate": local(one.ends_at, facts.timezone).isoformat(),
            **filled(
                name=line.name,
                maximumAttendeeCapacity=one.places,
                location=details.venue and place_object(Place.at(details.venue)),
            ),
        }
    # Its length as ISO 8601 has it.
    return instance | filled(courseWorkload=facts.hours and f"PT{round(facts.hours * 60)}M")


def _job(details):
    closes_at = details.current.round.closes_at
    where = {"jobLocation": place_object(Place.at(details.venue))} if details.venue else {"jobLocationType": "TELECOMMUTE"}
    return filled(validThrough=closes_at and closes_at.isoformat()) | where
