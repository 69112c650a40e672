"""What readers see, at a fixed time."""

import json
import re
from datetime import UTC, date, datetime, time, timedelta
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from opportunities.choices import Mode
from opportunities.models import FundingCallPage
from tests.factories.core import ThemeFactory, VenueFactory
from tests.factories.opportunities import FundingCallPageFactory, VolunteerRolePageFactory, written_round
from tests.opportunities.reading import headings, text

CLOSES = datetime(2027, 10, 12, 15, 0, tzinfo=UTC)
NOW = CLOSES - timedelta(days=12)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def test_the_list_groups_by_state_and_shows_what_closes_soonest_first(client, opportunities_page):
    FundingCallPageFactory(parent=opportunities_page, title="Open fund", rounds=[written_round(closes_at=CLOSES + 60 * DAY)])
    FundingCallPageFactory(parent=opportunities_page, title="Seed fund", rounds=[written_round(closes_at=CLOSES)])
    FundingCallPageFactory(parent=opportunities_page, title="Next fund", rounds=[written_round(mode=Mode.FORECAST)])
    FundingCallPageFactory(parent=opportunities_page, title="Old fund", rounds=[written_round(closes_at=NOW)])
    VolunteerRolePageFactory(parent=opportunities_page, title="Any time")

    response = client.get(opportunities_page.url)

    assert headings(response) == [
        (1, "Opportunities"),
        (2, "Closing soon"),
        (3, "Seed fund"),
        (2, "Open"),
        (3, "Open fund"),
        (3, "Any time"),
        (2, "Expected"),
        (3, "Next fund"),
        (2, "Follow or reuse this list"),
    ]


def test_what_has_closed_is_shown_to_who_asks_latest_first(client, opportunities_page):
    FundingCallPageFactory(parent=opportunities_page, title="Older", rounds=[written_round(closes_at=NOW - 9 * DAY)])
    FundingCallPageFactory(parent=opportunities_page, title="Newer", rounds=[written_round(closes_at=NOW)])
    FundingCallPageFactory(parent=opportunities_page, title="Open")

    response = client.get(opportunities_page.url, {"state": "under-review"})

    assert headings(response)[1:-1] == [(2, "Closed"), (3, "Newer"), (3, "Older")]


def test_choices_narrow_the_list_and_stay_ticked(client, opportunities_page):
    water = ThemeFactory(slug="water", name="Water")
    FundingCallPageFactory(parent=opportunities_page, title="River fund", themes=[water])
    FundingCallPageFactory(parent=opportunities_page, title="Star fund")
    VolunteerRolePageFactory(parent=opportunities_page, title="Warden", themes=[water])

    response = client.get(opportunities_page.url, {"kind": "funding", "theme": "water"})

    assert [words for level, words in headings(response) if level == 3] == ["River fund"]
    assert re.findall(r'value="([^"]+)" checked', response.content.decode()) == ["funding", "water"]


@pytest.mark.parametrize(
    ("query", "left_out"),
    [
        pytest.param("kind=nonsense", "nonsense", id="unknown kind"),
        pytest.param("theme=" + "x" * 5000, "x" * 40, id="5,000 letters"),
        pytest.param("theme=%FF%FE", "\N{REPLACEMENT CHARACTER}", id="not UTF-8"),
        pytest.param("theme='%3B DROP TABLE", "'; DROP TABLE", id="SQL"),
        pytest.param("kind=%3Cscript%3E", "<script>", id="markup"),
    ],
)
def test_what_nobody_offers_is_left_out_and_the_reader_is_told(client, opportunities_page, query, left_out):
    FundingCallPageFactory(parent=opportunities_page, title="Seed fund")

    response = client.get(f"{opportunities_page.url}?{query}")

    assert response.status_code == 200
    assert "Some of what was asked for is not offered here" in text(response)
    assert left_out in text(response) or left_out in unescape(response.content.decode())
    assert "x" * 41 not in response.content.decode()
    assert "<script>" not in response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    assert [words for level, words in headings(response) if level == 3] == ["Seed fund"]


def test_parameters_of_somebody_else_are_nobodys_business(client, opportunities_page):
    response = client.get(opportunities_page.url, {"utm_source": "newsletter", "kind": ""})

    assert "not offered here" not in text(response)


@pytest.mark.parametrize("number", ["99999999", "0", "-1", "x"])
def test_a_page_of_the_list_that_is_not_there_is_not_found(client, opportunities_page, number):
    assert client.get(opportunities_page.url, {"page": number}).status_code == 404


def test_an_empty_list_says_so(client, opportunities_page):
    assert "There is nothing to apply for just now." in text(client.get(opportunities_page.url))
    assert "Nothing fits all of these at once." in text(client.get(opportunities_page.url, {"kind": "role"}))


