"""Somebody's own choice, known only by the ids in an address."""

from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from events.choices import Participation
from events.festivals.my_programme import kilometres
from events.festivals.services import release_programme
from events.models import SessionSlot
from tests.factories.core import VenueFactory, VenueRoomFactory
from tests.factories.festivals import SATURDAY, SessionFactory, run_at

NOON = datetime(2027, 4, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def choose(client, festival, festival_page):
    """Releases what there is and asks for a choice by titles."""
    release_programme(festival=festival, note="", now=NOON)

    def choose(*titles, path="my-programme/"):
        codes = [SessionSlot.objects.get(session__title=title).code for title in titles]
        response = client.get(f"{festival_page.url}{path}?runs={','.join(codes)}")
        assert response.status_code == 200
        return response

    return choose


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def plan(festival, boathouse, field, library):
    rooms = {"boathouse": boathouse, "field": field, "library": library, None: None}

    def plan(title, starts, ends, room, **values):
        SessionFactory(festival=festival, title=title, runs=[run_at(SATURDAY, starts, ends, rooms[room])], **values)

    return plan


@pytest.fixture
def day(plan):
    plan("Eels", "10:00", "11:00", "boathouse")
    plan("Boats", "10:59", "11:30", "boathouse")
    plan("Next door", "11:02", "11:40", "field")
    plan("Across town", "11:20", "12:00", "library")
    plan("After lunch", "13:00", "14:00", "library")
    plan("All day", "10:00", "18:00", "field", participation=Participation.DROP_IN)
    plan("Called off", "10:00", "11:00", "field", is_cancelled=True, reason="Rain.")


@pytest.mark.parametrize(
    ("titles", "warned"),
    [
        (["Eels"], []),
        (["Eels", "Boats"], ["At the same time as “Eels”."]),
        (["Eels", "Next door"], ["“Eels” ends 2 min before, and the walk takes about 3 min."]),
        (["Eels", "Across town"], ["“Eels” ends 20 min before, and the walk takes about 29 min."]),
        (["Eels", "After lunch"], []),
        (["Eels", "All day"], []),
        (["Eels", "Called off"], []),
    ],
)
def test_what_does_not_work_out_is_said(choose_day, titles, warned):
    text = text_of(choose_day(*titles))

    assert [one for one in warned if one not in text] == []
    assert text.count("session__warning") == len(warned)


@pytest.fixture
def choose_day(day, choose):
    return choose


def test_a_choice_stands_in_the_order_of_time_whatever_the_address_says(choose_day):
    text = text_of(choose_day("After lunch", "Eels"))

    assert text.index('data-title="Eels"') < text.index('data-title="After lunch"')
    assert "Boats" not in text


def test_the_calendar_holds_the_choice_and_nothing_else(choose_day):
    calendar = Calendar.from_ical(choose_day("After lunch", "Eels", path="my-programme.ics").content)

    assert [str(event["SUMMARY"]) for event in calendar.events] == ["Eels", "After lunch"]


def test_boxes_make_the_same_page_without_a_script(client, day, choose_day, festival_page):
    codes = SessionSlot.objects.filter(session__title__in=["Eels", "Boats"]).values_list("code", flat=True)

    bare = text_of(client.get(f"{festival_page.url}my-programme/"))
    chosen = text_of(client.get(f"{festival_page.url}my-programme/?runs={codes[0]}&runs={codes[1]}"))

    assert bare.count('type="checkbox" name="runs"') == 7
    assert "At the same time as “Eels”." in chosen


@pytest.mark.parametrize(
    ("runs", "note"),
    [
        ("", "Nothing is chosen yet."),
        (",,,", "Nothing is chosen yet."),
        ("nothing", "1 session was left out"),
        ("%27%22%3Cscript%3E,b", "2 sessions were left out"),
        (",".join(f"x{number}" for number in range(500)), "500 sessions were left out"),
        ("%F0%9F%90%9F" * 50, "1 session was left out"),
    ],
)
def test_unknown_ids_are_left_out_with_a_note(client, day, choose_day, festival_page, runs, note):
    response = client.get(f"{festival_page.url}my-programme/?runs={runs}")

    assert (response.status_code, note in text_of(response), "<script>," in text_of(response)) == (200, True, False)


def test_no_more_than_a_hundred_are_shown(client, festival, festival_page):
    SessionFactory(festival=festival, runs=[run_at(SATURDAY, "10:00", "11:00") for _each in range(120)])
    release_programme(festival=festival, note="", now=NOON)
    codes = ",".join(SessionSlot.objects.values_list("code", flat=True))

    text = text_of(client.get(f"{festival_page.url}my-programme/?runs={codes}"))

    assert (text.count("data-run="), "20 sessions were left out" in text) == (100, True)


def test_it_sets_no_cookie_and_is_not_for_robots(choose_day):
    response = choose_day("Eels")

    assert (dict(response.cookies), 'content="noindex' in text_of(response)) == ({}, True)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ((51.5, 0), (51.5, 0), 0),
        ((51.66688, -2.78899), (51.65634, -2.78033), 1.32),
        ((0, 0), (0, 180), 20015),
        ((None, 0), (1, 1), None),
    ],
)
def test_distances(db, one, other, distance):
    venues = [VenueFactory.build(latitude=north, longitude=east) for north, east in (one, other)]

    found = kilometres(*venues)

    assert found == distance or round(found, 2) == distance or round(found) == distance


def test_a_place_nobody_has_put_on_the_map_is_ten_minutes_away(festival, plan, choose, client, festival_page):
    plan("Eels", "10:00", "11:00", "boathouse")
    nowhere = VenueRoomFactory(venue=VenueFactory(name="Somewhere", latitude=None))
    SessionFactory(festival=festival, title="Later", runs=[run_at(SATURDAY, "11:05", "12:00", nowhere)])
    release_programme(festival=festival, note="", now=NOON)

    assert "the walk takes about 10 min" in text_of(choose("Eels", "Later"))
