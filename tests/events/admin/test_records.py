"""What events came to, as a report."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.choices import Basis
from tests.factories.core import FormatFactory
from tests.factories.events import EventPageFactory
from tests.factories.users import UserFactory

from .conftest import HOUR, NOON

YEAR = timedelta(days=365)


@pytest.fixture
def url(client, editor):
    client.force_login(editor)
    return reverse("event_reports:records")


@pytest.fixture
def told(events_page):
    return EventPageFactory(
        parent=events_page,
        title="Stars",
        format=FormatFactory(name="Talk", slug="talk"),
        dates=[(NOON - 3 * HOUR, NOON - 2 * HOUR)],
        record=[("text", "<p>The sky was clear.</p>")],
        attended_free=80,
        attended_free_basis=Basis.ESTIMATED,
        attended_paid=0,
        staff_hours="12.5",
    )


@pytest.fixture
def silent(events_page):
    return EventPageFactory(parent=events_page, title="Moons", dates=[(NOON - YEAR, NOON - YEAR + HOUR)])


def titles(response):
    return [facts.page.title for facts in response.context["object_list"]]


def test_what_is_over_is_listed_latest_first(client, url, events_page, told, silent):
    EventPageFactory(parent=events_page, title="To come", dates=[(NOON + HOUR, NOON + 2 * HOUR)])
    EventPageFactory(parent=events_page, title="Draft", dates=[(NOON - 3 * HOUR, NOON - 2 * HOUR)], publish=False)

    assert titles(client.get(url)) == ["Stars", "Moons"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"year": "2026"}, ["Stars"]),
        ({"year": "2025"}, ["Moons"]),
        ({"told": "told"}, ["Stars"]),
        ({"told": "silent"}, ["Moons"]),
        ({"year": "99999999"}, ["Stars", "Moons"]),
        ({"format": "talk"}, ["Stars"]),
        ({"format": "9" * 30}, ["Stars", "Moons"]),
    ],
)
def test_it_is_narrowed(client, url, told, silent, query, found):
    assert titles(client.get(url, query)) == found


def test_it_is_taken_along_with_every_number_and_the_story(client, url, told):
    response = client.get(url, {"export": "csv"})

    [row] = csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig")))
    assert row == {
        "Event": "Stars",
        "Address": told.full_url,
        "First day": "2027-03-18",
        "Last day": "2027-03-18",
        "Academic year": "2026/27",
        "Format": "Talk",
        "Venue": "",
        "People who came, free": "80",
        "How we know (free)": "Estimated",
        "People who came, paid": "0",
        "How we know (paid)": "Counted",
        "People who took part online": "",
        "How we know (online)": "",
        "Hours of staff": "12.5",
        "Hours of volunteers": "",
        "What happened": "The sky was clear.",
    }


def test_nobody_sees_records_of_pages_that_are_not_theirs(client, url, told):
    client.force_login(UserFactory(username="stranger"))

    assert client.get(url).status_code in (302, 403)


def test_as_many_questions_for_many_as_for_one(client, url, events_page, told):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as questions:
            client.get(url)
        return len(questions)

    client.get(url)
    one = asked()
    for number in range(1, 5):
        EventPageFactory(parent=events_page, dates=[(NOON - number * 3 * HOUR, NOON - number * 3 * HOUR + HOUR)])

    assert asked() == one


def test_the_first_page_of_the_admin_names_events_that_ended_without_a_record(client, url, told, silent):
    home = client.get(reverse("wagtailadmin_home")).content.decode()

    assert ("Moons" in home, "Stars" in home) == (True, False)
