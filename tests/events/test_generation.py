from datetime import date

import pytest

from events.services.drafts import Pattern, generate_days
from events.services.spans import MOST_DATES

THURSDAY = date(2027, 3, 18)


@pytest.mark.parametrize(
    ("pattern", "first", "expected"),
    [
        (Pattern.WEEKLY, THURSDAY, [date(2027, 3, 18), date(2027, 3, 25), date(2027, 4, 1)]),
        (Pattern.FORTNIGHTLY, THURSDAY, [date(2027, 3, 18), date(2027, 4, 1), date(2027, 4, 15)]),
        (Pattern.MONTHLY_DAY, date(2027, 12, 31), [date(2027, 12, 31), date(2028, 1, 31), date(2028, 3, 31)]),
        (Pattern.MONTHLY_DAY, date(2028, 2, 29), [date(2028, 2, 29), date(2028, 3, 29), date(2028, 4, 29)]),
        (Pattern.MONTHLY_WEEKDAY, THURSDAY, [date(2027, 3, 18), date(2027, 4, 15), date(2027, 5, 20)]),
        (Pattern.MONTHLY_WEEKDAY, date(2027, 4, 29), [date(2027, 4, 29), date(2027, 7, 29), date(2027, 9, 30)]),
    ],
)
def test_the_first_three_days_of_a_pattern(pattern, first, expected):
    assert generate_days(first=first, pattern=pattern, count=3) == expected


def test_the_last_day_itself_counts():
    assert generate_days(first=THURSDAY, pattern=Pattern.WEEKLY, until=date(2027, 3, 25)) == [THURSDAY, date(2027, 3, 25)]


def test_skipped_days_leave_a_gap():
    days = generate_days(first=THURSDAY, pattern=Pattern.WEEKLY, count=3, skip=[date(2027, 3, 25)])

    assert days == [date(2027, 3, 18), date(2027, 4, 1)]


def test_an_end_before_the_beginning_gives_nothing():
    assert generate_days(first=THURSDAY, pattern=Pattern.WEEKLY, until=date(2027, 3, 17)) == []


def test_there_are_never_more_than_an_event_may_have():
    assert len(generate_days(first=THURSDAY, pattern=Pattern.WEEKLY, until=date(2099, 1, 1))) == MOST_DATES


def test_without_an_end_it_refuses():
    with pytest.raises(ValueError, match="until when"):
        generate_days(first=THURSDAY, pattern=Pattern.WEEKLY)


def test_the_last_weekday_of_a_month_is_the_fourth_or_the_fifth():
    days = generate_days(first=date(2027, 3, 25), pattern=Pattern.MONTHLY_LAST, count=3)

    assert days == [date(2027, 3, 25), date(2027, 4, 29), date(2027, 5, 27)]
