"""Where a run of a summer school stands: one pure function of its facts and `now`.

Every moment belongs to what begins with it: at the second of the deadline a run is closed, at the second it opens it is open.
"""

from datetime import UTC, datetime, timedelta

from events.schools.choices import OPEN_STATES, State

#: A deadline this near is "soon".
SOON = timedelta(days=14)
#: After everything.
END = datetime(3000, 1, 1, tzinfo=UTC)
RANKS = {state: rank for rank, state in enumerate(State)}


def state_of(run, *, now):
    """The state of one run. Total: every run is in exactly one state at every moment."""
    if run.ends_at <= now:
        return State.OVER
    if run.is_cancelled:
        return State.CANCELLED
    if run.starts_at <= now:
        return State.UNDER_WAY
    if run.decision_at is not None and run.decision_at <= now:
        return State.DECIDED
    if run.closes_at is None:
        return State.EXPECTED
    if run.closes_at <= now:
        return State.CLOSED
    if run.opens_at is not None and now < run.opens_at:
        return State.OPENS_LATER
    return State.CLOSING_SOON if run.closes_at - SOON <= now else State.OPEN


def precedence(run, *, now):
    """A sort key: which of several runs speaks for the school at `now`. The soonest first, of what is over the latest."""
    state = state_of(run, now=now)
    if state == State.OVER:
        return RANKS[state], (END - run.ends_at).total_seconds()
    at = run.closes_at if state in OPEN_STATES else run.opens_at if state == State.OPENS_LATER else run.starts_at
    return RANKS[state], at.timestamp()
