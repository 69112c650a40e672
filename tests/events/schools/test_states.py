"""Where a run stands, second by second."""

from datetime import UTC, datetime, timedelta

import pytest

from events.schools.choices import State
from events.schools.models import IntakeFacts
from events.schools.states import SOON, precedence, state_of
from tests.factories.schools import SummerSchoolPageFactory, school_run

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
OPENS = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)
CLOSES = datetime(2027, 4, 30, 15, 0, tzinfo=UTC)
DECISION = datetime(2027, 5, 13, 23, 0, tzinfo=UTC)  # midnight in London
STARTS = datetime(2027, 8, 1, 23, 0, tzinfo=UTC)
ENDS = datetime(2027, 8, 6, 23, 0, tzinfo=UTC)

#: (what is different about the run, now) → state
TABLE = [
    pytest.param({}, OPENS - SECOND, State.OPENS_LATER, id="the second before it opens"),
    pytest.param({}, OPENS, State.OPEN, id="as it opens"),
    pytest.param({"opens_at": None}, OPENS - 900 * DAY, State.OPEN, id="open already"),
    pytest.param({}, CLOSES - SOON - SECOND, State.OPEN, id="a second more than 14 days"),
    pytest.param({}, CLOSES - SOON, State.CLOSING_SOON, id="fourteen days to go"),
    pytest.param({}, CLOSES - SECOND, State.CLOSING_SOON, id="the second before the deadline"),
    pytest.param({}, CLOSES, State.CLOSED, id="the second of the deadline"),
    pytest.param({}, DECISION - SECOND, State.CLOSED, id="the evening before decisions"),
    pytest.param({}, DECISION, State.DECIDED, id="the day of decisions begins"),
    pytest.param({"decision_on": None}, STARTS - SECOND, State.CLOSED, id="no day of decisions"),
    pytest.param({}, STARTS - SECOND, State.DECIDED, id="the night before it starts"),
    pytest.param({}, STARTS, State.UNDER_WAY, id="the first day begins"),
    pytest.param({}, ENDS - SECOND, State.UNDER_WAY, id="the last second"),
    pytest.param({}, ENDS, State.OVER, id="over at the end of the last day"),
    pytest.param(
        {"start_time": datetime(2027, 8, 2, 14).time(), "end_time": datetime(2027, 8, 6, 12).time()},
        datetime(2027, 8, 6, 11, 0, tzinfo=UTC), State.OVER, id="over at noon in London",
    ),
    pytest.param({"opens_at": None, "closes_at": None, "decision_on": None}, OPENS, State.EXPECTED, id="nothing known yet"),
    pytest.param({"opens_at": None, "closes_at": None, "decision_on": None}, STARTS, State.UNDER_WAY, id="starts all the same"),
    pytest.param({"is_cancelled": True}, OPENS + DAY, State.CANCELLED, id="cancelled while open"),
    pytest.param({"is_cancelled": True}, STARTS, State.CANCELLED, id="cancelled, when it would be on"),
    pytest.param({"is_cancelled": True}, ENDS, State.OVER, id="cancelled and over"),
    pytest.param(
        {"closes_at": datetime(2027, 4, 30, 7, 0, tzinfo=UTC), "zone": "Asia/Tokyo"},
        datetime(2027, 4, 30, 6, 59, 59, tzinfo=UTC), State.CLOSING_SOON, id="4pm in Tokyo, a second before",
    ),
    pytest.param(
        {"closes_at": datetime(2027, 4, 30, 7, 0, tzinfo=UTC), "zone": "Asia/Tokyo"},
        datetime(2027, 4, 30, 7, 0, tzinfo=UTC), State.CLOSED, id="4pm in Tokyo",
    ),
    pytest.param(
        {"closes_at": datetime(2027, 3, 28, 1, 30, tzinfo=UTC)},
        datetime(2027, 3, 28, 1, 29, 59, tzinfo=UTC), State.CLOSING_SOON, id="clocks go forward, before",
    ),
    pytest.param(
        {"closes_at": datetime(2027, 3, 28, 1, 30, tzinfo=UTC)},
        datetime(2027, 3, 28, 1, 30, tzinfo=UTC), State.CLOSED, id="clocks go forward",
    ),
    pytest.param(
        {"closes_at": datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "opens_at": None, "decision_on": None},
        datetime(2026, 10, 25, 0, 29, 59, tzinfo=UTC), State.CLOSING_SOON, id="clocks go back: first half past one, before",
    ),
    pytest.param(
        {"closes_at": datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "opens_at": None, "decision_on": None},
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC), State.CLOSED, id="clocks go back: first half past one",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "now", "state"), TABLE)
def test_a_published_run_is_in_this_state(events_page, facts, now, state):
    facts = dict(facts)
    zone = facts.pop("zone", "Europe/London")
    SummerSchoolPageFactory(parent=events_page, timezone=zone, runs=[school_run(zone, **facts)])

    assert state_of(IntakeFacts.objects.get(), now=now) == state


def test_what_people_can_act_on_speaks_for_the_school():
    now = OPENS + DAY
    dates = {"starts_at": STARTS, "ends_at": ENDS, "decision_at": None}
    open_now = IntakeFacts(opens_at=OPENS, closes_at=CLOSES, **dates)
    closing = IntakeFacts(opens_at=OPENS, closes_at=now + DAY, **dates)
    later = IntakeFacts(opens_at=now + DAY, closes_at=CLOSES, **dates)
    under_way = IntakeFacts(starts_at=now - DAY, ends_at=now + DAY)
    planned = IntakeFacts(starts_at=STARTS, ends_at=ENDS)
    last, before = (IntakeFacts(starts_at=now - days * DAY, ends_at=now - (days - 5) * DAY) for days in (300, 700))

    runs = [before, planned, last, under_way, later, open_now, closing]

    assert sorted(runs, key=lambda run: precedence(run, now=now)) == [
        closing, open_now, later, under_way, planned, last, before
    ]  # fmt: skip
