"""What comes next, for pages that show a handful of events: as far as somebody looks, and no further."""

from bisect import bisect_left, bisect_right
from itertools import chain, islice
from operator import itemgetter

from .bits import positions_of
from .selection import Found


def coming(index, *, now, limit, about=None, without=(), starting=None):
    """The next dates of the first events to come, soonest first: `{list: slugs}` they are about, `without` some pages' keys.

    `starting` is the first and the last moment at which they may begin, neither of which has passed.
    """
    bits = index.all
    for facet, slugs in (about or {}).items():
        if slugs:
            bits &= index.any_of(facet, slugs)
    bits &= ~index.of_pages(without)
    positions = _in_order(index, now) if starting is None else _between(index, *starting)
    found = (position for position in positions if bits >> position & 1 and index.is_next(position, now))
    return Found([index.dates[position].pk for position in islice(found, limit)])


def _between(index, first, last):
    """The positions of dates that start between two moments, in that order."""
    starts, moment = index.starts, itemgetter(0)
    some = starts[bisect_left(starts, first, key=moment) : bisect_right(starts, last, key=moment)]
    return (position for _starts_at, _pk, position in some)


def _in_order(index, now):
    """The positions of dates that are not over, in the order in which they start."""
    dates = index.dates
    begun = sorted((dates[position].starts_at, dates[position].pk, position) for position in positions_of(index.on_now(now)))
    later = islice(index.starts, bisect_right(index.starts, now, key=itemgetter(0)), None)
    return (position for _starts_at, _pk, position in chain(begun, later))
