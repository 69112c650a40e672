from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from core.dates import countdown_words, deadline_words, moment_words
from opportunities.choices import Kind, Mode, State
from opportunities.formatting import award_words, state_words, when_words
from opportunities.models import RoundFacts

LONDON = "Europe/London"
CLOSES = datetime(2027, 10, 12, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        pytest.param(datetime(2027, 10, 12, 15, 0, tzinfo=UTC), "4pm UK time, Tuesday 12 October 2027", id="summer time"),
        pytest.param(datetime(2027, 11, 2, 16, 0, tzinfo=UTC), "4pm UK time, Tuesday 2 November 2027", id="winter time"),
        pytest.param(datetime(2027, 11, 2, 16, 30, tzinfo=UTC), "4:30pm UK time, Tuesday 2 November 2027", id="half past"),
        pytest.param(datetime(2027, 11, 2, 12, 0, tzinfo=UTC), "midday UK time, Tuesday 2 November 2027", id="midday"),
        pytest.param(datetime(2027, 11, 2, 9, 5, tzinfo=UTC), "9:05am UK time, Tuesday 2 November 2027", id="morning"),
        pytest.param(datetime(2027, 11, 2, 23, 59, tzinfo=UTC), "11:59pm UK time, Tuesday 2 November 2027", id="end of day"),
    ],
)
def test_a_moment_names_its_time_its_clocks_and_its_day(at, words):
    assert moment_words(at, LONDON) == words


@pytest.mark.parametrize(
    ("before", "words"),
    [
        pytest.param(timedelta(days=12), "in 12 days", id="12 days"),
        pytest.param(timedelta(days=2), "in 2 days", id="2 days"),
        pytest.param(timedelta(days=1), "tomorrow", id="1 day"),
        pytest.param(timedelta(hours=17), "tomorrow", id="the evening before"),
        pytest.param(timedelta(hours=15), "today", id="the same day"),
        pytest.param(timedelta(seconds=1), "today", id="a second before"),
        pytest.param(timedelta(0), "", id="the second itself"),
        pytest.param(-timedelta(days=1), "", id="the day after"),
    ],
)
def test_a_countdown_counts_midnights_on_the_clocks_of_the_zone(before, words):
    assert countdown_words(CLOSES, LONDON, now=CLOSES - before) == words


def test_a_deadline_that_has_passed_counts_nothing_down():
    assert deadline_words(CLOSES, LONDON, now=CLOSES) == "4pm UK time, Tuesday 12 October 2027"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        pytest.param({}, "", id="nothing known"),
        pytest.param({"award_from": 500, "award_to": 2000}, "£500 to £2,000", id="a range"),
        pytest.param({"award_from": 500, "award_to": 500}, "£500", id="one sum"),
        pytest.param({"award_to": 25000}, "Up to £25,000", id="a ceiling"),
        pytest.param({"award_from": 500}, "From £500", id="a floor"),
        pytest.param({"award_to": 99, "currency": "CHF"}, "Up to CHF 99", id="another currency"),
    ],
)
def test_an_award_is_a_range_in_its_currency(values, words):
    values = {name: Decimal(value) if isinstance(value, int) else value for name, value in values.items()}

    assert award_words(RoundFacts(**values)) == words


@pytest.mark.parametrize(
    ("one", "state", "words"),
    [
        pytest.param(RoundFacts(mode=Mode.FORECAST), State.FORECAST, "Dates are not known yet", id="forecast"),
        pytest.param(
            RoundFacts(mode=Mode.FORECAST, opens_at=CLOSES), State.FORECAST, "Expected to open on Tuesday 12 October 2027",
            id="forecast with a day",
        ),
        pytest.param(
            RoundFacts(opens_at=CLOSES), State.OPENS_LATER, "Opens 4pm UK time, Tuesday 12 October 2027 (in 2 days)",
            id="opens",
        ),
        pytest.param(RoundFacts(mode=Mode.ROLLING), State.OPEN, "No closing date", id="rolling"),
        pytest.param(RoundFacts(closes_at=CLOSES), State.UNDER_REVIEW, "Closed on Tuesday 12 October 2027", id="closed"),
    ],
)  # fmt: skip
def test_what_has_no_deadline_to_come_says_what_there_is_instead(one, state, words):
    now = CLOSES - timedelta(days=2)

    assert when_words(one, state, None, LONDON, now=now, kind=Kind.FUNDING) == words


def test_nobody_reviews_the_volunteers_of_a_role_that_has_closed():
    assert state_words(State.UNDER_REVIEW, kind=Kind.ROLE) == "Closed"
    assert state_words(State.UNDER_REVIEW, kind=Kind.FUNDING) == "Closed, under review"
