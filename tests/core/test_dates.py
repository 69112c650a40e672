from datetime import time

import pytest
from django.utils.translation import override

from core.dates import clock_words, hours_words


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
