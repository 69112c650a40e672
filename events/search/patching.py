"""Brings an index up to date by the few events that have changed. What comes out answers as if all had been read anew.

The dates of a changed event leave their positions, which stay empty, and take new ones at the end.
"""

from bisect import bisect_left, insort
from collections import defaultdict

from .index import LONG, Index

#: Once so many events, or such a part of all, have moved to the end, reading everything is better.
MOST_HOLES, LARGEST_PART = 500, 0.1


def patched(index, changes):
    """The index with these changes, such as "facts:7" and "page:12"; None where it is better to read everything."""
    from .reading import read_events

    by_kind = defaultdict(set)
    for change in changes:
        kind, _colon, key = change.partition(":")
        by_kind[kind].add(int(key))
    try:
        facts, events = read_events(index, facts=by_kind["facts"], pages=by_kind["page"])
    except KeyError:
        # A term or festival that came after everything was read.
        return None
    # A page that has no facts any more is known by the facts that went with it.
    gone = [number for key in facts if (number := index._by_facts.get(key)) is not None]
    holes = sum(event is None for event in index.events) + len(gone)
    if holes > max(MOST_HOLES, LARGEST_PART * len(index.events)):
        return None
    return _Patch(index, gone, events).apply()


class _Patch:
    def __init__(self, index, gone, events):
        self.old, self.gone, self.added = index, gone, events
        self.new = Index.__new__(Index)

    def apply(self):
        old, new = self.old, self.new
        new.terms, new.venues, new.slugs, new.restricted = old.terms, old.venues, old.slugs, old.restricted
        new.events, new.dates, new.numbers = [*old.events], [*old.dates], [*old.numbers]
        new._ends, new.starts = [*old._ends], [*old.starts]
        removed = old.groups.whole(self.gone)
        for number in self.gone:
            self._take_away(number)
        new.groups = old.groups.extended(len(event.dates) for event in self.added)
        first = len(old.events)
        for event in self.added:
            self._add(event)
        new.all = (old.all & ~removed) | new.groups.whole(range(first, len(new.events)))
        new._over = new._begun = (0, 0)
        self._patch_facets(removed, first)
        self._patch_days(first)
        self._patch_windows(removed)
        return new

    def _take_away(self, number):
        new = self.new
        groups = self.old.groups
        for position in range(groups.starts[number], groups.guards[number]):
            one = new.dates[position]
            del new._ends[bisect_left(new._ends, (one.ends_at, position))]
            del new.starts[bisect_left(new.starts, (one.starts_at, one.pk, position))]
            new.dates[position] = None
        new.events[number] = None

    def _add(self, event):
        new = self.new
        number, position = len(new.events), len(new.dates)
        new.events.append(event)
        for offset, one in enumerate(event.dates):
            insort(new._ends, (one.ends_at, position + offset))
            insort(new.starts, (one.starts_at, one.pk, position + offset))
        new.dates += [*event.dates, None]
        new.numbers += [number] * (len(event.dates) + 1)

    def _patch_facets(self, removed, first):
        """If nobody has asked for them yet, they are made when somebody does."""
        old, new = self.old, self.new
        if "_facets" not in vars(old):
            return
        part = new.facets_of(range(first, len(new.events)))
        facets = old._facets.keys() | part.keys()
        new._facets = {facet: _joined(old._facets.get(facet, {}), part.get(facet, {}), removed) for facet in facets}
        if "access" in vars(old):
            added = list(enumerate(self.added, start=first))
            new.access = _joined(old.access, new.access_of(added, part.get("venue", {})), removed)

    def _patch_windows(self, removed):
        """Days by their ordinals, and windows of several days, as `Index.between` remembers them."""
        new = self.new
        new._windows = {window: bits & ~removed for window, bits in self.old._windows.items()}
        for position in range(len(self.old.dates), len(new.dates)):
            if one := new.dates[position]:
                is_long = one.last_day - one.first_day > LONG
                for window in new._windows:
                    is_day = isinstance(window, int)
                    begins, ends = (window, window) if is_day else (window[0].toordinal(), window[1].toordinal())
                    if one.first_day <= ends and begins <= one.last_day and not (is_day and is_long):
                        new._windows[window] |= 1 << position

    def _patch_days(self, first):
        old, new = self.old, self.new
        if "_days" not in vars(old):
            return
        gone = {position for number in self.gone for position in range(old.groups.starts[number], old.groups.guards[number])}
        days = dict(old._days)
        for position in gone:
            for day in _days_of(old.dates[position]):
                days[day] = [one for one in days[day] if one not in gone]
        for number in range(first, len(new.events)):
            for position in range(new.groups.starts[number], new.groups.guards[number]):
                for day in _days_of(new.dates[position]):
                    days[day] = [*days.get(day, ()), position]
        new._days = days


def _days_of(one):
    return range(one.first_day, one.last_day + 1) if one.last_day - one.first_day <= LONG else ()


def _joined(before, after, removed):
    """{value: bits} of two parts, without what was removed and without values that nothing has any more."""
    joined = {value: (before.get(value, 0) & ~removed) | after.get(value, 0) for value in [*before, *after]}
    return {value: bits for value, bits in joined.items() if bits}
