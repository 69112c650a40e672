"""Some of the rows in an index, as facets narrow them, lists count them and pages show them."""

from copy import copy

from .index import positions_of

#: Rows in one query.
BATCH = 500


class Selection:
    """Rows that fit, of items that are counted.

    An item of which one of the rows that fit is also one of `unless` is none of them: so an event is past once all of its dates
    that fit are over, and in exactly one of past and to come, at every moment and whatever was chosen.
    """

    def __init__(self, index, bits=None, *, unless=0):
        self.index, self.unless = index, unless
        self.bits = index.all if bits is None else bits

    def narrowed(self, bits):
        """The same, only with rows that are also in the set."""
        narrowed = copy(self)
        narrowed.bits = self.bits & bits
        return narrowed

    def count(self):
        """The number of items."""
        return self._touched(self.bits).bit_count()

    def counts(self, by_value):
        """{value: items that also fit it}, for sets by value."""
        return {value: self._touched(self.bits & bits).bit_count() for value, bits in by_value.items()}

    def _touched(self, bits):
        groups = self.index.groups
        return groups.touched(bits) & ~groups.touched(bits & self.unless) if self.unless else groups.touched(bits)

    def positions(self):
        """The positions of all rows that fit of the items that are counted."""
        positions = positions_of(self.bits)
        if not self.unless:
            return positions
        numbers = self.index.numbers
        counted = {numbers[guard] for guard in positions_of(self._touched(self.bits))}
        return [position for position in positions if numbers[position] in counted]

    def one_of_each(self, *, last=False):
        """(row, item) of each item that is counted: the first of its rows that fit, or the last."""
        numbers, rows, items = self.index.numbers, self.index.rows, self.index.items
        positions = self.positions()
        chosen = {numbers[position]: position for position in (positions if last else reversed(positions))}
        return [(rows[position], items[number]) for number, position in chosen.items()]


class LazyRows:
    """Rows of the database in an order worked out beforehand, read as far as somebody looks at them.

    As much of a queryset as lists need: it can be counted, cut and iterated, and says what it reads along.
    """

    def __init__(self, keys, rows):
        self.keys, self.rows = keys, rows

    def select_related(self, *names):
        return LazyRows(self.keys, self.rows.select_related(*names))

    def count(self):
        return len(self.keys)

    __len__ = count

    def __getitem__(self, asked):
        if isinstance(asked, slice):
            return LazyRows(self.keys[asked], self.rows)
        return next(iter(LazyRows([self.keys[asked]], self.rows)))

    def __iter__(self):
        for start in range(0, len(self.keys), BATCH):
            some = self.keys[start : start + BATCH]
            found = self.rows.in_bulk(some)
            yield from (found[key] for key in some if key in found)
