from django.utils.translation import gettext_lazy as _

from core import facets
from opportunities.finding.words import matching


class TextFacet(facets.Text):
    legend = _("Words to look for")

    def __init__(self, *, snapshot, **rest):
        self.snapshot = snapshot
        super().__init__(**rest)

    def read(self, query):
        unknown = super().read(query)
        self._found = None
        return unknown

    def narrow(self, rows):
        if not self.text:
            return rows
        if self._found is None:
            self._found = matching(self.snapshot, self.text, self.locale)
        return rows.narrowed(self._found)
