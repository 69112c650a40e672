from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opportunities.choices import CURRENT_STATES, OPEN_STATES, Mode, State
from opportunities.models import RoundFacts, StateInterval
from opportunities.states import END, SOON, next_deadline, precedence, state_of, timeline
from tests.factories.opportunities import FundingCallPageFactory, written_round

CLOSES = datetime(2027, 10, 12, 15, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)
OPENS = CLOSES - 60 * DAY
INTERNAL = CLOSES - 30 * DAY

INTEREST = CLOSES - 45 * DAY

#: (mode, opens, expression of interest, internal deadline, closes, decision, results, archived on, now) → state
TABLE = [
    pytest.param({"mode": Mode.OPEN, "opens": OPENS}, OPENS - DAY, State.OPENS_LATER, id="before it opens"),
    pytest.param({"mode": Mode.OPEN, "opens": OPENS}, OPENS - SECOND, State.OPENS_LATER, id="the second before it opens"),
    pytest.param({"mode": Mode.OPEN, "opens": OPENS}, OPENS, State.OPEN, id="as it opens"),
    pytest.param({"mode": Mode.OPEN}, OPENS - 900 * DAY, State.OPEN, id="always open so far"),
    pytest.param({"mode": Mode.OPEN}, CLOSES - SOON - SECOND, State.OPEN, id="a second more than 14 days"),
    pytest.param({"mode": Mode.OPEN}, CLOSES - SOON, State.CLOSING_SOON, id="fourteen days to go"),
    pytest.param({"mode": Mode.OPEN}, CLOSES - SECOND, State.CLOSING_SOON, id="the second before the deadline"),
    pytest.param({"mode": Mode.OPEN}, CLOSES, State.UNDER_REVIEW, id="the second of the deadline"),
    pytest.param({"mode": Mode.OPEN}, CLOSES + SECOND, State.UNDER_REVIEW, id="the second after the deadline"),
    pytest.param({"mode": Mode.OPEN, "opens": CLOSES - DAY}, CLOSES - DAY, State.CLOSING_SOON, id="opens for one day"),
    pytest.param({"mode": Mode.OPEN, "internal": INTERNAL}, INTERNAL - SOON, State.CLOSING_SOON, id="internal deadline near"),
    pytest.param({"mode": Mode.OPEN, "internal": INTERNAL}, INTERNAL - SECOND, State.CLOSING_SOON, id="just in time for staff"),
    pytest.param({"mode": Mode.OPEN, "internal": INTERNAL}, INTERNAL, State.OPEN, id="internal deadline over"),
    pytest.param({"mode": Mode.OPEN, "internal": INTERNAL}, CLOSES - SOON, State.CLOSING_SOON, id="second near"),
    pytest.param({"mode": Mode.OPEN, "internal": CLOSES}, CLOSES - SECOND, State.CLOSING_SOON, id="internal is the deadline"),
    pytest.param({"mode": Mode.OPEN, "internal": CLOSES}, CLOSES, State.UNDER_REVIEW, id="both at the same second"),
    pytest.param({"mode": Mode.OPEN, "interest": INTEREST}, INTEREST - SECOND, State.CLOSING_SOON, id="first stage is near"),
    pytest.param({"mode": Mode.OPEN, "interest": INTEREST}, INTEREST, State.OPEN, id="first stage is over"),
    pytest.param(
        {"mode": Mode.OPEN, "interest": INTEREST, "is_courtesy": True}, INTEREST - SECOND, State.OPEN,
        id="a first stage that is a courtesy is no deadline",
    ),
    pytest.param(
        {"mode": Mode.OPEN, "opens": OPENS, "internal": INTERNAL, "interest": INTEREST}, OPENS - SECOND, State.OPENS_LATER,
        id="all of it, before it opens",
    ),
    pytest.param(
        {"mode": Mode.OPEN, "internal": INTERNAL, "decision": CLOSES + DAY, "results": CLOSES + 5 * DAY}, CLOSES - SECOND,
        State.CLOSING_SOON, id="results are known to come, before the deadline",
    ),
    pytest.param({"mode": Mode.ROLLING, "closes": None}, CLOSES, State.OPEN, id="rolling"),
    pytest.param({"mode": Mode.ROLLING, "closes": None, "opens": OPENS}, OPENS - SECOND, State.OPENS_LATER, id="not yet"),
    pytest.param({"mode": Mode.ROLLING}, CLOSES - DAY, State.CLOSING_SOON, id="rolling until a day"),
    pytest.param({"mode": Mode.ROLLING}, CLOSES, State.UNDER_REVIEW, id="rolling, over"),
    pytest.param({"mode": Mode.INVITATION}, CLOSES - DAY, State.CLOSING_SOON, id="by invitation, closing"),
    pytest.param({"mode": Mode.INVITATION}, CLOSES, State.UNDER_REVIEW, id="by invitation, closed"),
    pytest.param({"mode": Mode.INVITATION, "closes": None}, CLOSES, State.OPEN, id="by invitation, never closes"),
    pytest.param({"mode": Mode.INVITATION, "opens": OPENS}, OPENS - SECOND, State.OPENS_LATER, id="by invitation, not yet"),
    pytest.param(
        {"mode": Mode.INVITATION, "results": CLOSES + 5 * DAY}, CLOSES + 5 * DAY, State.RESULTS_OUT, id="by invitation, results"
    ),
    pytest.param({"mode": Mode.FORECAST, "closes": None}, CLOSES, State.FORECAST, id="forecast without dates"),
    pytest.param({"mode": Mode.FORECAST, "opens": OPENS}, OPENS + DAY, State.FORECAST, id="a forecast never opens by itself"),
    pytest.param({"mode": Mode.OPEN, "decision": CLOSES + DAY}, CLOSES + 2 * DAY, State.UNDER_REVIEW, id="decision was due"),
    pytest.param({"mode": Mode.OPEN, "results": CLOSES + 5 * DAY}, CLOSES + 3 * DAY, State.UNDER_REVIEW, id="no results"),
    pytest.param({"mode": Mode.OPEN, "results": CLOSES + 5 * DAY}, CLOSES + 5 * DAY, State.RESULTS_OUT, id="on results day"),
    pytest.param({"mode": Mode.OPEN, "archived": CLOSES + 9 * DAY}, CLOSES + 8 * DAY, State.UNDER_REVIEW, id="not yet"),
    pytest.param({"mode": Mode.OPEN, "archived": CLOSES + 9 * DAY}, CLOSES + 9 * DAY, State.ARCHIVED, id="archived"),
    pytest.param({"mode": Mode.FORECAST, "archived": CLOSES}, CLOSES + DAY, State.ARCHIVED, id="a forecast given up"),
    pytest.param(
        {"mode": Mode.OPEN, "zone": "Asia/Tokyo", "closes": datetime(2027, 10, 12, 7, 0, tzinfo=UTC)},
        datetime(2027, 10, 12, 6, 59, 59, tzinfo=UTC), State.CLOSING_SOON, id="4pm in Tokyo, a second before",
    ),
    pytest.param(
        {"mode": Mode.OPEN, "zone": "Asia/Tokyo", "closes": datetime(2027, 10, 12, 7, 0, tzinfo=UTC)},
        datetime(2027, 10, 12, 7, 0, tzinfo=UTC), State.UNDER_REVIEW, id="4pm in Tokyo",
    ),
    pytest.param(
        {"mode": Mode.OPEN, "closes": datetime(2027, 10, 31, 0, 30, tzinfo=UTC)},
        datetime(2027, 10, 31, 0, 29, 59, tzinfo=UTC), State.CLOSING_SOON, id="clocks go back: first half past one, before",
    ),
    pytest.param(
        {"mode": Mode.OPEN, "closes": datetime(2027, 10, 31, 0, 30, tzinfo=UTC)},
        datetime(2027, 10, 31, 0, 30, tzinfo=UTC), State.UNDER_REVIEW, id="clocks go back: first half past one",
    ),
    pytest.param(
        {"mode": Mode.OPEN, "opens": datetime(2027, 10, 31, 0, 30, tzinfo=UTC), "closes": CLOSES + 60 * DAY},
        datetime(2027, 10, 31, 0, 29, 59, tzinfo=UTC), State.OPENS_LATER, id="opens in the hour that comes twice, before",
    ),
    pytest.param(
        {"mode": Mode.OPEN, "opens": datetime(2027, 10, 31, 0, 30, tzinfo=UTC), "closes": CLOSES + 60 * DAY},
        datetime(2027, 10, 31, 0, 30, tzinfo=UTC), State.OPEN, id="opens in the hour that comes twice",
    ),
    pytest.param(
        {"mode": Mode.OPEN, "internal": datetime(2028, 3, 26, 0, 59, tzinfo=UTC),
         "closes": datetime(2028, 4, 26, 15, 0, tzinfo=UTC)},
        datetime(2028, 3, 26, 1, 0, tzinfo=UTC), State.OPEN, id="internal deadline a minute before the clocks go forward",
    ),
    pytest.param(
        {"mode": Mode.OPEN, "zone": "America/New_York", "closes": datetime(2027, 11, 7, 5, 30, tzinfo=UTC)},
        datetime(2027, 11, 7, 6, 0, tzinfo=UTC), State.UNDER_REVIEW, id="New York's clocks go back on another night",
    ),
    pytest.param(
        {"mode": Mode.OPEN, "closes": datetime(2028, 3, 26, 1, 30, tzinfo=UTC)},
        datetime(2028, 3, 26, 1, 29, 59, tzinfo=UTC), State.CLOSING_SOON, id="clocks go forward, before",
    ),
    pytest.param(
        {"mode": Mode.OPEN, "closes": datetime(2028, 3, 26, 1, 30, tzinfo=UTC)},
        datetime(2028, 3, 26, 1, 30, tzinfo=UTC), State.UNDER_REVIEW, id="clocks go forward",
    ),
]  # fmt: skip


