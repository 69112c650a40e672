from core import facets
from opportunities.search.words import matching


class TextFacet(facets.WordsFacet):
    def matching(self):
        return matching(self.index, self.text, self.locale)
