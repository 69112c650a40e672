"""When the shifts of one date are: a pure function of the date and of how it was asked for, so that shifts can follow it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

#: Shifts begin and end on these.
STEP = timedelta(minutes=5)
#: One date has at most this many shifts.
MOST = 48


@dataclass(frozen=True, kw_only=True)
class ShiftPlan:
    """How the shifts of a date are laid: all in minutes."""

    before: int = 0
    after: int = 0
    changeover: int = 0


@dataclass(frozen=True)
class ShiftSpan:
    """One shift. From `hands_over_at` on the next one is there too: whoever works both hands over to themselves."""

    starts_at: datetime
    hands_over_at: datetime
    ends_at: datetime


def pieces_of(starts_at, ends_at, *, plan, longest):
    """How many shifts a date needs if none may be longer than `longest` minutes, not counting the changeover."""
    first, last = _edges(starts_at, ends_at, plan)
    return min(MOST, max(1, ceil((last - first) / timedelta(minutes=longest))))


def spans(starts_at, ends_at, *, plan, pieces):
    """`pieces` shifts of one length from `before` the start to `after` the end, each into the next by the changeover."""
    first, last = _edges(starts_at, ends_at, plan)
    step = STEP if (last - first) / pieces >= STEP else timedelta(seconds=1)
    edges = [first + round((last - first) * number / pieces / step) * step for number in range(pieces)] + [last]
    changeover = timedelta(minutes=plan.changeover)
    return [ShiftSpan(edges[number], edges[number + 1], min(last, edges[number + 1] + changeover)) for number in range(pieces)]


def _edges(starts_at, ends_at, plan):
    return starts_at - timedelta(minutes=plan.before), ends_at + timedelta(minutes=plan.after)


def overlap(one, other):
    """Whether nobody can work both; a changeover is no obstacle."""
    return one.starts_at < other.hands_over_at and other.starts_at < one.hands_over_at


def first_overlap(shifts):
    """The first two of several that nobody can work both of, or None."""
    ordered = sorted(shifts, key=lambda one: (one.starts_at, one.hands_over_at))
    latest = None
    for shift in ordered:
        if latest is not None and overlap(latest, shift):
            return latest, shift
        if latest is None or shift.hands_over_at > latest.hands_over_at:
            latest = shift
    return None
