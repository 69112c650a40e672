"""Schemes whose last round is about to close with none after it: the complaint of everybody who plans ahead."""

from datetime import timedelta

from opportunities.choices import CURRENT_STATES, Kind, State
from opportunities.models import OpportunityFacts
from opportunities.states import state_of

#: What comes round again. A role or a call for contributors is for one thing, and is done when that is.
RECURRING = (Kind.FUNDING, Kind.TRAINING, Kind.AWARD)
#: How long before the last round closes somebody should know.
AHEAD = timedelta(days=30)


def last_round(facts, *, now):
    """The round that closes within 30 days and has none after it: neither open for longer, nor opening later, nor expected."""
    if facts.kind not in RECURRING:
        return None
    states = {one: state_of(one, now=now) for one in facts.rounds.all()}
    current = [one for one, state in states.items() if state in CURRENT_STATES]
    if not current or any(states[one] in (State.OPENS_LATER, State.FORECAST) or one.closes_at is None for one in current):
        return None
    latest = max(current, key=lambda one: (one.closes_at, one.pk))
    return latest if latest.closes_at <= now + AHEAD else None


def without_next_round(*, now):
    """[(facts, last round)] of everything published that needs a next round, soonest first."""
    soon = {"rounds__closes_at__gt": now, "rounds__closes_at__lte": now + AHEAD}
    facts = OpportunityFacts.objects.filter(periods__is_public=True, kind__in=RECURRING, **soon).distinct()
    found = [(one, last) for one in facts.prefetch_related("rounds") if (last := last_round(one, now=now))]
    return sorted(found, key=lambda pair: (pair[1].closes_at, pair[0].pk))
