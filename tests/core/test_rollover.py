"""From one year to the next, for events, rounds and summer schools alike."""

from datetime import date, timedelta

import pytest

from core.rollover import moved_name, weeks_to_next_year


@pytest.mark.parametrize(
    ("day", "weeks", "later"),
    [
        (date(2027, 8, 2), 52, date(2028, 7, 31)),
        (date(2027, 3, 18), 52, date(2028, 3, 16)),
        (date(2027, 10, 12), 52, date(2028, 10, 10)),
        (date(2023, 3, 1), 52, date(2024, 2, 28)),
        (date(2028, 2, 29), 52, date(2029, 2, 27)),
        (date(2027, 12, 31), 52, date(2028, 12, 29)),
        (date(2026, 8, 3), 53, date(2027, 8, 9)),  # 2026 has 53 weeks: week 32 stays week 32
        (date(2026, 12, 28), 52, date(2027, 12, 27)),  # week 53, which the next year has not
        (date(2026, 12, 31), 52, date(2027, 12, 30)),
        (date(2027, 1, 1), 52, date(2027, 12, 31)),  # still in week 53 of 2026
    ],
)
def test_a_year_later_is_the_same_week_and_weekday(day, weeks, later):
    found = weeks_to_next_year(day)

    assert (found, day + timedelta(weeks=found), later.weekday()) == (weeks, later, day.weekday())


@pytest.mark.parametrize(
    ("name", "moved"),
    [
        ("Spring 2027", "Spring 2028"),
        ("2026/2027", "2027/2028"),
        ("Round 3", "Round 3"),
        ("Since 1998, in 2027", "Since 1998, in 2028"),
        ("", ""),
    ],
)
def test_the_years_in_a_name_move_on(name, moved):
    assert moved_name(name, old=2027, new=2028) == moved
