"""What families read on a summer school's page, from the first announcement to the record."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from core.choices import AccessAnswer
from core.models import VenueAccess
from tests.factories.core import AccessFeatureFactory, PictureFactory, ThemeFactory, VenueFactory
from tests.factories.home import StandardPageFactory
from tests.factories.schools import SummerSchoolPageFactory, all_of, school_run, tick

RECORD = [("text", "<p>Forty people built forty bridges.</p>")]
SIGN_UP = "/mailing-list/"


def seen(client, page, now):
    with time_machine.travel(now, tick=False):
        return client.get(page.url).content.decode()


@pytest.mark.parametrize(
    ("now", "shown", "hidden"),
    [
        pytest.param(
            datetime(2027, 1, 20, 12, tzinfo=UTC),
            ["Applications open on Monday 1 February 2027", "Tell me when applications open", SIGN_UP, "Am I eligible?"],
            ["https://apply.example.org", "This run is over", "Forty people"],
            id="before it opens",
        ),
        pytest.param(
            datetime(2027, 2, 10, 12, tzinfo=UTC),
            ["Open: closes in 79 days", "https://apply.example.org", "4pm UK time, Friday 30 April 2027 (in 79 days)"],
            ["Tell me", "Forty people"],
            id="open",
        ),
        pytest.param(
            datetime(2027, 4, 24, 12, tzinfo=UTC),
            ["Open: closes in 6 days", "school-state--warning", "https://apply.example.org"],
            ["Tell me"],
            id="closing soon",
        ),
        pytest.param(
            datetime(2027, 5, 1, tzinfo=UTC),
            ["Applications closed: decisions on Friday 14 May 2027", "Tell me about the next one", "Am I eligible?"],
            ["https://apply.example.org"],
            id="closed",
        ),
        pytest.param(
            datetime(2027, 5, 14, 8, tzinfo=UTC),
            ["Decisions today: starts on Monday 2 August 2027"],
            ["Places decided"],
            id="the day of decisions",
        ),
        pytest.param(
            datetime(2027, 6, 1, tzinfo=UTC), ["Places decided: starts on Monday 2 August 2027"], ["Forty people"], id="decided"
        ),
        pytest.param(
            datetime(2027, 8, 4, tzinfo=UTC), ["Under way until Friday 6 August 2027"], ["Forty people"], id="under way"
        ),
        pytest.param(
            datetime(2027, 8, 7, tzinfo=UTC),
            ["This run is over", "What happened", "Forty people built", "214 people applied and 40 took part", "Tell me about"],
            ["Am I eligible?", "Add dates and deadlines", "https://apply.example.org"],
            id="over",
        ),
    ],
)
def test_before_during_and_after(client, events_page, now, shown, hidden):
    run = school_run(apply_url="https://apply.example.org", applications=214, took_part=40)
    page = SummerSchoolPageFactory(
        parent=events_page, record=[] if now.month < 8 else RECORD, runs=[run], eligibility=[all_of(tick("a"))]
    )

    body = seen(client, page, now)

    assert [words for words in shown if words not in body] == []
    assert [words for words in hidden if words in body] == []


@pytest.mark.parametrize(
    ("values", "url"),
    [
        ({"how_to_apply": [("text", "<p>Write to us.</p>")]}, "#how-to-apply"),
        ({"contact_email": "schools@example.org"}, "mailto:schools@example.org"),
        ({}, ""),
    ],
)
def test_without_a_form_people_are_led_to_where_it_is_told_how_to_apply(client, events_page, values, url):
    page = SummerSchoolPageFactory(parent=events_page, runs=[school_run()], eligibility=[all_of(tick("a"))], **values)
    now = datetime(2027, 2, 10, 12, tzinfo=UTC)

    assert page.details.at(now).action.url == url
    body = seen(client, page, now)
    # At the top, and for who is eligible.
    assert body.count(f'class="button" href="{url}"') == (2 if url else 0)
    with time_machine.travel(now, tick=False):
        assert page.eligibility_action.url == (page.url + url if url.startswith("#") else url or page.url)


def test_a_run_that_never_took_place_says_so_afterwards(client, events_page):
    run = school_run(name="Caldermouth 2027", is_cancelled=True, change_reason="The roof has gone.")
    page = SummerSchoolPageFactory(parent=events_page, runs=[run])

    body = seen(client, page, datetime(2027, 9, 1, tzinfo=UTC))

    assert "This run is over" not in body
    assert "Cancelled</span>" in body.partition("Runs that are over")[2]


def test_next_years_run_speaks_for_the_school_and_the_record_stays(client, events_page):
    old = school_run(name="Caldermouth 2026", start_date=date(2026, 8, 3), end_date=date(2026, 8, 7), took_part=38,
                     opens_at=datetime(2026, 2, 1, 9, tzinfo=UTC), closes_at=datetime(2026, 4, 30, 15, tzinfo=UTC),
                     decision_on=date(2026, 5, 14))  # fmt: skip
    page = SummerSchoolPageFactory(parent=events_page, runs=[old, school_run()], record=RECORD)

    details = page.details.at(datetime(2027, 2, 10, tzinfo=UTC))
    body = seen(client, page, datetime(2027, 2, 10, tzinfo=UTC))

    assert ([line.name for line in details.to_come], [line.name for line in details.past]) == (
        ["Caldermouth 2027"],
        ["Caldermouth 2026"],
    )
    assert "What happened before" in body
    assert "38 people took part" in body


def test_a_timetable_counts_its_days_from_the_first(events_page):
    day = {
        "number": 3,
        "title": "Bridges",
        "slots": [{"starts": time(9, 30), "ends": None, "title": "Breakfast", "where": "", "who": ""}],
    }
    page = SummerSchoolPageFactory(parent=events_page, runs=[school_run(timetable=[("day", day)])])

    [line] = page.details.at(datetime(2027, 2, 10, tzinfo=UTC)).with_timetables

    assert [(day.date_words, day.title) for day in line.days] == [("Wednesday 4 August 2027", "Bridges")]


def test_money_and_ages_are_said_in_words(events_page):
    run = school_run(cost=350, bursary=350, age_from=16, age_to=18, places=40, stay="residential")
    page = SummerSchoolPageFactory(parent=events_page, runs=[run])

    [line] = page.details.at(datetime(2027, 2, 10, tzinfo=UTC)).lines

    assert (line.cost, line.bursary, line.ages, line.places, line.stay) == (
        "£350", "Bursaries of up to £350", "Ages 16 to 18", "40 places", "Residential",
    )  # fmt: skip


def test_the_site_says_what_it_offers(client, events_page):
    venue = VenueFactory(name="Old Library")
    VenueAccess.objects.create(venue=venue, feature=AccessFeatureFactory(name="Lift"), answer=AccessAnswer.ON_REQUEST)
    page = SummerSchoolPageFactory(parent=events_page, runs=[school_run(venue=venue)])

    assert "<strong>Lift</strong>: On request" in seen(client, page, datetime(2027, 2, 10, tzinfo=UTC))


def test_a_school_may_live_under_any_page(client, home_page):
    page = SummerSchoolPageFactory(parent=StandardPageFactory(parent=home_page, slug="schools"), slug="summer")

    assert (page.url, client.get(page.url).status_code) == ("/schools/summer/", 200)


def test_a_preview_shows_what_is_written_and_not_what_is_published(events_page, editor, client):
    page = SummerSchoolPageFactory(parent=events_page, eligibility=[all_of(tick("a"))])
    run = page.runs.first()
    run.name = "Renamed 2027"
    page.runs = [run]
    page.eligibility = [all_of(tick("a"), tick("new question"))]
    client.force_login(editor)

    response = page.make_preview_request(preview_mode="")

    body = response.rendered_content if hasattr(response, "rendered_content") else response.content.decode()
    assert "Renamed 2027" in body
    assert "I am new question" in body


def test_five_runs_cost_no_more_queries_than_one(client, events_page):
    def run(number):
        return school_run(name=f"Run {number}", venue=VenueFactory(), start_date=date(2027, 8, 2) + timedelta(weeks=number),
                          end_date=date(2027, 8, 6) + timedelta(weeks=number))  # fmt: skip

    counts = []
    for number in (1, 5):
        page = SummerSchoolPageFactory(
            parent=events_page, image=PictureFactory(), themes=[ThemeFactory()], runs=[run(each) for each in range(number)],
            eligibility=[all_of(*(tick(f"{number}-{each}") for each in range(number)))],
        )  # fmt: skip
        client.get(page.url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page.url).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_the_state_is_said_in_the_readers_language(client, events_page, welsh):
    page = SummerSchoolPageFactory(parent=events_page)
    translated = page.copy_for_translation(welsh, copy_parents=True)
    translated.title = "Ysgol haf"
    translated.save_revision().publish()

    with translation.override("cy"):
        body = seen(client, translated, datetime(2027, 8, 4, tzinfo=UTC))

    assert '<html lang="cy"' in body
    assert "Ysgol haf" in body
    assert "school-state--good" in body
