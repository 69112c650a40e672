"""What the query string of the list asks for: the same opportunities in the page and in every file."""

from datetime import timedelta
from functools import cached_property

from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext_lazy

from core.search.facets import Facet, Switch, TermFacet, WordsFacet
from core.search.filters import ListFilters
from core.search.index import Selection
from opportunities.choices import CURRENT_STATES, AwardSize, Commitment, Kind, Mode, State
from opportunities.search import current_index, state_intervals

DEADLINE, OPENED, AMOUNT = "deadline", "opened", "amount"


class KindFacet(Facet):
    name, legend, choices = "kind", _("What"), Kind.choices


class StateFacet(Facet):
    name, legend, choices = "state", _("When"), State.choices

    def narrow(self, rows):
        """Without a choice: what is open or still to come."""
        return rows.narrowed(self.index.any_of("state", self.chosen or CURRENT_STATES))


class WithinFacet(Facet):
    """How soon it closes. The answers contain one another."""

    name, legend = "within", _("Closes within")
    choices = [("7", _("7 days")), ("30", _("30 days")), ("90", _("90 days"))]

    @property
    def sets(self):
        return {value: self.index.due_by(self.now + timedelta(days=int(value))) for value in self.offered}


class ApplicantFacet(TermFacet):
    """Who can apply. An opportunity that says nothing under a question is for everybody, as far as that question goes."""

    @property
    def sets(self):
        for_all, named = self.index.silent(self.name), self.index.values(self.name)
        return {slug: named.get(slug, 0) | for_all for slug in self.index.terms[self.name]}

    def question(self, rows):
        """Not worth asking where no opportunity makes a difference."""
        question = super().question(rows)
        return question if self.chosen or self.index.values(self.name) else self.as_question()


class RoleFacet(ApplicantFacet):
    name, legend = "role", _("You are")


class StageFacet(ApplicantFacet):
    name, legend = "stage", _("Your career stage")


class ThemeFacet(TermFacet):
    name, legend = "theme", _("Theme")


class SizeFacet(Facet):
    name, legend, choices = "size", _("Award size"), AwardSize.choices
    hint = _("By the largest award, in its own currency.")


class OrganisationFacet(ApplicantFacet):
    name, legend = "organisation", _("Your organisation")


class FunderFacet(TermFacet):
    name, legend = "funder", _("Funder")


class AudienceFacet(TermFacet):
    name, legend = "audience", _("Meant for")


class CommitmentFacet(Facet):
    name, legend, choices = "commitment", _("Time for volunteering"), Commitment.choices


class PlaceFacet(TermFacet):
    name, legend, is_by_name = "place", _("Place"), True

    def answers(self):
        return [*super().answers(), ("online", _("Online"))]


class ModeFacet(Facet):
    name, legend, choices = "mode", _("How people apply"), Mode.choices


class SourceFacet(Facet):
    name, legend = "source", _("Run by")
    choices = [("internal", _("The university")), ("external", _("Somebody else"))]


class Filters(ListFilters):
    """What one reader asks of the list of opportunities."""

    facet_classes = (
        WordsFacet, KindFacet, StateFacet, WithinFacet, RoleFacet, StageFacet, ThemeFacet, SizeFacet, OrganisationFacet,
        FunderFacet, AudienceFacet, CommitmentFacet, PlaceFacet, ModeFacet, SourceFacet,
    )  # fmt: skip
    things = npgettext_lazy("after a number", "opportunity", "opportunities")
    switches = (
        Switch(
            "sort",
            _("Order"),
            [(DEADLINE, _("Closing soonest")), (OPENED, _("Opened last")), (AMOUNT, _("Largest awards"))],
            is_input=True,
        ),
    )

    @cached_property
    def index(self):
        return current_index()

    def everything(self):
        """Each opportunity in the state it is in just now."""
        return Selection(self.index, self.index.on_now(self.now) & self.index.of_site(self.site))

    @property
    def sort(self):
        return self.switched["sort"]

    @property
    def rows(self):
        return self.rows_in_order(self.sort)

    def rows_in_order(self, sort):
        """The opportunities that fit; those alike keep the list's own order. They can be sliced and have `count()`."""
        rows = sorted(self.index.rows_of(self.found.bits), key=lambda row: row.order)
        if sort == OPENED:
            rows.sort(key=lambda row: row.opened_at, reverse=True)
        elif sort == AMOUNT:
            rows.sort(key=lambda row: (row.amount is not None, row.amount or 0), reverse=True)
        return state_intervals(rows)