def call(parent, facts):
    zone = facts.get("zone", "Europe/London")
    one = written_round(
        zone,
        mode=facts["mode"],
        opens_at=facts.get("opens"),
        interest_at=facts.get("interest"),
        interest_is_required="interest" in facts and not facts.get("is_courtesy"),
        internal_deadline_at=facts.get("internal"),
        closes_at=facts.get("closes", CLOSES),
        decision_on=facts.get("decision") and facts["decision"].date(),
        results_on=facts.get("results") and facts["results"].date(),
    )
    archived = facts.get("archived")
    return FundingCallPageFactory(parent=parent, timezone=zone, rounds=[one], archived_on=archived and archived.date())


@pytest.mark.parametrize(("facts", "now", "state"), TABLE)
def test_the_function_and_the_queryset_give_the_same_state(opportunities_page, facts, now, state):
    call(opportunities_page, facts)

    assert state_of(RoundFacts.objects.get(), now=now) == state
    assert [row.state for row in StateInterval.objects.public().at(now)] == [state]
    assert StateInterval.objects.open(now=now).exists() == (state in OPEN_STATES)
    assert StateInterval.objects.in_states([State.CLOSING_SOON], now=now).exists() == (state == State.CLOSING_SOON)
    assert StateInterval.objects.in_states(CURRENT_STATES, now=now).exists() == (state in CURRENT_STATES)


