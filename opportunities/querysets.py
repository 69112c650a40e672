from core.querysets import VersionedQuerySet
from opportunities.choices import CURRENT_STATES, OPEN_STATES, State

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

    def not_open(self, *, now):
        """The exact opposite of open."""
        return self.at(now).exclude(state__in=OPEN_STATES)

    def closing_soon(self, *, now):
        return self.in_states([State.CLOSING_SOON], now=now)

    def current(self, *, now):
        """What is open or still to come."""
        return self.in_states(CURRENT_STATES, now=now)

    def over(self, *, now):
        """The exact opposite of current, latest first."""
        return self.at(now).exclude(state__in=CURRENT_STATES)

    def with_deadline(self, *, now):
        """What is open and will close, soonest deadline first."""
        return self.open(now=now).filter(deadline_at__isnull=False).order_by("deadline_at", "pk")

    def about(self, *, themes=(), audiences=(), kinds=()):
        """Opportunities with any of the themes, any of the audiences and of any of the kinds; terms by slug."""
        queryset = self
        if themes:
            queryset = queryset.filter(facts__in=self._facts_with("themes", themes))
        if audiences:
            queryset = queryset.filter(facts__in=self._facts_with("meant_for", audiences))
        if kinds:
            queryset = queryset.filter(facts__kind__in=kinds)
        return queryset

    def _facts_with(self, name, slugs):
        facts = self.model._meta.get_field("facts").related_model
        return facts.objects.filter(**{f"{name}__slug__in": slugs}).values("pk")
