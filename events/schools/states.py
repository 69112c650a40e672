"""Where a run of a summer school stands: one pure function of its facts and `now`, and the same question to the database.

Every moment belongs to what begins with it: at the second of the deadline a run is closed, at the second it opens it is open.
One table of cases is run against both (tests/events/schools/test_states.py): change them together.
"""

from datetime import UTC, datetime, timedelta

from django.db.models import Case, CharField, Q, Value, When

from events.schools.choices import State

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


def state_expression(*, now):
    """The same as SQL."""
    return Case(
        When(ends_at__lte=now, then=Value(State.OVER)),
        When(is_cancelled=True, then=Value(State.CANCELLED)),
        When(starts_at__lte=now, then=Value(State.UNDER_WAY)),
        When(decision_at__lte=now, then=Value(State.DECIDED)),
        When(closes_at__isnull=True, then=Value(State.EXPECTED)),
        When(closes_at__lte=now, then=Value(State.CLOSED)),
        When(opens_at__gt=now, then=Value(State.OPENS_LATER)),
        When(Q(closes_at__lte=now + SOON), then=Value(State.CLOSING_SOON)),
        default=Value(State.OPEN),
        output_field=CharField(),
    )


def next_change(run, *, now):
    """The next moment at which `state_of` may give another answer, or None: how long a page about it stays true."""
    edges = [run.opens_at, run.closes_at, run.closes_at and run.closes_at - SOON, run.decision_at, run.starts_at, run.ends_at]
    return min((at for at in edges if at is not None and at > now), default=None)


def precedence(run, *, now):
    """A sort key: which of several runs speaks for the school at `now`. The soonest first, of what is over the latest."""
    state = state_of(run, now=now)
    if state in (State.CLOSING_SOON, State.OPEN):
        at = run.closes_at
    elif state == State.OPENS_LATER:
        at = run.opens_at
    elif state == State.OVER:
        return RANKS[state], (END - run.ends_at).total_seconds()
    else:
        at = run.starts_at
    return RANKS[state], at.timestamp()
