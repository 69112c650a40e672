"""Where an opportunity stands: one pure function of a round's facts and `now`, and what follows from it.

Every moment belongs to what begins with it: at the second of the deadline a round is closed, at the second it opens it is
open. "4pm" therefore means that 15:59:59 is in time and 16:00:00 is not.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from opportunities.choices import OPEN_STATES, Mode, State

#: A deadline this near is "soon".
SOON = timedelta(days=14)
#: Before and after everything.
BEGINNING = datetime(1900, 1, 1, tzinfo=UTC)
END = datetime(3000, 1, 1, tzinfo=UTC)

#: The order in which lists show states, and in which a scheme's rounds speak for it.
RANKS = {state: rank for rank, state in enumerate(State)}


def deadlines(one):
    """The moments by which something must be handed in, soonest first: a first stage, the internal one, the funder's."""
    interest_at = one.interest_at if one.interest_is_required else None
    return sorted(at for at in (interest_at, one.internal_deadline_at, one.closes_at) if at is not None)


def next_deadline(one, *, now):
    """The first deadline that has not passed, or None."""
    return next((at for at in deadlines(one) if now < at), None)


def state_of(one, *, now):
    """The state of one round. Total: every round is in exactly one state at every moment."""
    if one.archived_at is not None and one.archived_at <= now:
        return State.ARCHIVED
    if one.mode == Mode.FORECAST:
        return State.FORECAST
    if one.closes_at is not None and one.closes_at <= now:
        return State.RESULTS_OUT if one.results_at is not None and one.results_at <= now else State.UNDER_REVIEW
    if one.opens_at is not None and now < one.opens_at:
        return State.OPENS_LATER
    nearest = next_deadline(one, now=now)
    return State.CLOSING_SOON if nearest is not None and nearest - SOON <= now else State.OPEN


def changes_of(one):
    """Every moment at which `state_of` or `next_deadline` of a round may give another answer."""
    edges = [one.opens_at, *deadlines(one), one.results_at, one.archived_at]
    return {at for at in [*edges, *(deadline - SOON for deadline in deadlines(one))] if at is not None}


def precedence(one, *, now):
    """A sort key: which of several rounds comes first at `now`; the latest first among those that are over."""
    state = state_of(one, now=now)
    if state in OPEN_STATES:
        at = next_deadline(one, now=now) or END
    elif state in (State.OPENS_LATER, State.FORECAST):
        at = one.opens_at or END
    else:
        at = one.closes_at or BEGINNING
        return RANKS[state], -seconds(at)
    return RANKS[state], seconds(at)


def seconds(at):
    return int((at - BEGINNING).total_seconds())


@dataclass(frozen=True)
class Stretch:
    """A stretch of time during which the same round speaks for an opportunity, in the same state, before the same deadline."""

    starts_at: datetime
    ends_at: datetime
    state: State
    round: Any
    deadline_at: datetime | None
    position: int


def timeline(rounds):
    """All of time cut into stretches that neither overlap nor leave a gap; nothing if there are no rounds."""
    if not rounds:
        return []
    stretches = []
    edges = sorted({BEGINNING, *(at for one in rounds for at in changes_of(one) if BEGINNING < at < END)})
    for starts_at, ends_at in zip(edges, [*edges[1:], END], strict=True):
        one = min(rounds, key=lambda each: (precedence(each, now=starts_at), str(each.uid)))
        state = state_of(one, now=starts_at)
        deadline = next_deadline(one, now=starts_at) if state in (*OPEN_STATES, State.OPENS_LATER) else None
        new = Stretch(starts_at, ends_at, state, one, deadline, precedence(one, now=starts_at)[1])
        last = stretches[-1] if stretches else None
        if last and (last.state, last.round, last.deadline_at) == (state, one, deadline):
            new = replace(stretches.pop(), ends_at=ends_at)
        stretches.append(new)
    return stretches
