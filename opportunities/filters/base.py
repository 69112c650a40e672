from core import facets


class TermFacet(facets.SetFacet):
    """Terms by slug, which is the same in every language."""

    def answers(self):
        return [(slug, self._name(names)) for slug, names in self.index.words[self.name].items()]

    def _name(self, names):
        return names.get(self.locale.pk) or next(iter(names.values()))
