from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opportunities.shifts.spans import ShiftPlan, ShiftSpan, first_overlap, overlap, pieces_of, spans

NINE = datetime(2027, 3, 20, 9, 0, tzinfo=UTC)


def at(hours, minutes=0):
    return NINE + timedelta(hours=hours, minutes=minutes)


def test_one_shift_reaches_from_before_the_start_until_after_the_end():
    assert spans(NINE, at(2), plan=ShiftPlan(before=30, after=15), pieces=1) == [ShiftSpan(at(0, -30), at(2, 15), at(2, 15))]


def test_a_long_day_is_split_and_each_shift_reaches_into_the_next():
    plan = ShiftPlan(before=60, after=60, changeover=15)

    assert pieces_of(NINE, at(8), plan=plan, longest=240) == 3
    assert spans(NINE, at(8), plan=plan, pieces=3) == [
        ShiftSpan(at(-1), at(2, 20), at(2, 35)),
        ShiftSpan(at(2, 20), at(5, 40), at(5, 55)),
        ShiftSpan(at(5, 40), at(9), at(9)),
    ]


@pytest.mark.parametrize(("minutes", "pieces"), [(240, 1), (239, 2), (120, 2), (1, 48)])
def test_no_shift_is_longer_than_the_longest_up_to_a_bound(minutes, pieces):
    assert pieces_of(NINE, at(4), plan=ShiftPlan(), longest=minutes) == pieces


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # times are never asserted
@given(length=st.integers(1, 60 * 72), pieces=st.integers(1, 48), changeover=st.integers(0, 120), before=st.integers(0, 120))
def test_shifts_cover_the_date_without_a_gap_however_short_it_becomes(length, pieces, changeover, before):
    plan = ShiftPlan(before=before, changeover=changeover)
    found = spans(NINE, NINE + timedelta(minutes=length), plan=plan, pieces=pieces)

    assert [one.hands_over_at for one in found[:-1]] == [one.starts_at for one in found[1:]]
    assert (found[0].starts_at, found[-1].ends_at) == (NINE - timedelta(minutes=before), NINE + timedelta(minutes=length))
    assert all(one.starts_at < one.hands_over_at <= one.ends_at for one in found)


def test_a_changeover_is_no_obstacle_to_working_both_shifts():
    one, two = ShiftSpan(at(0), at(2), at(2, 15)), ShiftSpan(at(2), at(4), at(4))

    assert not overlap(one, two)
    assert overlap(one, ShiftSpan(at(1, 59), at(3), at(3)))


def test_the_first_overlap_is_found_behind_a_long_shift():
    long, short, late = ShiftSpan(at(0), at(8), at(8)), ShiftSpan(at(1), at(2), at(2)), ShiftSpan(at(9), at(10), at(10))

    assert first_overlap([late, short, long]) == (long, short)
    assert first_overlap([late, short]) is None
