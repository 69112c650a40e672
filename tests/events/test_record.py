"""What an event came to, once it is over."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from core.rollover import academic_year, academic_year_words
from events.choices import Basis, Status
from events.formatting import attendance_words
from events.models import EventFacts
from events.services import announce_change
from tests.factories.events import EventPageFactory

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
OVER = [(NOON - 2 * HOUR, NOON - HOUR)]


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ({}, ""),
        ({"attended_free": 0}, ""),
        ({"attended_free": 1}, "1 person came"),
        ({"attended_free": 400, "attended_paid": 12}, "412 people came"),
        ({"attended_free": 400, "attended_free_basis": Basis.ESTIMATED}, "About 400 people came"),
        ({"attended_free": 317, "attended_online": 95}, "412 people came, 95 of them online"),
        ({"attended_online": 95}, "95 people took part online"),
        # A guess about a number that nobody gives is none.
        ({"attended_free": 12, "attended_paid_basis": Basis.ESTIMATED}, "12 people came"),
    ],
)
def test_how_many_came_in_words(numbers, words):
    assert attendance_words(EventFacts(**numbers)) == words


@time_machine.travel(NOON, tick=False)
def test_the_public_sees_the_sum_and_not_the_hours(client, events_page):
    page = EventPageFactory(parent=events_page, dates=OVER, attended_free=400, attended_paid=12, staff_hours="77.5")

    body = client.get(page.url).content.decode()

    assert "412 people came" in body
    assert "77.5" not in body
    assert EventFacts.objects.get().staff_hours == 77.5


@time_machine.travel(NOON, tick=False)
def test_without_a_record_are_events_that_took_place_are_over_and_tell_nothing(events_page):
    silent = EventPageFactory(parent=events_page, dates=OVER)
    EventPageFactory(parent=events_page, dates=OVER, record=[("text", "<p>It was good.</p>")])
    EventPageFactory(parent=events_page, dates=OVER, attended_free=0)
    EventPageFactory(parent=events_page, dates=[*OVER, (NOON + HOUR, NOON + 2 * HOUR)])
    EventPageFactory(parent=events_page, dates=OVER, publish=False)
    cancelled = EventPageFactory(parent=events_page, dates=OVER)
    announce_change(facts=cancelled.facts, status=Status.CANCELLED, reason="Snow.", now=NOON - 3 * HOUR)

    assert [facts.page for facts in EventFacts.objects.without_record(now=NOON)] == [silent]


@pytest.mark.parametrize(
    ("day", "begins", "words"),
    [
        (date(2027, 7, 31), 2026, "2026/27"),
        (date(2027, 8, 1), 2027, "2027/28"),
        (date(2000, 1, 1), 1999, "1999/00"),
    ],
)
def test_the_academic_year_begins_on_the_first_of_august(day, begins, words):
    assert (academic_year(day), academic_year_words(begins)) == (begins, words)
