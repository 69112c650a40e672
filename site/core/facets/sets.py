"""Facets of a list that is kept in memory: every answer is a set of what it fits, such as the bits of an integer."""

from django.utils.translation import gettext_lazy as _

from .facet import Facet
from .free import Text


class SetFacet(Facet):
    """A question whose answers are sets in an index, which says them by `values(name)`: {value: what it fits}.

    `rows` are a selection from the same index: they can be `narrowed()` to a set, and give `counts()` of many at once.
    """

    def __init__(self, *, index, **rest):
        self.index = index
        super().__init__(**rest)

    @property
    def sets(self):
        return self.index.values(self.name)

    def narrow(self, rows):
        if not self.chosen:
            return rows
        bits, sets = 0, self.sets
        for value in self.chosen:
            bits |= sets.get(value, 0)
        return rows.narrowed(bits)

    def counts(self, rows):
        return rows.counts({value: bits for value, bits in self.sets.items() if value in self.offered})


class WordsFacet(Text):
    """Words to look for. A subclass says what has them all."""

    legend = _("Words to look for")

    def __init__(self, *, index, **rest):
        self.index = index
        super().__init__(**rest)

    def read(self, query):
        unknown = super().read(query)
        self._found = None
        return unknown

    def matching(self):
        """The set of what has every word of the text."""
        raise NotImplementedError

    def narrow(self, rows):
        if not self.text:
            return rows
        if self._found is None:
            self._found = self.matching()
        return rows.narrowed(self._found)
