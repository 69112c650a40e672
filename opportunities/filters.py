"""The questions that readers may ask of the list of opportunities."""

from datetime import timedelta

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from core import facets
from core.models import Audience, Theme
from opportunities.choices import CURRENT_STATES, OPEN_STATES, Kind, State


class PeriodFacet(facets.Facet):
    """A question about opportunities: any of the ticked answers will do."""

    #: What to group periods by to count each answer.
    column = ""

    def condition(self, values):
        """What periods must satisfy for any of the values."""
        raise NotImplementedError

    def narrow(self, rows):
        return rows.filter(self.condition(self.chosen)) if self.chosen else rows

    def counts(self, rows):
        return dict(rows.order_by().values_list(self.column).annotate(Count("pk", distinct=True)))


class KindFacet(PeriodFacet):
    name, legend, column = "kind", _("What"), "facts__kind"

    def answers(self):
        return Kind.choices

    def condition(self, values):
        return Q(facts__kind__in=values)


class StateFacet(PeriodFacet):
    name, legend, column = "state", _("When"), "state"

    def answers(self):
        return State.choices

    def condition(self, values):
        return Q(state__in=values)

    def narrow(self, rows):
        """Without a choice: what is open or still to come."""
        return rows.filter(state__in=self.chosen or CURRENT_STATES)


class WithinFacet(PeriodFacet):
    """How soon it closes. The answers contain one another, so each is counted by itself."""

    name, legend = "within", _("Closes within")

    def answers(self):
        return [("7", _("7 days")), ("30", _("30 days")), ("90", _("90 days"))]

    def condition(self, values):
        last = self.now + timedelta(days=max(map(int, values)))
        return Q(state__in=OPEN_STATES, deadline_at__lte=last)

    def counts(self, rows):
        found = rows.order_by().aggregate(
            **{f"in_{value}": Count("pk", filter=self.condition([value])) for value in self.offered}
        )
        return {value: found[f"in_{value}"] for value in self.offered}


class TermFacet(PeriodFacet):
    """Terms by slug, which is the same in every language."""

    model = relation = None

    def answers(self):
        return self.terms(self.model.objects.filter(locale=self.locale)).in_use().values_list("slug", "name")

    def terms(self, queryset):
        return queryset

    @property
    def column(self):
        return f"facts__{self.relation}__slug"

    def condition(self, values):
        from opportunities.models import OpportunityFacts

        return Q(facts__in=OpportunityFacts.objects.filter(**{f"{self.relation}__slug__in": values}).values("pk"))


class ThemeFacet(TermFacet):
    name, legend, model, relation = "theme", _("Theme"), Theme, "themes"


class AudienceFacet(TermFacet):
    name, legend, model, relation = "audience", _("Meant for"), Audience, "meant_for"

    def terms(self, queryset):
        return queryset.filter(axis=Audience.Axis.MEANT_FOR)


class Filters(facets.Filters):
    """What one reader asks of the list of opportunities."""

    facet_classes = (KindFacet, StateFacet, WithinFacet, AudienceFacet, ThemeFacet)

    def everything(self):
        from opportunities.models import Period

        return Period.objects.public().at(self.now)
