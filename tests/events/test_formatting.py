from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django.utils import translation

from events.choices import Precision, PriceKind
from events.formatting import age_words, until_day, when_words
from events.models import EventDate, EventFacts
from events.prices import price_words
from events.services.spans import occurrence_of


def occurrence(timezone="Europe/London", **written):
    return occurrence_of(EventDate(**written), EventFacts(timezone=timezone))


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (
            {"start_date": date(2027, 3, 18), "start_time": time(18), "end_time": time(19, 30)},
            "Thursday 18 March 2027, 6pm to 7:30pm",
        ),
        ({"start_date": date(2027, 3, 18), "start_time": time(18)}, "Thursday 18 March 2027, from 6pm"),
        ({"start_date": date(2027, 3, 18)}, "Thursday 18 March 2027"),
        (
            {"start_date": date(2027, 3, 18), "end_date": date(2027, 3, 21)},
            "Thursday 18 March 2027 to Sunday 21 March 2027",
        ),
        (
            {"start_date": date(2027, 3, 18), "start_time": time(22), "end_date": date(2027, 3, 19), "end_time": time(1)},
            "Thursday 18 March 2027, 10pm to 1am",
        ),
        ({"start_date": date(2015, 7, 20), "precision": Precision.MONTH}, "July 2015"),
        (
            {"start_date": date(2027, 3, 18), "start_time": time(18), "end_time": time(19), "timezone": "America/New_York"},
            "Thursday 18 March 2027, 6pm to 7pm (New York)",
        ),
    ],
)
def test_when_says_the_days_and_hours_at_the_venue(written, words):
    assert when_words(occurrence(**written)) == words


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2027, 3, 17, 12, tzinfo=UTC), None),
        (datetime(2027, 3, 18, 12, tzinfo=UTC), None),
        (datetime(2027, 3, 19, 0, tzinfo=UTC), date(2027, 3, 21)),
        (datetime(2027, 3, 21, 23, tzinfo=UTC), date(2027, 3, 21)),
        (datetime(2027, 3, 22, 0, tzinfo=UTC), None),
    ],
)
def test_what_began_before_today_says_until_when_it_is_on(now, day):
    exhibition = occurrence(start_date=date(2027, 3, 18), end_date=date(2027, 3, 21))

    assert until_day(exhibition, now=now) == day


def test_dates_are_said_in_the_readers_language():
    with translation.override("cy"):
        words = when_words(occurrence(start_date=date(2027, 3, 18)))

    assert words == "Dydd Iau 18 Mawrth 2027"


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"price": PriceKind.FREE}, "Free"),
        ({"price": PriceKind.PAID, "price_from": Decimal("5")}, "£5"),
        ({"price": PriceKind.PAID, "price_from": Decimal("5"), "price_to": Decimal("12.50")}, "£5 to £12.50"),
        ({"price": PriceKind.PAID}, "Paid"),
        ({"price": PriceKind.PAY_WHAT_YOU_CAN}, "Pay what you can"),
    ],
)
def test_price_words(facts, words):
    assert price_words(EventFacts(**facts)) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(0, None, "All ages"), (8, None, "Ages 8 and over"), (5, 11, "Ages 5 to 11"), (0, 4, "Ages up to 4")],
)
def test_age_words(low, high, words):
    assert age_words(EventFacts(age_from=low, age_to=high)) == words
