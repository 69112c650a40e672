from core import facets


class SnapshotFacet(facets.Facet):
    """A question whose answers are sets in the snapshot: {value: the opportunities it fits}."""

    def __init__(self, *, snapshot, **rest):
        self.snapshot = snapshot
        super().__init__(**rest)

    @property
    def sets(self):
        return self.snapshot.values(self.name)

    def narrow(self, rows):
        if not self.chosen:
            return rows
        bits, sets = 0, self.sets
        for value in self.chosen:
            bits |= sets.get(value, 0)
        return rows.narrowed(bits)

    def counts(self, rows):
        return rows.counts({value: bits for value, bits in self.sets.items() if value in self.offered})


class TermFacet(SnapshotFacet):
    """Terms by slug, which is the same in every language."""

    def answers(self):
        return [(slug, self._name(names)) for slug, names in self.snapshot.words[self.name].items()]

    def _name(self, names):
        return names.get(self.locale.pk) or next(iter(names.values()))
