"""The files behind the list: a calendar of deadlines, feeds, data, a spreadsheet."""

import csv
import io
import json
import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse
from icalendar import Calendar

from opportunities.choices import Mode
from tests.factories.core import OrganisationFactory, VenueFactory
from tests.factories.opportunities import (
    ApplicantFactory,
    FundingCallPageFactory,
    TrainingPageFactory,
    VolunteerRolePageFactory,
    training_run,
    written_round,
)

CLOSES = datetime(2027, 10, 12, 15, 0, tzinfo=UTC)
NOW = CLOSES - timedelta(days=12)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def seed_fund(opportunities_page):
    return FundingCallPageFactory(
        parent=opportunities_page,
        title="Seed fund",
        summary="A first try.",
        funder=OrganisationFactory(name="The Calder Foundation", is_funder=True),
        apply_url="https://apply.example.org",
        match_funding=20,
        applicants=[ApplicantFactory(name="Staff", slug="staff")],
        rounds=[
            written_round(
                name="Autumn",
                opens_at=NOW - 10 * DAY,
                interest_at=NOW + 2 * DAY,
                internal_deadline_at=CLOSES - 5 * DAY,
                closes_at=CLOSES,
                decision_on=date(2027, 12, 1),
                award_from=500,
                award_to=Decimal("2500.50"),
                total=20000,
                awards_expected=8,
            ),
            written_round(name="Next", mode=Mode.FORECAST),
        ],
    )


def get(client, page, name):
    response = client.get(f"{page.url}{name}")
    assert response.status_code == 200
    return response.content.decode()


def deadlines(text):
    return [(str(one["summary"]), one["dtstart"].dt.astimezone(UTC)) for one in Calendar.from_ical(text).walk("VEVENT")]


def test_the_calendar_has_one_entry_for_each_deadline_and_none_for_what_never_closes(client, opportunities_page, seed_fund):
    VolunteerRolePageFactory(parent=opportunities_page, title="Any time")
    starts = CLOSES + 3 * DAY
    TrainingPageFactory(
        parent=opportunities_page, title="Course", rounds=[training_run(starts_at=starts, ends_at=starts + DAY / 24)]
    )

    assert deadlines(get(client, opportunities_page, "opportunities.ics")) == [
        ("Expression of interest: Seed fund: Autumn", NOW + 2 * DAY),
        ("Internal deadline, counts for staff: Seed fund: Autumn", CLOSES - 5 * DAY),
        ("Deadline: Seed fund: Autumn", CLOSES),
        ("Last day to book: Course", starts),
    ]


def test_a_deadline_that_moves_is_the_same_entry_with_a_higher_sequence(client, opportunities_page):
    page = FundingCallPageFactory(parent=opportunities_page, rounds=[written_round(closes_at=CLOSES)])

    def entry():
        [event] = Calendar.from_ical(get(client, page, "opportunity.ics")).walk("VEVENT")
        return str(event["uid"]), event["sequence"], event["dtstart"].dt.astimezone(UTC)

    before = entry()
    one = page.rounds.get()
    one.closes_date = date(2027, 10, 13)
    page.rounds = [one]
    page.save_revision().publish()

    assert entry() == (before[0], before[1] + 1, CLOSES + DAY)


def test_the_calendar_takes_the_questions_of_the_page(client, opportunities_page, seed_fund):
    VolunteerRolePageFactory(parent=opportunities_page, title="Steward", closes_date=date(2027, 10, 9))

    found = deadlines(get(client, opportunities_page, "opportunities.ics?kind=role"))

    assert [summary for summary, _at in found] == ["Deadline: Steward"]


def test_data_has_the_fields_of_common_grants(client, opportunities_page, seed_fund):
    document = json.loads(get(client, opportunities_page, "opportunities.json"))

    [entry] = document["entries"]
    assert {name: entry[name] for name in ("id", "title", "status", "description", "funding", "keyDates")} == {
        "id": str(seed_fund.translation_key),
        "title": "Seed fund",
        "status": {"value": "open", "customValue": "closing-soon", "description": "Closing soon"},
        "description": "A first try.",
        "funding": {
            "totalAmountAvailable": {"amount": "20000.00", "currency": "GBP"},
            "minAwardAmount": {"amount": "500.00", "currency": "GBP"},
            "maxAwardAmount": {"amount": "2500.50", "currency": "GBP"},
            "estimatedAwardCount": 8,
        },
        "keyDates": {
            "postDate": single_date("Opens", "2027-09-20", "16:00:00"),
            "closeDate": single_date("Closes", "2027-10-12", "16:00:00"),
            "otherDates": {
                "expressionOfInterest": single_date("Expression of interest", "2027-10-02", "16:00:00"),
                "internalDeadline": single_date("Internal deadline, counts for staff", "2027-10-07", "16:00:00"),
                "decision": single_date("Decision expected", "2027-12-01", None),
            },
        },
    }
    assert entry["acceptedApplicantTypes"] == [{"value": "custom", "customValue": "staff", "description": "Staff"}]
    assert (entry["funder"], entry["matchFundingPercent"]) == ("The Calder Foundation", 20)


