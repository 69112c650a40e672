"""What the query string of the list asks for. What it asks for and nobody offers is left out, and the reader is told."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from core.models import Audience, Theme
from opportunities.choices import CURRENT_STATES, OPEN_STATES, Kind, State

#: More of an unknown value than this is not repeated to the reader.
LONGEST_WORD = 40


@dataclass(frozen=True, kw_only=True)
class Option:
    value: str
    label: str
    count: int
    is_chosen: bool


class Facet:
    """One question about opportunities with the answers a reader may tick. Any of the ticked ones will do."""

    name = legend = ""

    def __init__(self, *, locale, now):
        self.now = now
        self.offered = {str(value): label for value, label in self.answers(locale)}
        self.chosen = []

    def answers(self, locale):
        """(value in addresses, words) of each answer."""
        raise NotImplementedError

    def condition(self, values):
        """What periods must satisfy for any of the values."""
        raise NotImplementedError

    def narrow(self, periods):
        return periods.filter(self.condition(self.chosen)) if self.chosen else periods

    def counts(self, periods):
        """{value: how many of the periods answer it}"""
        return dict(periods.order_by().values_list(self.column).annotate(Count("pk", distinct=True)))

    def options(self, periods):
        """Every answer with how many there would be, and whether it is ticked; what nobody would find is left out."""
        found = self.counts(periods)
        return [
            Option(value=value, label=label, count=found.get(value, 0), is_chosen=value in self.chosen)
            for value, label in self.offered.items()
            if found.get(value) or value in self.chosen
        ]


class KindFacet(Facet):
    name, legend, column = "kind", _("What"), "facts__kind"

    def answers(self, locale):
        return Kind.choices

    def condition(self, values):
        return Q(facts__kind__in=values)


class StateFacet(Facet):
    name, legend, column = "state", _("When"), "state"

    def answers(self, locale):
        return State.choices

    def condition(self, values):
        return Q(state__in=values)

    def narrow(self, periods):
        """Without a choice: what is open or still to come."""
        return periods.filter(state__in=self.chosen or CURRENT_STATES)


class WithinFacet(Facet):
    """How soon it closes. The answers contain one another, so each is counted by itself."""

    name, legend = "within", _("Closes within")

    def answers(self, locale):
        return [("7", _("7 days")), ("30", _("30 days")), ("90", _("90 days"))]

    def condition(self, values):
        last = self.now + timedelta(days=max(map(int, values)))
        return Q(state__in=OPEN_STATES, deadline_at__lte=last)

    def counts(self, periods):
        return periods.order_by().aggregate(
            **{f"in_{value}": Count("pk", filter=self.condition([value])) for value in self.offered}
        )

    def options(self, periods):
        found = self.counts(periods)
        return [
            Option(value=value, label=label, count=found[f"in_{value}"], is_chosen=value in self.chosen)
            for value, label in self.offered.items()
            if found[f"in_{value}"] or value in self.chosen
        ]


class TermFacet(Facet):
    """Terms by slug, which is the same in every language."""

    model = relation = None

    def answers(self, locale):
        return self.terms(self.model.objects.filter(locale=locale)).in_use().values_list("slug", "name")

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


FACETS = (KindFacet, StateFacet, WithinFacet, AudienceFacet, ThemeFacet)


@dataclass(frozen=True, kw_only=True)
class Question:
    """A facet as the form shows it."""

    name: str
    legend: str
    options: list


class Filters:
    """The choices of one reader."""

    def __init__(self, query, *, locale, now):
        self.now = now
        self.facets = [facet(locale=locale, now=now) for facet in FACETS]
        self.ignored = []
        for facet in self.facets:
            facet.chosen = self._known(facet, query.getlist(facet.name))

    def _known(self, facet, values):
        asked = [value for value in dict.fromkeys(values) if value]
        self.ignored += [value[:LONGEST_WORD] for value in asked if value not in facet.offered]
        return [value for value in asked if value in facet.offered]

    def narrow(self, periods, *, leaving_out=None):
        """The periods of this moment that match every question, or every one but `leaving_out`."""
        periods = periods.at(self.now)
        for facet in self.facets:
            if facet is not leaving_out:
                periods = facet.narrow(periods)
        return periods

    def questions(self, periods):
        """Every facet with counts that leave out its own choice: what ticking one more would show."""
        asked = [
            Question(name=facet.name, legend=facet.legend, options=facet.options(self.narrow(periods, leaving_out=facet)))
            for facet in self.facets
        ]
        return [question for question in asked if question.options]

    @property
    def is_narrowed(self):
        return any(facet.chosen for facet in self.facets)
