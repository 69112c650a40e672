"""Opportunities as schema.org objects, where schema.org has a type that is true of them.

A call is not a `MonetaryGrant` (that is the award that comes of it), nor is a call for contributors or an award anything that
schema.org knows, so these have none. Training is a https://schema.org/Course with its runs as instances, a volunteering role a
https://schema.org/JobPosting of the employment type VOLUNTEER.
"""

from core.choices import AttendanceMode
from core.dates import local
from opportunities.choices import Kind

#: https://schema.org/courseMode
COURSE_MODES = {AttendanceMode.IN_PERSON: "Onsite", AttendanceMode.ONLINE: "Online", AttendanceMode.BOTH: "Blended"}


def opportunity_objects(page, request, *, now):
    """What the page is about, if there is a word for it."""
    details = page.details.at(now)
    if details.kind == Kind.TRAINING:
        return [_course(page, request, details)]
    if details.kind == Kind.ROLE and details.is_open:
        return [_job_posting(page, request, details, now)]
    return []


def _course(page, request, details):
    facts = details.facts
    home_url = page.home.get_full_url(request)
    course = {
        "@context": "https://schema.org",
        "@type": "Course",
        "name": page.title,
        "description": page.summary or page.title,
        "url": page.get_full_url(request),
        "inLanguage": page.locale.language_code,
        "provider": {"@id": f"{home_url}#organisation"},
        "offers": {
            "@type": "Offer",
            "category": "Paid" if facts.fee else "Free",
            "price": str(facts.fee or 0),
            "priceCurrency": facts.fee_currency,
        },
    }
    instances = [_instance(line, details) for line in details.runs]
    if not details.rounds or any(one.starts_at is None for one in details.rounds):
        instances = [_whenever(details)]
    return course | ({"hasCourseInstance": instances} if instances else {})


def _instance(line, details):
    one, facts = line.round, details.facts
    instance = {
        "@type": "CourseInstance",
        "courseMode": COURSE_MODES[facts.attendance_mode],
        "startDate": local(one.starts_at, facts.timezone).isoformat(),
        "endDate": local(one.ends_at, facts.timezone).isoformat(),
    }
    if line.name:
        instance["name"] = line.name
    if one.places:
        instance["maximumAttendeeCapacity"] = one.places
    if details.venue:
        instance["location"] = _place(details.venue)
    return instance | _workload(facts)


def _whenever(details):
    """A course that people take whenever they like."""
    return {"@type": "CourseInstance", "courseMode": COURSE_MODES[details.facts.attendance_mode]} | _workload(details.facts)


def _workload(facts):
    """Its length as ISO 8601 has it."""
    return {"courseWorkload": f"PT{round(facts.hours * 60)}M"} if facts.hours else {}


def _job_posting(page, request, details, now):
    home_url = page.home.get_full_url(request)
    data = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": page.title,
        "description": page.summary or page.title,
        "url": page.get_full_url(request),
        "datePosted": page.first_published_at.date().isoformat() if page.first_published_at else now.date().isoformat(),
        "employmentType": "VOLUNTEER",
        "hiringOrganization": {"@id": f"{home_url}#organisation"},
    }
    if closes_at := details.current.round.closes_at:
        data["validThrough"] = closes_at.isoformat()
    if details.venue:
        data["jobLocation"] = _place(details.venue)
    else:
        data["jobLocationType"] = "TELECOMMUTE"
    return data


def _place(venue):
    return {
        "@type": "Place",
        "name": venue.name,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": venue.street,
            "addressLocality": venue.locality,
            "postalCode": venue.postcode,
            "addressCountry": venue.country,
        },
    }
