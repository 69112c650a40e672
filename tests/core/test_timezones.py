from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import ValidationError

from core.timezones import day_begins, day_ends, exists, moment, validate_timezone


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2027, 3, 18), datetime(2027, 3, 18, 18, 0, tzinfo=UTC)),
        (date(2027, 3, 25), datetime(2027, 3, 25, 18, 0, tzinfo=UTC)),
        (date(2027, 4, 1), datetime(2027, 4, 1, 17, 0, tzinfo=UTC)),
    ],
)
def test_thursdays_at_six_stay_at_six_on_the_clock_when_summer_time_begins(day, expected):
    assert moment(day, time(18), "Europe/London") == expected


@pytest.mark.parametrize(
    ("day", "clock", "zone", "is_real"),
    [
        (date(2027, 3, 28), time(0, 59), "Europe/London", True),
        (date(2027, 3, 28), time(1, 30), "Europe/London", False),
        (date(2027, 3, 28), time(2, 0), "Europe/London", True),
        (date(2027, 10, 31), time(1, 30), "Europe/London", True),
        (date(2027, 3, 28), time(2, 30), "Europe/Berlin", False),
        (date(2027, 3, 14), time(2, 30), "America/New_York", False),
    ],
)
def test_a_time_the_clocks_jump_over_does_not_exist(day, clock, zone, is_real):
    assert exists(day, clock, zone) is is_real


def test_a_time_that_comes_twice_means_the_first():
    assert moment(date(2027, 10, 31), time(1, 30), "Europe/London") == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2027, 3, 28), 23), (date(2027, 10, 31), 25), (date(2028, 2, 29), 24), (date(2027, 12, 31), 24)]
)
def test_a_day_is_as_long_as_its_clocks_make_it(day, hours):
    length = day_ends(day, "Europe/London") - day_begins(day, "Europe/London")

    assert length.total_seconds() == hours * 3600


@pytest.mark.parametrize("name", ["", "London", "Europe/Atlantis", "../etc/passwd", "GMT+25"])
def test_a_time_zone_that_nobody_knows_is_refused(name):
    with pytest.raises(ValidationError, match="IANA"):
        validate_timezone(name)
