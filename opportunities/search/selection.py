"""Some of the opportunities in a snapshot, as facets narrow them, lists count them and pages show them."""

from events.search.bits import positions_of
from opportunities.models import StateInterval

#: Rows in one query.
BATCH = 500


class Selection:
    """Opportunities that fit."""

    def __init__(self, snapshot, bits=None):
        self.snapshot = snapshot
        self.bits = snapshot.all if bits is None else bits

    def narrowed(self, bits):
        """The same, only with those that are also in the set."""
        return Selection(self.snapshot, self.bits & bits)

    def count(self):
        return self.bits.bit_count()

    def counts(self, by_value):
        """{value: how many also fit it}, for sets by value."""
        return {value: (self.bits & bits).bit_count() for value, bits in by_value.items()}

    def rows(self, sort="deadline"):
        """One `StateInterval` for each in the order asked for; those alike in it keep the list's own order."""
        rows = [self.snapshot.rows[position] for position in positions_of(self.bits)]
        if sort == "opened":
            rows.sort(key=lambda row: row.opened_at, reverse=True)
        elif sort == "amount":
            rows.sort(key=lambda row: (row.amount is not None, row.amount or 0), reverse=True)
        return Found([row.period for row in rows])


class Found:
    """Rows of `StateInterval` in an order worked out beforehand, read from the database as far as they are looked at."""

    def __init__(self, keys):
        self.keys = keys

    def count(self):
        return len(self.keys)

    __len__ = count

    def __getitem__(self, asked):
        if isinstance(asked, slice):
            return list(Found(self.keys[asked]))
        return next(iter(Found([self.keys[asked]])))

    def __iter__(self):
        for start in range(0, len(self.keys), BATCH):
            some = self.keys[start : start + BATCH]
            rows = StateInterval.objects.select_related("facts", "round").in_bulk(some)
            yield from (rows[key] for key in some if key in rows)
