from datetime import date, time

import pytest

from events.choices import Precision
from home.demo.schedules import Written, dates_of, day_of

WEDNESDAY = date(2027, 3, 17)


@pytest.mark.parametrize(
    ("phrase", "written"),
    [
        ("+2 sat 10:00-16:00", [Written(date(2027, 4, 3), time(10), None, time(16))]),
        ("+0 mon", [Written(date(2027, 3, 15))]),
        ("-1 sun", [Written(date(2027, 3, 14))]),
        ("+6 fri 18:30 to +6 sat 09:00", [Written(date(2027, 4, 30), time(18, 30), date(2027, 5, 1), time(9))]),
        ("-3 sat to +9 sun", [Written(date(2027, 2, 27), None, date(2027, 5, 23), None)]),
        ("-50 month", [Written(date(2026, 3, 1), precision=Precision.MONTH)]),
        (
            "+1 tue 10:30-11:00 weekly x2",
            [
                Written(date(2027, 3, 23), time(10, 30), None, time(11)),
                Written(date(2027, 3, 30), time(10, 30), None, time(11)),
            ],
        ),
        (
            "+0 sat 10:00-13:00 monthly x2",
            [Written(date(2027, 3, 20), time(10), None, time(13)), Written(date(2027, 4, 17), time(10), None, time(13))],
        ),
    ],
)
def test_phrases_mean_dates_counted_from_this_week(phrase, written):
    assert dates_of([phrase], today=WEDNESDAY) == written


def test_a_single_day_is_counted_the_same_way():
    assert day_of("+4 fri", today=WEDNESDAY) == date(2027, 4, 16)


def test_what_is_not_a_date_is_refused():
    with pytest.raises(ValueError, match="not a date"):
        dates_of(["next Saturday"], today=WEDNESDAY)
