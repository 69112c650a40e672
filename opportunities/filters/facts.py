"""Questions about what an opportunity is."""

from django.utils.translation import gettext_lazy as _

from core import facets
from opportunities.choices import AwardSize, Commitment, Kind, Mode

from .base import TermFacet


class KindFacet(facets.SetFacet):
    name, legend = "kind", _("What")

    def answers(self):
        return Kind.choices


class SizeFacet(facets.SetFacet):
    name, legend = "size", _("Award size")
    hint = _("By the largest award, in its own currency.")

    def answers(self):
        return AwardSize.choices


class ModeFacet(facets.SetFacet):
    name, legend = "mode", _("How people apply")

    def answers(self):
        return Mode.choices


class SourceFacet(facets.SetFacet):
    name, legend = "source", _("Run by")

    def answers(self):
        return [("internal", _("The university")), ("external", _("Somebody else"))]


class CommitmentFacet(facets.SetFacet):
    name, legend = "commitment", _("Time for volunteering")

    def answers(self):
        return Commitment.choices


class ThemeFacet(TermFacet):
    name, legend = "theme", _("Theme")


class AudienceFacet(TermFacet):
    name, legend = "audience", _("Meant for")


class FunderFacet(TermFacet):
    name, legend = "funder", _("Funder")


class PlaceFacet(TermFacet):
    name, legend = "place", _("Place")

    def answers(self):
        return [*sorted(super().answers(), key=lambda pair: pair[1]), ("online", _("Online"))]
