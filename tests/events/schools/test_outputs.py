"""A summer school as files and for machines: runs, deadlines and decisions."""

import json
import re
from datetime import UTC, date, datetime, time

import pytest
from icalendar import Calendar

from tests.factories.core import VenueFactory
from tests.factories.schools import SummerSchoolPageFactory, school_run
from tests.google import course_problems


@pytest.fixture
def school(events_page):
    run = school_run(venue=VenueFactory(name="Old Library"), cost=350, places=40, age_from=16, age_to=18)
    return SummerSchoolPageFactory(parent=events_page, title="Bridges", slug="bridges", runs=[run])


def calendar(client, page):
    response = client.get(f"{page.url}summer-school.ics")
    assert response.status_code == 200
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_the_calendar_has_the_run_and_every_day_that_matters(client, school):
    uid = school.runs.get().translation_key

    found = {str(event["summary"]): (str(event["uid"]), _utc(event["dtstart"].dt)) for event in calendar(client, school)}

    assert found == {
        "Applications open: Bridges, Caldermouth 2027": (f"{uid}-opens@engage", datetime(2027, 2, 1, 9, tzinfo=UTC)),
        "Applications close: Bridges, Caldermouth 2027": (f"{uid}-closes@engage", datetime(2027, 4, 30, 15, tzinfo=UTC)),
        "Decisions: Bridges, Caldermouth 2027": (f"{uid}-decision@engage", date(2027, 5, 14)),
        "Bridges: Caldermouth 2027": (f"{uid}@engage", date(2027, 8, 2)),
    }  # fmt: skip


def test_the_run_lasts_until_its_last_day(client, school):
    [run] = [event for event in calendar(client, school) if str(event["summary"]) == "Bridges: Caldermouth 2027"]

    # The day after, which no longer belongs to it (RFC 5545, 3.6.1).
    assert (run["dtend"].dt, str(run["location"])) == (date(2027, 8, 7), "Old Library, 1 Museum Road, Oxford OX1 3PW")


def test_hours_are_on_the_clock_of_the_school(client, events_page):
    run = school_run(start_time=time(14, 0), end_time=time(12, 0))
    page = SummerSchoolPageFactory(parent=events_page, runs=[run])

    [event] = [event for event in calendar(client, page) if str(event["uid"]).count("-") == 4]

    assert (event["dtstart"].dt.isoformat(), event["dtstart"].params["TZID"]) == ("2027-08-02T14:00:00+01:00", "Europe/London")


def test_a_cancelled_run_stays_in_the_calendar_and_says_so(client, school):
    run = school.runs.first()
    run.is_cancelled = True
    school.runs = [run]
    school.save_revision().publish()

    statuses = {
        (str(event["status"]), str(event["summary"])[:11], int(event["sequence"])) for event in calendar(client, school)
    }

    assert statuses == {("CANCELLED", "Cancelled: ", 1)}


def test_json_has_what_a_program_needs(client, school):
    data = client.get(f"{school.url}summer-school.json").json()

    [run] = [entry for entry in data["entries"] if entry["kind"] == "run"]
    assert (run["title"], run["places"], run["stay"]) == ("Bridges: Caldermouth 2027", 40, "day")


def test_a_feed_says_each_run_once(client, school):
    assert client.get(f"{school.url}summer-school.rss").content.count(b"<item>") == 1


def test_it_is_a_course_with_instances_for_machines(client, school):
    body = client.get(school.url).content.decode()
    objects = [
        one
        for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', body, re.S)
        for one in _all(json.loads(text))
    ]
    [course] = [one for one in objects if one["@type"] == "Course"]
    assert course_problems(course) == []
    [instance] = course.pop("hasCourseInstance")
    url = course["url"]

    assert (course["name"], course["typicalAgeRange"], course["provider"]["@type"]) == (
        "Bridges",
        "16-18",
        "CollegeOrUniversity",
    )
    assert instance == {
        "@type": "CourseInstance",
        "@id": f"{url}#{school.runs.get().translation_key}",
        "name": "Caldermouth 2027",
        "courseMode": "Onsite",
        "courseSchedule": {
            "@type": "Schedule",
            "repeatFrequency": "Daily",
            "repeatCount": 5,
            "startDate": "2027-08-02",
            "endDate": "2027-08-06",
        },
        "startDate": "2027-08-02",
        "endDate": "2027-08-06",
        "eventStatus": "https://schema.org/EventScheduled",
        "maximumAttendeeCapacity": 40,
        "location": {
            "@type": "Place",
            "name": "Old Library",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": "1 Museum Road",
                "addressLocality": "Oxford",
                "postalCode": "OX1 3PW",
                "addressCountry": "GB",
            },
        },
        "isAccessibleForFree": False,
        "offers": {
            "@type": "Offer",
            "price": "350.00",
            "priceCurrency": "GBP",
            "category": "Paid",
            "url": url,
            "validFrom": "2027-02-01T09:00:00+00:00",
            "validThrough": "2027-04-30T15:00:00+00:00",
        },
    }


def _utc(at):
    return at.astimezone(UTC) if isinstance(at, datetime) else at


def _all(data):
    return data if isinstance(data, list) else data.get("@graph", [data])