def single_date(name, day, clock):
    zone = "Europe/London" if clock else None
    return {"name": name, "eventType": "singleDate", "date": day, "time": clock, "description": zone}


def test_the_description_of_the_api_knows_every_field_and_question(client, opportunities_page, seed_fund):
    document = client.get(reverse("openapi")).json()
    entry = json.loads(get(client, opportunities_page, "opportunities.json"))["entries"][0]

    described = document["components"]["schemas"]["Opportunities"]["properties"]["entries"]["items"]
    asked = document["paths"]["/opportunities/opportunities.json"]["get"]["parameters"]
    assert set(described["properties"]) == set(described["required"]) == set(entry)
    assert len(described["required"]) == len(set(described["required"]))
    assert {"q", "kind", "state", "within", "role", "stage", "organisation", "page"} <= {one["name"] for one in asked}


def test_a_spreadsheet_has_one_row_for_each_opportunity(client, opportunities_page, seed_fund):
    VolunteerRolePageFactory(parent=opportunities_page, title="=Steward")

    rows = list(csv.DictReader(io.StringIO(get(client, opportunities_page, "opportunities.csv").removeprefix("\ufeff"))))

    assert [row["title"] for row in rows] == ["Seed fund", "'=Steward"]
    assert (rows[0]["funding_maxAwardAmount_amount"], rows[0]["status_customValue"]) == ("2500.50", "closing-soon")
    assert rows[0]["acceptedApplicantTypes"] == "Staff"
    assert "Internal deadline, counts for staff 2027-10-07 16:00:00" in rows[0]["keyDates"]


@pytest.mark.parametrize("extension", ["rss", "atom", "embed"])
def test_feeds_and_the_embedded_list_have_each_opportunity_once(client, opportunities_page, seed_fund, extension):
    text = get(client, opportunities_page, f"opportunities.{extension}")

    assert text.count("Seed fund") >= 1
    assert "Deadline" not in re.sub(r"<[^>]+>", "", text) or "Internal deadline" in text


def test_one_opportunity_has_its_own_calendar_and_data(client, opportunities_page, seed_fund):
    FundingCallPageFactory(parent=opportunities_page, title="Another")

    assert len(deadlines(get(client, seed_fund, "opportunity.ics"))) == 3
    assert [one["title"] for one in json.loads(get(client, seed_fund, "opportunity.json"))["entries"]] == ["Seed fund"]


def test_training_is_a_course_for_machines_and_a_call_is_nothing(client, opportunities_page, seed_fund):
    starts = datetime(2027, 10, 12, 9, 0, tzinfo=UTC)
    page = TrainingPageFactory(
        parent=opportunities_page,
        title="Speaking plainly",
        hours=Decimal("6.5"),
        venue=VenueFactory(name="Old Library"),
        rounds=[training_run(starts_at=starts, ends_at=starts + 6 * DAY / 24, places=12)],
    )

    def types(page):
        text = client.get(page.url).content.decode()
        found = [
            json.loads(each) for each in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
        ]
        return [one for each in found for one in (each if isinstance(each, list) else [each])]

    [course] = [one for one in types(page) if one["@type"] == "Course"]
    [instance] = course["hasCourseInstance"]
    assert (course["name"], course["offers"]["category"]) == ("Speaking plainly", "Free")
    assert (instance["startDate"], instance["courseMode"], instance["courseWorkload"], instance["maximumAttendeeCapacity"]) == (
        "2027-10-12T10:00:00+01:00",
        "Onsite",
        "PT390M",
        12,
    )
    assert {one["@type"] for one in types(seed_fund)} <= {"BreadcrumbList", "Organization", "CollegeOrUniversity", "WebSite"}
