"""Questions about where an opportunity stands."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from core import facets
from opportunities.choices import CURRENT_STATES, State


class StateFacet(facets.SetFacet):
    name, legend = "state", _("When")

    def answers(self):
        return State.choices

    def narrow(self, rows):
        """Without a choice: what is open or still to come."""
        return rows.narrowed(self.index.any_of("state", self.chosen or CURRENT_STATES))


class WithinFacet(facets.SetFacet):
    """How soon it closes. The answers contain one another."""

    name, legend = "within", _("Closes within")

    def answers(self):
        return [("7", _("7 days")), ("30", _("30 days")), ("90", _("90 days"))]

    @property
    def sets(self):
        return {value: self.index.due_by(self.now + timedelta(days=int(value))) for value in self.offered}
