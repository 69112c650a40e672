"""Some of the dates in the index, as facets narrow them, lists count them and pages show them."""

from functools import cached_property
from operator import attrgetter

from events.models import Occurrence

from .bits import positions_of

#: Rows in one query.
BATCH = 500


class Selection:
    """Dates that fit, seen from one moment: of the events to come, or of those that are over.

    An event that has dates which fit is to come while any of these is not over, and past once all of them are: in exactly
    one of the two, at every moment and whatever was chosen.
    """

    def __init__(self, index, *, now, is_past=False, bits=None):
        self.index, self.now, self.is_past = index, now, is_past
        self.not_over = index.not_over(now)
        self.bits = bits if bits is not None else index.all if is_past else self.not_over

    def narrowed(self, bits):
        """The same, only with dates that are also in the set."""
        narrowed = Selection.__new__(Selection)
        narrowed.index, narrowed.now, narrowed.is_past, narrowed.not_over = self.index, self.now, self.is_past, self.not_over
        narrowed.bits = self.bits & bits
        return narrowed

    def count(self):
        """The number of events."""
        return self._touched(self.bits).bit_count()

    def counts(self, by_value):
        """{value: events that also fit it}, for sets by value."""
        return {value: self._touched(self.bits & bits).bit_count() for value, bits in by_value.items()}

    def _touched(self, bits):
        groups = self.index.groups
        if self.is_past:
            return groups.touched(bits) & ~groups.touched(bits & self.not_over)
        return groups.touched(bits)

    def events(self, sort="date"):
        """One date of each event: its next one that fits, soonest first; its last one, latest first, of what is over."""
        numbers, dates = self.index.numbers, self.index.dates
        positions = positions_of(self.bits)
        if self.is_past:
            over = self._over_events
            chosen = {numbers[position]: position for position in positions if numbers[position] in over}
        else:
            chosen = {numbers[position]: position for position in reversed(positions)}
        key, is_reversed = self._orders[sort]
        rows = [(key(dates[position], self.index.events[number]), dates[position].pk) for number, position in chosen.items()]
        rows.sort(reverse=is_reversed)
        return Found([pk for _key, pk in rows])

    def positions_by_day(self, first, last):
        """{ordinal of a day: positions of the dates that fit on it} from one ordinal to another, in the order they start."""
        found = {}
        dates = self.index.dates
        for position in sorted(positions_of(self.bits), key=lambda one: (dates[one].starts_at, dates[one].pk)):
            one = dates[position]
            for day in range(max(one.first_day, first), min(one.last_day, last) + 1):
                found.setdefault(day, []).append(position)
        return found

    def dates(self):
        """Every date that fits of the events that fit, soonest first; latest first of what is over."""
        positions = positions_of(self.bits)
        if self.is_past:
            over = self._over_events
            positions = [position for position in positions if self.index.numbers[position] in over]
        found = sorted((self.index.dates[position] for position in positions), key=attrgetter("starts_at", "pk"))
        return Found([one.pk for one in (reversed(found) if self.is_past else found)])

    @property
    def _orders(self):
        """{sort: (key, whether the highest comes first)}"""
        return {
            "date": ((lambda one, event: one.ends_at), True) if self.is_past else ((lambda one, event: one.starts_at), False),
            "ending": (lambda one, event: one.ends_at, False),
            "newest": (lambda one, event: event.added_at or one.starts_at, True),
        }

    @cached_property
    def _over_events(self):
        return {self.index.numbers[position] for position in positions_of(self._touched(self.bits))}


class Found:
    """Rows of `Occurrence` in an order worked out beforehand, read from the database as far as they are looked at.

    As much of a queryset as lists need: it can be counted, cut and iterated.
    """

    def __init__(self, keys, related=("facts", "facts__format", "venue")):
        self.keys, self.related = keys, related

    def select_related(self, *names):
        return Found(self.keys, names)

    def count(self):
        return len(self.keys)

    __len__ = count

    def __getitem__(self, asked):
        if isinstance(asked, slice):
            return Found(self.keys[asked], self.related)
        return next(iter(Found([self.keys[asked]], self.related)))

    def __iter__(self):
        for start in range(0, len(self.keys), BATCH):
            some = self.keys[start : start + BATCH]
            rows = Occurrence.objects.select_related(*self.related).in_bulk(some)
            yield from (rows[key] for key in some if key in rows)
