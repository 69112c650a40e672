"""Rows without a reference that say an event there is already."""

from datetime import timedelta

import pytest

from events.models import EventPage
from tests.factories.core import VenueFactory
from tests.factories.events import SOME_DAY, EventPageFactory

from .desk import outcomes
from .files import csv_file

SAME = csv_file("Title,Day,Starts,Summary", "Stars,18/03/2027,18:00,Come.")


def test_the_same_file_again_makes_no_second_event(desk):
    desk.check(SAME)
    desk.press("confirm")
    response = desk.check(SAME)

    assert outcomes()[-1] == (2, "same", {})
    assert "Known by its title, start and venue." in response.content.decode()


def test_what_differs_is_changed_where_it_is(desk):
    desk.check(SAME)
    desk.press("confirm")
    desk.check(SAME.replace(b"Come.", b"Bring a coat.").replace(b"Stars", b"STARS"))
    desk.press("confirm")

    assert EventPage.objects.get().get_latest_revision_as_object().summary == "Bring a coat."


@pytest.mark.parametrize(
    "line",
    ["Stars,19/03/2027,18:00,", "Stars,18/03/2027,18:30,", "Moons,18/03/2027,18:00,", "Stars,18/03/2027,18:00,Old Observatory"],
    ids=["another day", "another hour", "another title", "another venue"],
)
def test_another_day_hour_title_or_venue_is_another_event(desk, events_page, line):
    EventPageFactory(parent=events_page, title="Stars", venue=VenueFactory(name="Hall"))

    desk.check(csv_file("Title,Day,Starts,Venue", line))

    assert outcomes() == [(2, "new", {})]


def test_a_date_of_a_series_is_not_taken_for_the_series(desk, events_page):
    week, hour = timedelta(days=7), timedelta(hours=1)
    dates = [(SOME_DAY, SOME_DAY + hour), (SOME_DAY + week, SOME_DAY + week + hour)]
    EventPageFactory(parent=events_page, title="Stars", dates=dates)

    response = desk.check(csv_file("Title,Day,Starts", "Stars,25/03/2027,18:00"))

    assert outcomes() == [(2, "new", {})]
    assert "There is an event of this title that has this date." in response.content.decode()


def test_every_row_can_be_said_to_be_new(desk):
    desk.check(SAME)
    desk.press("confirm")
    desk.check(SAME, always_new="on")
    desk.press("confirm")

    assert EventPage.objects.count() == 2


def test_a_file_that_says_an_event_twice_is_told(desk):
    desk.check(csv_file("Title,Day,Starts", "Stars,18/03/2027,18:00", "Stars,18/03/2027,6pm"))

    assert outcomes() == [(2, "new", {}), (3, "error", {"reference": "Row 2 has the same title, start and venue."})]


def test_two_events_that_could_be_meant_are_left_alone(desk, events_page):
    for _number in range(2):
        EventPageFactory(parent=events_page, title="Stars")

    desk.check(csv_file("Title,Day,Starts", "Stars,18/03/2027,18:00"))

    [(_number, outcome, problems)] = outcomes()
    words = "There are 2 events with this title, start and venue. Give a reference."
    assert (outcome, problems) == ("error", {"reference": words})
