"""What editors are told before a release, case by case, and what they are not bothered with."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.choices import AccessAnswer
from core.models import VenueAccess
from events.choices import Participation
from events.festivals.services import Snapshot, draft_of, release_programme
from events.festivals.warnings import WarningKind, warnings_about
from tests.factories.core import AccessFeatureFactory
from tests.factories.festivals import SATURDAY, SessionFactory, run_at

NOON = datetime(2027, 4, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def rooms(boathouse, field, library):
    """Three rooms, of whose venues the first says something about access."""
    VenueAccess.objects.create(venue=boathouse.venue, feature=AccessFeatureFactory())
    return {"boathouse": boathouse, "field": field, "library": library, None: None}


def warned(festival):
    released = Snapshot.of_release(festival.latest_release())
    return [(one.kind, one.text) for one in warnings_about(draft_of(festival), festival=festival, released=released)]


DROP_IN, TIMED = {"participation": Participation.DROP_IN}, {"participation": Participation.TIMED}
#: name: ([(title, [(starts, ends, room)], values)], [kinds])
CASES = {
    "nothing wrong": ([("A", [("10:00", "11:00", "boathouse")], {}), ("B", [("11:00", "12:00", "boathouse")], {})], []),
    "two talks in one room": (
        [("A", [("10:00", "11:00", "boathouse")], {}), ("B", [("10:59", "12:00", "boathouse")], {})],
        [WarningKind.ROOM_CLASH],
    ),
    "a talk where people drop in": (
        [("A", [("10:00", "17:00", "field")], DROP_IN), ("B", [("12:00", "13:00", "field")], TIMED)],
        [WarningKind.ROOM_CLASH],
    ),
    "two stalls on one field": (
        [("A", [("10:00", "17:00", "field")], DROP_IN), ("B", [("10:00", "17:00", "field")], DROP_IN)],
        [],
    ),
    "a clash with what is cancelled": (
        [
            ("A", [("10:00", "11:00", "boathouse")], {"is_cancelled": True, "reason": "Ill."}),
            ("B", [("10:00", "11:00", "boathouse")], {}),
        ],
        [],
    ),
    "one person in two rooms": (
        [
            ("A", [("10:00", "11:00", "boathouse")], {"people": ["Non Prys"]}),
            ("B", [("10:30", "11:30", "field")], {"people": ["  non  PRYS "]}),
        ],
        [WarningKind.PERSON_CLASH],
    ),
    "one person after another": (
        [
            ("A", [("10:00", "11:00", "boathouse")], {"people": ["Non Prys"]}),
            ("B", [("11:00", "12:00", "field")], {"people": ["Non Prys"]}),
        ],
        [],
    ),
    "a session on top of itself": (
        [("A", [("10:00", "11:00", "boathouse"), ("10:30", "11:30", "field")], {})],
        [WarningKind.OVERLAP],
    ),
    "before the gates open": ([("A", [("09:59", "11:00", "boathouse")], {})], [WarningKind.OUTSIDE_HOURS]),
    "after the gates close": ([("A", [("17:30", "18:01", "boathouse")], {})], [WarningKind.OUTSIDE_HOURS]),
    "past midnight": ([("A", [("17:30", "01:00", "boathouse")], {})], [WarningKind.OUTSIDE_HOURS]),
    "no room": ([("A", [("10:00", "11:00", None)], {"access_note": "Tell us."})], [WarningKind.NO_ROOM]),
    "no time": ([("A", [], {"access_note": "Tell us."})], [WarningKind.NO_RUN]),
    "nothing about access": ([("A", [("10:00", "11:00", "library")], {})], [WarningKind.NO_ACCESS]),
    "access of its own": ([("A", [("10:00", "11:00", "library")], {"access_note": "BSL interpreted."})], []),
}


@pytest.mark.parametrize("case", CASES)
def test_warnings(festival, rooms, case):
    sessions, kinds = CASES[case]
    for title, runs, values in sessions:
        written = [run_at(SATURDAY, starts, ends, rooms[room]) for starts, ends, room in runs]
        SessionFactory(festival=festival, title=title, runs=written, **values)

    assert [kind for kind, _text in warned(festival)] == kinds


def test_a_warning_names_the_sessions_the_place_and_the_time(festival, rooms):
    for title in ("Eels", "Otters"):
        SessionFactory(festival=festival, title=title, runs=[run_at(SATURDAY, "10:00", "11:00", rooms["boathouse"])])

    assert warned(festival) == [
        (WarningKind.ROOM_CLASH, "Boathouse, The Meadow has both “Eels” and “Otters” on Saturday 1 May, 10am to 11am.")
    ]


def test_a_deleted_session_that_readers_know_of_is_asked_about(festival, rooms):
    session = SessionFactory(festival=festival, title="Eels", access_note="Step-free.")
    release_programme(festival=festival, note="", now=NOON)

    session.delete()

    assert warned(festival) == [(WarningKind.VANISHED, "“Eels” was deleted. Readers know of it: is it cancelled?")]


def test_a_venue_that_knows_nothing_of_its_access_says_nothing(festival, library):
    VenueAccess.objects.create(venue=library.venue, feature=AccessFeatureFactory(), answer=AccessAnswer.UNKNOWN)
    SessionFactory(festival=festival, title="Moths", runs=[run_at(SATURDAY, "10:00", "11:00", library)])

    assert warned(festival) == [(WarningKind.NO_ACCESS, "“Moths” says nothing about access, and neither does its venue.")]


def test_a_time_that_clocks_jump_over_is_told(festival, boathouse):
    SessionFactory(festival=festival, title="Moths", runs=[run_at(date(2027, 3, 28), "01:30", "02:30", boathouse)])

    words = "Clocks go forward over the time of “Moths”, so readers see it on Sunday 28 March, 2:30am to 3:30am."
    assert (WarningKind.SKIPPED, words) in warned(festival)


def test_the_number_of_queries_does_not_grow_with_the_programme(festival, rooms):
    def add(number):
        for _each in range(number):
            SessionFactory(festival=festival, people=["A", "B"], runs=[run_at(SATURDAY, "10:00", "11:00", rooms["boathouse"])])

    counts = []
    for number in (1, 5):
        add(number)
        warned(festival)  # what is asked once for each process
        with CaptureQueriesContext(connection) as captured:
            warned(festival)
        counts.append(len(captured))

    assert counts[0] == counts[1]
