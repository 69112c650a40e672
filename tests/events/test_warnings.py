"""Warnings are pure functions over rows."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest

from core.choices import AttendanceMode
from events.warnings import Clash, DateRow, Kind, audience_clashes, gaps, room_clashes

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
A, B, C = (UUID(int=number) for number in (1, 2, 3))
WHOLE = {
    "page": SimpleNamespace(live=True),
    "attendance_mode": AttendanceMode.IN_PERSON,
    "venue_id": 1,
    "has_summary": True,
    "has_picture": True,
    "has_access": True,
    "has_unexplained": False,
    "lacks_record": False,
}


@pytest.mark.parametrize(
    ("values", "last_end", "found"),
    [
        pytest.param({}, NOON + HOUR, [], id="nothing missing"),
        pytest.param({}, None, [Kind.DATES], id="no date"),
        pytest.param({"venue_id": None}, NOON + HOUR, [Kind.PLACE], id="no venue"),
        pytest.param({"venue_id": None, "attendance_mode": AttendanceMode.ONLINE}, NOON + HOUR, [], id="online needs no venue"),
        pytest.param({"has_summary": False, "has_picture": False}, NOON + HOUR, [Kind.SUMMARY, Kind.PICTURE], id="words"),
        pytest.param({"has_access": False}, NOON + HOUR, [Kind.ACCESS], id="no access information"),
        pytest.param({"lacks_record": True}, NOON + HOUR, [], id="still to come"),
        pytest.param({"lacks_record": True}, NOON, [Kind.RECORD], id="over this very moment"),
        pytest.param({"lacks_record": True, "page": SimpleNamespace(live=False)}, NOON, [], id="a draft owes no record"),
    ],
)
def test_what_is_missing_is_named_in_order(values, last_end, found):
    assert gaps(SimpleNamespace(**WHOLE | values, last_end=last_end), now=NOON) == found


def in_room(key, start, end, room_id=7, **values):
    return DateRow(key, NOON + start * HOUR, NOON + end * HOUR, room="Dome", room_id=room_id, **values)


@pytest.mark.parametrize(
    ("dates", "pairs"),
    [
        pytest.param([in_room(A, 0, 2), in_room(B, 1, 3)], [(A, B)], id="overlap"),
        pytest.param([in_room(A, 0, 1), in_room(B, 1, 2)], [], id="one after the other"),
        pytest.param([in_room(A, 0, 9), in_room(B, 1, 2), in_room(C, 3, 4)], [(A, B), (A, C)], id="within a long one"),
        pytest.param([in_room(A, 0, 2), in_room(B, 0, 2, room_id=8)], [], id="two rooms"),
        pytest.param([in_room(A, 0, 2, None), in_room(B, 0, 2, None)], [], id="no room"),
        pytest.param([in_room(A, 0, 2, is_drop_in=True), in_room(B, 0, 2, is_drop_in=True)], [], id="stalls share a hall"),
        pytest.param([in_room(A, 0, 2, is_drop_in=True), in_room(B, 0, 2)], [(A, B)], id="a talk among stalls"),
        pytest.param([in_room(A, 0, 9, has_known_end=False), in_room(B, 2, 3)], [], id="an unknown end is not all day"),
        pytest.param([in_room(A, 0, 2), in_room(A, 1, 3)], [(A, A)], id="with itself"),
    ],
)
def test_two_in_one_room_at_once_clash(dates, pairs):
    assert [(clash.key, clash.other) for clash in room_clashes(dates)] == pairs


def wanted(key, minutes, *names, **values):
    at = NOON + timedelta(minutes=minutes)
    return DateRow(key, at, at + HOUR, audiences=tuple((name, name) for name in names), **values)


def test_the_same_audience_is_asked_for_twice_in_one_hour():
    dates = [wanted(A, 0, "Families", "Adults"), wanted(B, 59, "Families", "Adults"), wanted(C, 60, "Families")]

    assert audience_clashes(dates) == [Clash(Kind.AUDIENCE, A, B, NOON, "Adults, Families")]


def test_what_people_drop_in_on_competes_with_nothing():
    assert audience_clashes([wanted(A, 0, "Families", is_drop_in=True), wanted(B, 0, "Families")]) == []


def test_all_day_events_and_other_audiences_do_not_compete():
    assert audience_clashes([wanted(A, 0, "Families"), wanted(B, 0, "Adults"), wanted(C, 0, "Families", is_timed=False)]) == []
