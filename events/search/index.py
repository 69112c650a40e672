"""Every public date in memory, in the shape in which lists count and pick them."""

from bisect import bisect_right
from collections import defaultdict
from functools import cached_property
from operator import itemgetter

from core.choices import AttendanceMode

from .bits import Groups, bits_of

#: Dates of more days than this are not filed under each of their days.
LONG = 366
#: Windows that are remembered; all are forgotten once there are more.
MOST_WINDOWS = 800


class Index:
    """The public dates of all events as sets of positions. A position is one date; the dates of an event are one group.

    Dates of an event are in the order in which they end, so its next date is the first one that is not over.
    """

    def __init__(self, events, terms, venues):
        """`events` are `reading.Event`s; `terms` and `venues` hold the words of facets."""
        self.events, self.terms, self.venues = events, terms, venues
        self.groups = Groups(len(event.dates) for event in events)
        #: The date and the event's number at each position; guards have None.
        self.dates, self.numbers = [], []
        for number, event in enumerate(events):
            self.dates += [*event.dates, None]
            self.numbers += [number] * (len(event.dates) + 1)
        self._ends = sorted((one.ends_at, position) for position, one in enumerate(self.dates) if one)
        self.starts = sorted((one.starts_at, one.pk, position) for position, one in enumerate(self.dates) if one)
        self._over = self._begun = (0, 0)
        self._windows = {}
        self.all = self.groups.all

    @property
    def numbered(self):
        """(number, event) of every event that is still there."""
        return ((number, event) for number, event in enumerate(self.events) if event)

    # By what they are

    @cached_property
    def _facets(self):
        """{facet: {value: positions}} of whatever has plain answers."""
        return self.facets_of(range(len(self.events)))

    def facets_of(self, some):
        """The same of some events only, by their numbers."""
        numbers = defaultdict(lambda: defaultdict(list))
        positions = defaultdict(lambda: defaultdict(list))
        for number in some:
            event = self.events[number]
            if event is None:
                continue
            for facet, values in event.answers.items():
                for value in values:
                    numbers[facet][value].append(number)
            for position, one in enumerate(event.dates, start=self.groups.starts[number]):
                positions["mode"][one.mode].append(position)
                if one.venue and one.mode != AttendanceMode.ONLINE:
                    positions["venue"][one.venue].append(position)
                    positions["place"][self.venues[one.venue].slug].append(position)
                    positions["area"][self.venues[one.venue].area].append(position)
        found = {
            facet: {value: self.groups.whole(some) for value, some in by_value.items()} for facet, by_value in numbers.items()
        }
        for facet, by_value in positions.items():
            found[facet] = {value: bits_of(some, self.groups.size) for value, some in by_value.items()}
        return found

    def values(self, facet):
        """{value: the dates it fits} of one facet."""
        return self._facets.get(facet, {})

    def any_of(self, facet, values):
        """The dates that any of the values fits."""
        by_value = self.values(facet)
        bits = 0
        for value in values:
            bits |= by_value.get(value, 0)
        return bits

    @cached_property
    def access(self):
        """{feature: dates}: what the venue offers, with the event's differences laid over."""
        return self.access_of(self.numbered, self.values("venue"))

    def access_of(self, numbered, by_venue):
        """The same of some events only, with the dates of those by venue."""
        offered, differs = defaultdict(int), defaultdict(lambda: ([], []))
        for number, event in numbered:
            for feature, is_there in event.access.items():
                differs[feature][not is_there].append(number)
        for venue in self.venues.values():
            for feature in venue.access:
                offered[feature] |= by_venue.get(venue.pk, 0)
        for feature, (there, missing) in differs.items():
            offered[feature] = (offered[feature] & ~self.groups.whole(missing)) | self.groups.whole(there)
        return dict(offered)

    def for_ages(self, low, high):
        """The dates of events that suit anybody between two ages."""
        return self.any_of("age_from", [age for age in self.values("age_from") if high is None or age <= high]) & self.any_of(
            "age_to", [age for age in self.values("age_to") if age is None or low is None or age >= low]
        )

    def of_pages(self, keys):
        """The dates of events by their translation keys."""
        return self.groups.whole([number for key in keys if (number := self._by_key.get(key)) is not None])

    @cached_property
    def _by_key(self):
        return {event.key: number for number, event in self.numbered}

    # By when they are

    def dates_to_come(self, facts, now):
        """How many dates of an event are not over."""
        number = self._by_facts.get(facts)
        return sum(one.ends_at > now for one in self.events[number].dates) if number is not None else 0

    @cached_property
    def _by_facts(self):
        return {event.facts: number for number, event in self.numbered}

    def not_over(self, now):
        """The dates still to come or on at `now`."""
        self._over = self._passed(self._over, self._ends, now)
        return self.all & ~self._over[1]

    def on_now(self, now):
        """The dates that have begun and are not over."""
        self._begun = self._passed(self._begun, self.starts, now)
        return self.not_over(now) & self._begun[1]

    def _passed(self, known, moments, now):
        """How many of some moments have passed, and the dates they belong to. Only what has passed since is looked at."""
        known, bits = known
        count = bisect_right(moments, now, key=itemgetter(0))
        between = moments[min(known, count) : max(known, count)]
        return (count, bits ^ bits_of([one[-1] for one in between], self.groups.size)) if between else (count, bits)

    def is_next(self, position, now):
        """Whether a date that is not over is the next one of its event."""
        start = self.groups.starts[self.numbers[position]]
        return position == start or self.dates[position - 1].ends_at <= now

    @cached_property
    def span(self):
        """The first and the last day of all dates, as ordinals; None if there are none."""
        dates = [one for one in self.dates if one]
        return (min(one.first_day for one in dates), max(one.last_day for one in dates)) if dates else None

    @cached_property
    def _days(self):
        """{ordinal of a day at the venue: positions of the dates on that day}, without those that go on for very long."""
        found = defaultdict(list)
        for position, one in enumerate(self.dates):
            if one and one.last_day - one.first_day <= LONG:
                for day in range(one.first_day, one.last_day + 1):
                    found[day].append(position)
        return dict(found)

    @cached_property
    def _long(self):
        """(position, first day, last day) of what goes on for years."""
        return [
            (position, one.first_day, one.last_day)
            for position, one in enumerate(self.dates)
            if one and one.last_day - one.first_day > LONG
        ]

    def between(self, first, last):
        """The dates on any of the days from `first` to `last`, both included."""
        key = first, last
        if key not in self._windows:
            if len(self._windows) > MOST_WINDOWS:
                self._windows.clear()
            first, last = first.toordinal(), last.toordinal()
            bits = bits_of([p for p, begins, ends in self._long if begins <= last and first <= ends], self.groups.size)
            for day in range(first, last + 1):
                bits |= self._day_bits(day)
            self._windows[key] = bits
        return self._windows[key]

    def _day_bits(self, day):
        if day not in self._windows:
            self._windows[day] = bits_of(self._days.get(day, ()), self.groups.size)
        return self._windows[day]
