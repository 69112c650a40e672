from datetime import date, time

import pytest
from django.utils.translation import override

from core.dates import clock_words, hours_words, month_of, months_later


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (time(0), "midnight"),
        (time(0, 30), "12:30am"),
        (time(9), "9am"),
        (time(12), "midday"),
        (time(12, 15), "12:15pm"),
        (time(16), "4pm"),
        (time(23, 59), "11:59pm"),
    ],
)
def test_times_of_day_are_written_as_people_say_them(at, words):
    assert clock_words(at) == words


def test_hours_run_from_one_time_to_another():
    assert hours_words(time(18), time(19, 30)) == "6pm to 7:30pm"


def test_a_language_has_its_own_clock():
    with override("ar"):
        assert clock_words(time(16, 30)) == "4:30\N{NO-BREAK SPACE}م"


@pytest.mark.parametrize("text", ["", "soon", "2027-13", "2027-00", "0001-01", "9999-12", "2027", "-", "٢٠٢٧-٠٣", "9" * 5000])
def test_a_month_that_is_none_is_no_month(text):
    assert month_of(text) is None


def test_months_later_and_before():
    around = [months_later(date(2027, 1, 1), number) for number in (-1, 0, 12)]

    assert around == [date(2026, 12, 1), date(2027, 1, 1), date(2028, 1, 1)]
