"""Training, awards and calls for contributors: in the same list, from the same facts."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from opportunities.choices import Contribution, Kind, Mode, Nomination, State
from opportunities.models import AwardWinner, OpportunityFacts, RoundFacts, StateInterval
from tests.factories.core import VenueFactory
from tests.factories.events import EventPageFactory
from tests.factories.opportunities import (
    ApplicantFactory,
    AwardPageFactory,
    ContributorCallPageFactory,
    FundingCallPageFactory,
    TrainingPageFactory,
    VolunteerRolePageFactory,
    award_round,
    contributor_round,
    training_run,
    written_round,
)
from tests.opportunities.reading import headings, text

CLOSES = datetime(2027, 10, 12, 15, 0, tzinfo=UTC)
NOW = CLOSES - timedelta(days=12)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def test_all_kinds_are_in_one_list_by_deadline(client, opportunities_page):
    VolunteerRolePageFactory(parent=opportunities_page, title="Role", closes_date=date(2027, 10, 11))
    FundingCallPageFactory(parent=opportunities_page, title="Fund", rounds=[written_round(closes_at=CLOSES)])
    AwardPageFactory(parent=opportunities_page, title="Prize", rounds=[award_round(closes_at=CLOSES - 2 * DAY)])
    ContributorCallPageFactory(
        parent=opportunities_page, title="Stalls", rounds=[contributor_round(closes_at=CLOSES - 3 * DAY)]
    )
    TrainingPageFactory(
        parent=opportunities_page,
        title="Course",
        rounds=[training_run(starts_at=CLOSES - 4 * DAY, ends_at=CLOSES - 4 * DAY + HOUR)],
    )

    response = client.get(opportunities_page.url)

    assert [words for level, words in headings(response) if level == 3] == ["Course", "Stalls", "Prize", "Role", "Fund"]


def test_a_run_can_be_booked_until_it_starts_unless_an_editor_says_otherwise(opportunities_page):
    early, late = CLOSES - 3 * DAY, CLOSES
    TrainingPageFactory(
        parent=opportunities_page,
        rounds=[
            training_run(starts_at=early, ends_at=early + HOUR),
            training_run(starts_at=late, ends_at=late + HOUR, closes_at=late - DAY),
        ],
    )

    assert list(RoundFacts.objects.values_list("closes_at", "starts_at", "mode")) == [
        (early, early, Mode.OPEN),
        (late - DAY, late, Mode.OPEN),
    ]
    states = [StateInterval.objects.at(now).get().state for now in (early - HOUR, early, late - DAY)]
    assert states == [State.CLOSING_SOON, State.CLOSING_SOON, State.UNDER_REVIEW]


def test_a_course_without_runs_can_be_taken_at_any_time(client, opportunities_page):
    page = TrainingPageFactory(parent=opportunities_page, title="Online course")

    assert StateInterval.objects.at(NOW).get().state == State.OPEN
    assert "When Whenever you like" in text(client.get(page.url))


def test_a_course_says_when_it_runs_for_whom_and_what_it_costs(client, opportunities_page):
    starts = datetime(2027, 10, 12, 9, 0, tzinfo=UTC)
    page = TrainingPageFactory(
        parent=opportunities_page,
        title="Speaking plainly",
        hours="6.0",
        fee="25",
        venue=VenueFactory(name="Old Library"),
        apply_url="https://book.example.org",
        applicants=[ApplicantFactory(name="Doctoral researchers")],
        who_it_is_for=[("text", "<p>People who dread questions.</p>")],
        how_to_book=[("text", "<p>With the form.</p>")],
        rounds=[
            training_run(name="Group B", starts_at=starts + 7 * DAY, ends_at=starts + 7 * DAY + 6 * HOUR, where="Room 2"),
            training_run(name="Group A", starts_at=starts, ends_at=starts + 6 * HOUR, places=12),
            training_run(name="Past", starts_at=starts - 90 * DAY, ends_at=starts - 90 * DAY + HOUR),
        ],
    )

    response = client.get(page.url)

    assert [words for level, words in headings(response) if level < 3] == [
        "Speaking plainly",
        "When it runs",
        "Am I eligible?",
        "Who it is for",
        "How to book",
        "At a glance",
    ]
    read = text(response)
    for words in (
        "Book by 10am UK time, Tuesday 12 October 2027 (in 12 days)",
        "Tuesday 12 October 2027, 10am to 4pm UK time Group A . 12 places. Closing soon",
        "Tuesday 19 October 2027, 10am to 4pm UK time Group B . Room 2. Open for booking",
        "Length 6 hours",
        "Cost £25",
        "Role Doctoral researchers",
    ):
        assert words in read
    assert "Past" not in read


def test_an_award_shows_its_winners_once_they_are_known(client, opportunities_page):
    page = AwardPageFactory(
        parent=opportunities_page,
        title="Good neighbour prize",
        nomination=Nomination.OTHERS,
        criteria=[("text", "<p>Kindness.</p>")],
        rounds=[award_round(closes_at=NOW - 30 * DAY, results_on=date(2027, 9, 20), award_from=500, award_to=500)],
        outcomes=[AwardWinner(title="Bee map", lead="Sunita Rao", organisation="Quay Primary", year=2027, amount=500)],
    )

    response = client.get(page.url)

    assert headings(response) == [
        (1, "Good neighbour prize"),
        (2, "The winners"),
        (3, "2027"),
        (2, "What wins"),
        (2, "At a glance"),
    ]
    assert "Bee map £500 Sunita Rao, Quay Primary" in text(response)
    assert "Who puts people forward Somebody else puts you forward" in text(response)


def test_a_call_for_contributors_leads_to_what_people_would_take_part_in(client, opportunities_page, events_page):
    event = EventPageFactory(parent=events_page, title="River day")
    page = ContributorCallPageFactory(
        parent=opportunities_page,
        contribution=Contribution.EXHIBITORS,
        event=event,
        happens_on=date(2028, 5, 6),
        happens_until=date(2028, 5, 7),
        what_we_offer=[("text", "<p>A table and tea.</p>")],
        rounds=[contributor_round(closes_at=CLOSES, places=30)],
    )

    response = client.get(page.url)

    assert OpportunityFacts.objects.get().kind == Kind.CONTRIBUTORS
    assert f'<a href="{event.url}">River day</a>' in response.content.decode()
    for words in (
        "We look for Exhibitors and stalls",
        "It happens on Saturday 6 May 2028 to Sunday 7 May 2028",
        "Places 30",
        "Cost Free",
    ):
        assert words in text(response)


def test_who_can_apply_is_a_fact_in_the_words_of_the_office(client, opportunities_page):
    page = FundingCallPageFactory(
        parent=opportunities_page,
        applicants=[
            ApplicantFactory(name="Staff", axis="role"),
            ApplicantFactory(name="Early career", axis="stage"),
            ApplicantFactory(name="Charities", axis="organisation"),
            ApplicantFactory(name="Students", axis="role"),
        ],
    )

    read = text(client.get(page.url))

    assert "Role Staff, Students" in read
    assert "Career stage Early career" in read
    assert "Type of organisation Charities" in read