moments = st.none() | st.integers(-60, 60).map(lambda days: CLOSES + days * DAY)
rounds = st.builds(
    RoundFacts,
    mode=st.sampled_from(Mode),
    opens_at=moments,
    closes_at=moments,
    internal_deadline_at=moments,
    interest_at=moments,
    interest_is_required=st.booleans(),
    results_at=moments,
    archived_at=moments,
)


@settings(max_examples=200, deadline=None)
@given(written=st.lists(rounds, min_size=1, max_size=4), offset=st.integers(-100 * 24, 100 * 24))
def test_at_any_moment_exactly_one_stretch_holds_and_says_what_the_function_says(written, offset):
    now = CLOSES + timedelta(hours=offset)

    holding = [stretch for stretch in timeline(written) if stretch.starts_at <= now < stretch.ends_at]

    best = min(precedence(one, now=now) for one in written)
    [stretch] = holding
    assert precedence(stretch.round, now=now) == best
    assert stretch.state == state_of(stretch.round, now=now)
    if stretch.state in OPEN_STATES:
        assert stretch.deadline_at == next_deadline(stretch.round, now=now)


def test_the_timeline_leaves_no_gap():
    stretches = timeline([RoundFacts(mode=Mode.OPEN, opens_at=OPENS, internal_deadline_at=INTERNAL, closes_at=CLOSES)])

    assert [(one.state, one.ends_at) for one in stretches] == [
        (State.OPENS_LATER, OPENS),
        (State.OPEN, INTERNAL - SOON),
        (State.CLOSING_SOON, INTERNAL),
        (State.OPEN, CLOSES - SOON),
        (State.CLOSING_SOON, CLOSES),
        (State.UNDER_REVIEW, END),
    ]
    assert [one.starts_at for one in stretches[1:]] == [one.ends_at for one in stretches[:-1]]
