"""What the query string of the list asks for: the same opportunities in the page and in every file."""

from functools import cached_property

from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext_lazy

from core import facets
from opportunities.search import Selection, current_snapshot

from .facts import (
    AudienceFacet,
    CommitmentFacet,
    FunderFacet,
    KindFacet,
    ModeFacet,
    PlaceFacet,
    SizeFacet,
    SourceFacet,
    ThemeFacet,
)
from .people import OrganisationFacet, RoleFacet, StageFacet
from .times import StateFacet, WithinFacet
from .words import TextFacet

DEADLINE, OPENED, AMOUNT = "deadline", "opened", "amount"


class Filters(facets.Filters):
    """What one reader asks of the list of opportunities."""

    facet_classes = (
        TextFacet, KindFacet, StateFacet, WithinFacet, RoleFacet, StageFacet, ThemeFacet, SizeFacet, OrganisationFacet,
        FunderFacet, AudienceFacet, CommitmentFacet, PlaceFacet, ModeFacet, SourceFacet,
    )  # fmt: skip
    things = npgettext_lazy("after a number", "opportunity", "opportunities")
    switches = (
        facets.Switch(
            "sort",
            _("Order"),
            [(DEADLINE, _("Closing soonest")), (OPENED, _("Opened last")), (AMOUNT, _("Largest awards"))],
            is_input=True,
        ),
    )

    @cached_property
    def snapshot(self):
        return current_snapshot(now=self.now)

    def shared(self):
        return {"index": self.snapshot}

    def everything(self):
        return Selection(self.snapshot)

    @property
    def sort(self):
        return self.switched["sort"]

    @cached_property
    def rows(self):
        """The opportunities that fit, in the order asked for. They can be sliced and have `count()`."""
        return self.found.rows(self.sort)
