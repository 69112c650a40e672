"""The dates of all events in memory, by day: what falls into a window of days, and what comes next."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cached_property
from itertools import chain, islice
from operator import itemgetter
from typing import Any, NamedTuple

from core.search.index import Index, LazyRows, bits_of, positions_of
from core.search.words import StoredWords
from events.models import EventFacts, Occurrence

#: Dates of more days than this are not filed under each of their days.
LONG = 366
#: Windows that are remembered; all are forgotten once there are more.
MOST_WINDOWS = 800


class DateRow(NamedTuple):
    """One date of an event. Days are ordinals at the venue."""

    pk: int
    answers: dict
    starts_at: Any
    ends_at: Any
    first_day: int
    last_day: int

    @property
    def is_long(self):
        return self.last_day - self.first_day > LONG


class EventIndex(Index):
    """Every public date. An event's next date is the first of its group that is not over."""

    named = ("format", "theme", "audience", "festival", "venue")
    finder = StoredWords(EventFacts.objects.values("page"))

    def __init__(self, items, names):
        super().__init__(items, names.terms)
        #: {venue's key: slugs of what it offers}
        self.venue_access = names.venue_access
        self._windows, self._spans = {}, {}

    def dates_to_come(self, facts, now):
        """How many dates of an event are not over."""
        item = self._by_facts.get(facts)
        return sum(row.ends_at > now for row in item.rows) if item else 0

    @cached_property
    def _by_facts(self):
        return {item.pk: item for item in self.items}

    # Days

    def span_of(self, site):
        """The first and the last day of all dates of a site, as ordinals; None if there are none."""
        if site not in self._spans:
            rows = self.rows_of(self.of_site(site))
            days = (min(row.first_day for row in rows), max(row.last_day for row in rows)) if rows else None
            self._spans[site] = days
        return self._spans[site]

    @cached_property
    def _days(self):
        """{ordinal of a day at the venue: positions of the dates on that day}, without those that go on for very long."""
        found = defaultdict(list)
        for position, row in enumerate(self.rows):
            if row and not row.is_long:
                for day in range(row.first_day, row.last_day + 1):
                    found[day].append(position)
        return dict(found)

    @cached_property
    def _long(self):
        """(position, row) of what goes on for years."""
        return [(position, row) for position, row in enumerate(self.rows) if row and row.is_long]

    def between(self, first, last):
        """The dates on any of the days from `first` to `last`, both included."""
        key = first, last
        if key not in self._windows:
            if len(self._windows) > MOST_WINDOWS:
                self._windows.clear()
            first, last = first.toordinal(), last.toordinal()
            long = [position for position, row in self._long if row.first_day <= last and first <= row.last_day]
            bits = bits_of(long, self.groups.size)
            for day in range(first, last + 1):
                bits |= self._day_bits(day)
            self._windows[key] = bits
        return self._windows[key]

    def _day_bits(self, day):
        if day not in self._windows:
            self._windows[day] = bits_of(self._days.get(day, ()), self.groups.size)
        return self._windows[day]

    # What comes next, for pages that show a handful of events: as far as somebody looks, and no further

    def coming(self, *, now, limit, site, about=None, without=(), starting=None):
        """The next dates of the first events to come, soonest first, `about` {facet: slugs} and `without` some pages.

        `starting` is the first and the last moment at which they may begin, neither of which has passed.
        """
        bits = self.about(about or {}, site=site) & ~self.of_pages(without)
        positions = self._in_order(now) if starting is None else self._starting(*starting)
        found = (position for position in positions if bits >> position & 1 and self._is_next(position, now))
        return occurrences([self.rows[position].pk for position in islice(found, limit)])

    def _is_next(self, position, now):
        """Whether a date that is not over is the next one of its event."""
        return position == self.groups.starts[self.numbers[position]] or self.rows[position - 1].ends_at <= now

    def _starting(self, first, last):
        """The positions of dates that start between two moments, in that order."""
        starts, moment = self.starts, itemgetter(0)
        some = starts[bisect_left(starts, first, key=moment) : bisect_right(starts, last, key=moment)]
        return (position for _starts_at, _pk, position in some)

    def _in_order(self, now):
        """The positions of dates that are not over, in the order in which they start."""
        rows = self.rows
        begun = sorted((rows[position].starts_at, rows[position].pk, position) for position in positions_of(self.on_now(now)))
        later = islice(self.starts, bisect_right(self.starts, now, key=itemgetter(0)), None)
        return (position for _starts_at, _pk, position in chain(begun, later))


def occurrences(keys):
    """Rows of `Occurrence` in this order, read as far as somebody looks at them."""
    return LazyRows(keys, Occurrence.objects.select_related("facts", "facts__format", "venue"))