def test_a_call_says_in_order_what_a_researcher_needs(client, opportunities_page):
    words = [("text", "<p>Words.</p>")]
    names = ("story", "who_can_apply", "how_much", "costs", "how_to_apply", "assessment", "what_next", "documents")
    page = FundingCallPageFactory(
        parent=opportunities_page,
        title="Seed fund",
        preparation_days=5,
        sign_off_days=1,
        match_funding=20,
        rounds=[
            written_round(
                name="Autumn", internal_deadline_at=CLOSES, closes_at=CLOSES + 20 * DAY, award_from=500, award_to=2000
            ),
            written_round(name="Spring", closes_at=CLOSES - 200 * DAY, may_overlap=True, applications=40, awards_made=9),
        ],
        **dict.fromkeys(names, words),
    )

    response = client.get(page.url)

    assert headings(response) == [
        (1, "Seed fund"),
        (2, "Before you start"),
        (2, "What we are looking for"),
        (2, "Who can apply"),
        (2, "How much you can ask for"),
        (2, "What you can spend it on"),
        (2, "How to apply"),
        (2, "How we will assess it"),
        (2, "What happens next"),
        (2, "Documents"),
        (2, "Dates: Autumn"),
        (2, "Other rounds"),
        (2, "At a glance"),
    ]
    read = text(response)
    assert "Closing soon Internal deadline 4pm UK time, Tuesday 12 October 2027 (in 12 days)" in read
    assert "Internal deadline Counts for staff 4pm UK time, Tuesday 12 October 2027 (in 12 days)" in read
    assert "Closes 4pm UK time, Monday 1 November 2027 (in 32 days)" not in read  # winter time from 31 October
    assert "Closes 3pm UK time, Monday 1 November 2027 (in 32 days)" in read
    assert "Award £500 to £2,000" in read
    assert "An application usually takes 5 working days to prepare." in read
    assert "Your department needs 1 working day to sign it off." in read
    assert "You bring 20% of the cost yourself." in read
    assert "In the last round 9 of 40 applications were funded." in read


def test_staff_read_first_that_their_deadline_has_passed(client, opportunities_page):
    page = FundingCallPageFactory(parent=opportunities_page, rounds=[written_round(internal_deadline_at=NOW, closes_at=CLOSES)])

    assert text(client.get(page.url)).startswith(
        "The internal deadline has passed"
    ) or "The internal deadline has passed" in text(client.get(page.url))


def test_a_call_that_has_closed_shows_no_way_to_apply_and_what_was_funded_first(client, opportunities_page):
    page = FundingCallPageFactory(
        parent=opportunities_page,
        apply_url="https://apply.example.org",
        results=[("text", "<p>Nine projects.</p>")],
        story=[("text", "<p>Ideas.</p>")],
        rounds=[written_round(closes_at=NOW - 30 * DAY, results_on=date(2027, 9, 20))],
    )

    response = client.get(page.url)

    assert [words for _level, words in headings(response)][1:3] == ["What was funded", "What we are looking for"]
    assert "https://apply.example.org" not in response.content.decode()
    assert "Results out" in text(response)


def test_a_role_says_what_volunteers_ask(client, opportunities_page):
    page = VolunteerRolePageFactory(
        parent=opportunities_page,
        title="Steward",
        venue=VenueFactory(name="Old Library"),
        when="Saturday mornings",
        minimum_age=18,
        places=12,
        contact_email="volunteers@example.org",
        closes_date=date(2027, 10, 12),
        closes_time=time(16, 0),
    )

    read = text(client.get(page.url))

    for words in (
        "Closes 4pm UK time, Tuesday 12 October 2027 (in 12 days)",
        "Commitment Whenever it suits you",
        "When Saturday mornings",
        "Where Old Library",
        "Places 12",
        "Minimum age 18",
        "Checks No checks",
        "Expenses Travel is paid",
        "Write to us",
    ):
        assert words in read


def test_a_role_is_a_volunteer_job_posting_for_machines(client, opportunities_page):
    page = VolunteerRolePageFactory(
        parent=opportunities_page, title="Steward", closes_date=date(2027, 10, 12), closes_time=time(16, 0)
    )

    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get(page.url).content.decode(), re.DOTALL)
    found = [one for block in blocks for one in (lambda data: data if isinstance(data, list) else [data])(json.loads(block))]
    [posting] = [one for one in found if one["@type"] == "JobPosting"]

    assert (posting["title"], posting["employmentType"], posting["validThrough"]) == (
        "Steward",
        "VOLUNTEER",
        "2027-10-12T15:00:00+00:00",
    )


def test_a_translation_shows_its_own_words_and_the_sources_deadline(client, opportunities_page):
    page = FundingCallPageFactory(parent=opportunities_page, rounds=[written_round(closes_at=CLOSES)])
    welsh = page.copy_for_translation(Locale.objects.get(language_code="cy"), copy_parents=True)
    for parent in welsh.get_ancestors().filter(locale=welsh.locale, live=False).specific():
        parent.save_revision().publish()
    welsh.title = "Cronfa hadau"
    welsh.rounds = [written_round(closes_at=CLOSES + 500 * DAY, uid=page.rounds.get().uid)]
    welsh.save_revision().publish()

    response = client.get(FundingCallPage.objects.get(pk=welsh.pk).url)

    assert headings(response)[0] == (1, "Cronfa hadau")
    assert 'datetime="2027-10-12T16:00:00+01:00"' in response.content.decode()
    assert "2029" not in text(response)


def test_the_home_page_shows_what_closes_next(client, home_page, opportunities_page):
    FundingCallPageFactory(parent=opportunities_page, title="Seed fund", rounds=[written_round(closes_at=CLOSES)])

    assert (3, "Seed fund") in headings(client.get(home_page.url))


def queries(client, url):
    for _each in range(2):  # what is asked once after each change
        client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_lists_and_pages_use_the_same_number_of_queries_with_one_and_five(client, home_page, opportunities_page):
    theme = ThemeFactory()

    def add(number):
        """As many calls as roles, so that whatever is cut off shows both."""
        for _n in range(number):
            call = FundingCallPageFactory(parent=opportunities_page, themes=[theme], rounds=[written_round(closes_at=CLOSES)])
            VolunteerRolePageFactory(
                parent=opportunities_page, themes=[theme], closes_date=CLOSES.date(), closes_time=time(16, 0)
            )
        return call

    urls = [home_page.url, opportunities_page.url, add(2).url]
    few = [queries(client, url) for url in urls]
    add(5)

    assert [queries(client, url) for url in urls] == few
    assert few[1] <= 12
