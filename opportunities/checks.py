"""What editors should look at: calls that others run, to be compared with their source, and schemes without a next round."""

import zoneinfo
from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from opportunities.choices import CURRENT_STATES, Kind, Mode, State
from opportunities.models import OpportunityFacts
from opportunities.states import state_of

#: After this many days what we say of somebody else's call may be out of date.
KEPT_TRUE = timedelta(days=30)


class CheckWarning(models.TextChoices):
    """What is wrong with an external call, worst first."""

    CLOSED = "closed", _("Its closing date has passed")
    NEVER = "never", _("Never checked against its source")
    STALE = "stale", _("Not checked for 30 days")


def warnings_of(facts, *, now):
    """Why a call must be looked at again, worst first; nothing for one that we run, or that is kept for the record."""
    today = now.astimezone(zoneinfo.ZoneInfo(facts.timezone)).date()
    if not facts.is_external or (facts.archived_on is not None and facts.archived_on <= today):
        return []
    found = []
    rounds = [one for one in facts.rounds.all() if one.mode != Mode.FORECAST]
    if rounds and all(one.closes_at is not None and one.closes_at <= now for one in rounds):
        found.append(CheckWarning.CLOSED)
    if facts.last_checked_on is None:
        found.append(CheckWarning.NEVER)
    elif facts.last_checked_on <= today - KEPT_TRUE:
        found.append(CheckWarning.STALE)
    return found


def due_for_a_check(*, now):
    """The facts of every published call that `warnings_of` has something to say about, those closed first."""
    facts = OpportunityFacts.objects.filter(is_external=True, periods__is_public=True).distinct().prefetch_related("rounds")
    return [(one, found) for one in facts.order_by("last_checked_on", "pk") if (found := warnings_of(one, now=now))]


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
