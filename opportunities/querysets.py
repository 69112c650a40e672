from core.querysets import VersionedQuerySet
from opportunities.choices import OPEN_STATES

#: What content versions call everything that lists of opportunities are made from.
OPPORTUNITIES = "opportunities"


class StateIntervalQuerySet(VersionedQuerySet):
    """Opportunities as they stand at one moment. Each question is asked of `now`, and each opportunity answers once."""

    version = OPPORTUNITIES

    def public(self):
        """Published opportunities that nobody needs a password or login for."""
        return self.filter(is_public=True).without_restricted("facts__page")

    def at(self, now):
        """One row for each opportunity: its state at `now`. Closing soon first, then as soon as something happens."""
        return self.filter(starts_at__lte=now, ends_at__gt=now).order_by("rank", "position", "pk")

    def in_states(self, states, *, now):
        return self.at(now).filter(state__in=states)

    def open(self, *, now):
        """What people can apply for, soonest deadline first."""
        return self.in_states(OPEN_STATES, now=now)
