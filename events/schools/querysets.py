from django.db import models

from core.site_context import current_site_context
from events.schools.choices import OPEN_STATES, State
from events.schools.states import state_expression


class IntakeQuerySet(models.QuerySet):
    """Runs by where they stand. `now` is always passed in."""

    def public(self):
        """Runs of published summer schools whose page nobody needs a password or login for."""
        return current_site_context().only_public(self.filter(facts__is_public=True), "facts__page__path")

    def with_state(self, *, now):
        return self.annotate(state=state_expression(now=now))

    def in_state(self, *states, now):
        return self.with_state(now=now).filter(state__in=states)

    def open(self, *, now):
        """People can apply, what closes soonest first."""
        return self.in_state(*OPEN_STATES, now=now).order_by("closes_at", "starts_at", "pk")

    def not_over(self, *, now):
        """Still to come or under way: the exact opposite of over."""
        return self.exclude(ends_at__lte=now).order_by("starts_at", "pk")

    def over(self, *, now):
        return self.in_state(State.OVER, now=now).order_by("-ends_at", "-pk")


class SchoolQuerySet(models.QuerySet):
    def public(self):
        """Published summer schools whose page nobody needs a password or login for."""
        return current_site_context().only_public(self.filter(is_public=True), "page__path")

    def about(self, *, themes=(), audiences=(), formats=()):
        """Narrowed by slugs of themes and audiences. A school has no format."""
        found = self.none() if formats else self
        for name, slugs in (("themes", themes), ("meant_for", audiences)):
            if slugs:
                found = found.filter(**{f"{name}__slug__in": slugs})
        return found.distinct() if themes or audiences else found
