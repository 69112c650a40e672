"""What a list is made of, in memory: for each answer to each question the set of rows that it fits; and some of its rows.

docs/decisions/0060-facets-are-counted-in-memory.md
"""

from bisect import bisect_right
from collections import defaultdict
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import Any, NamedTuple

from django.utils.text import slugify

from core.models import Venue


class Row(NamedTuple):
    """What narrowing is about: a date of an event, a stretch of time in which an opportunity is open, a session, a venue.

    Lists that need to know more of their rows have a class of their own with these and other fields.
    """

    pk: Any
    answers: dict = {}
    starts_at: Any = None
    ends_at: Any = None


@dataclass(slots=True)
class Item:
    """What a list counts: an event with its dates, an opportunity with its states.

    `answers` ({facet: values}) are true of all its rows, those of a row of that row alone. Rows are in the order in which they
    end. `sites` are those that it belongs to.
    """

    pk: Any
    rows: list = field(default_factory=list)
    answers: dict = field(default_factory=dict)
    key: Any = None  # translation key of its pages
    sites: tuple = ()
    added_at: Any = None


@dataclass(slots=True)
class Term:
    """An answer that has a name in every language: a theme, a place."""

    names: dict = field(default_factory=dict)  # {locale: name}
    titles: dict = field(default_factory=dict)  # {locale: what the list of what has this answer is called}
    more: dict = field(default_factory=dict)  # {locale: further words that one finds it by}

    def name(self, locale):
        return self.names.get(locale.pk) or next(iter(self.names.values()))

    def title(self, locale):
        """Empty where nobody has said so in the language."""
        return self.titles.get(locale.pk, "")

    def words(self, locale):
        return f"{self.name(locale)} {self.more.get(locale.pk, '')}"


class Index:
    """All the rows of a list. A position is one row; the rows of an item are one group of positions.

    Shared by requests and threads, so what it holds is only read.
    """

    #: Facets whose answers one finds by their names.
    named = ()
    #: Finds the pages that have some words: see `words`.
    finder = None

    def __init__(self, items, terms=None):
        """`terms` are the names of answers: {facet: {value: Term}}, in the order in which they are offered."""
        self.items = [item for item in items if item.rows]
        self.terms = terms or {}
        self.groups = Groups(len(item.rows) for item in self.items)
        self.all = self.groups.all
        #: The row and the item's number at each position; guards have None for a row.
        self.rows, self.numbers = [], []
        for number, item in enumerate(self.items):
            self.rows += [*item.rows, None]
            self.numbers += [number] * (len(item.rows) + 1)
        self._over = self._begun = (0, 0)

    # By what they are

    @cached_property
    def _facets(self):
        """{facet: {value: rows}}"""
        groups = self.groups
        of_items = defaultdict(lambda: defaultdict(list))
        # Few rows differ in what they answer, and those alike share one dict.
        of_rows = {}
        for number, item in enumerate(self.items):
            for facet, values in item.answers.items():
                for value in values:
                    of_items[facet][value].append(number)
            for position, row in enumerate(item.rows, start=groups.starts[number]):
                of_rows.setdefault(id(row.answers), (row.answers, []))[1].append(position)
        found = {
            facet: {value: groups.whole(numbers) for value, numbers in by_value.items()} for facet, by_value in of_items.items()
        }
        for answers, positions in of_rows.values():
            bits = bits_of(positions, groups.size)
            for facet, values in answers.items():
                sets = found.setdefault(facet, {})
                for value in values:
                    sets[value] = sets.get(value, 0) | bits
        return found

    def values(self, facet):
        """{value: the rows it fits} of one facet."""
        return self._facets.get(facet, {})

    def any_of(self, facet, values):
        """The rows that any of the values fits."""
        by_value, bits = self.values(facet), 0
        for value in values:
            bits |= by_value.get(value, 0)
        return bits

    def about(self, answers, *, site):
        """The rows of a site that fit one of the values of each facet for which there are any: {facet: values}."""
        bits = self.of_site(site)
        for facet, values in answers.items():
            if values:
                bits &= self.any_of(facet, values)
        return bits

    def rows_of(self, bits):
        return [self.rows[position] for position in positions_of(bits)]

    def silent(self, facet):
        """The rows that say nothing about a facet."""
        return self.all & ~self.any_of(facet, self.values(facet))

    def for_ages(self, low, high):
        """The rows that suit anybody between two ages; None for no limit."""
        return self.any_of("age_from", [age for age in self.values("age_from") if high is None or age <= high]) & self.any_of(
            "age_to", [age for age in self.values("age_to") if age is None or low is None or age >= low]
        )

    # By what they belong to

    def of_site(self, site):
        """The rows that belong to a site, by its key; all of them for None."""
        if site is None:
            return self.all
        return self._sites.get(site, 0)

    @cached_property
    def _sites(self):
        numbers = defaultdict(list)
        for number, item in enumerate(self.items):
            for site in item.sites:
                numbers[site].append(number)
        return {site: self.groups.whole(some) for site, some in numbers.items()}

    def of_pages(self, keys):
        """The rows of items by the translation keys of their pages."""
        return self.groups.whole([number for key in keys if (number := self._by_key.get(key)) is not None])

    @cached_property
    def _by_key(self):
        return {item.key: number for number, item in enumerate(self.items)}

    # By when they are

    @cached_property
    def starts(self):
        """(when it starts, key, position) of every row, in this order."""
        return sorted((row.starts_at, row.pk, position) for position, row in enumerate(self.rows) if row)

    @cached_property
    def _ends(self):
        return sorted((row.ends_at, position) for position, row in enumerate(self.rows) if row)

    def not_over(self, now):
        """The rows still to come or on at `now`."""
        self._over = self._passed(self._over, self._ends, now)
        return self.all & ~self._over[1]

    def on_now(self, now):
        """The rows that have begun and are not over."""
        self._begun = self._passed(self._begun, self.starts, now)
        return self.not_over(now) & self._begun[1]

    def _passed(self, known, moments, now):
        """How many of some moments have passed, and the rows they belong to. Only what has passed since is looked at."""
        known, bits = known
        count = bisect_right(moments, now, key=itemgetter(0))
        between = moments[min(known, count) : max(known, count)]
        return (count, bits ^ bits_of([one[-1] for one in between], self.groups.size)) if between else (count, bits)


def bits_of(positions, size):
    """The set of some positions below `size`."""
    buffer = bytearray(size // 8 + 1)
    for position in positions:
        buffer[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(buffer, "little")


def positions_of(bits):
    """The positions in a set, in order."""
    digits = f"{bits:b}"[::-1]
    found, position = [], digits.find("1")
    while position >= 0:
        found.append(position)
        position = digits.find("1", position + 1)
    return found


class Groups:
    """Positions in groups that lie side by side: the rows of each item.

    Each group has one more position on top, its guard, that no row uses. Adding `all` (ones at every row) to a set carries into
    the guard of every group with at least one bit, and of no other: so the groups that a set touches are found by one addition,
    whatever their number. In the same way adding the starts of some groups empties them and no others.
    """

    def __init__(self, sizes):
        self.starts, self.guards = [], []
        position = 0
        for size in sizes:
            self.starts.append(position)
            position += size
            self.guards.append(position)
            position += 1
        self.size = position
        self._guards = bits_of(self.guards, position)
        #: Every position but the guards.
        self.all = self._guards - bits_of(self.starts, position)

    def touched(self, bits):
        """The guards of the groups in which any bit is set."""
        return (bits + self.all) & self._guards

    def whole(self, numbers):
        """All positions of some groups, by the groups' numbers."""
        starts = self.starts
        return self.all & ~(self.all + bits_of([starts[number] for number in numbers], self.size))


def read_terms(rows, *order, title=None):
    """{slug: Term} of a taxonomy in the order editors gave it, and {key: slug}. `title` is the column with titles of lists.

    A term has the same slug in every language.
    """
    terms, slugs, ranks = {}, {}, {}
    columns = ("pk", "slug", "name", title or "name", "locale_id", *order, "sort_order", "name")
    for pk, slug, name, list_title, locale, *rank in rows.order_by("pk").values_list(*columns):
        slugs[pk] = slug
        term = terms.setdefault(slug, Term())
        term.names[locale] = name
        if title:
            term.titles[locale] = list_title
        ranks.setdefault(slug, rank)
    return {slug: terms[slug] for slug in sorted(terms, key=ranks.__getitem__)}, slugs


def read_places():
    """{slug: Term} of venues, {slug: Term} of their areas, and {key: (slug, area's slug)}.

    One finds a venue by its town, too.
    """
    venues, areas, slugs = {}, {}, {}
    for pk, slug, name, locality, locale in Venue.objects.values_list("pk", "slug", "name", "locality", "locale_id"):
        area = slugify(locality, allow_unicode=True)
        slugs[pk] = slug, area
        venue = venues.setdefault(slug, Term())
        venue.names[locale], venue.more[locale] = name, locality
        if area:
            areas.setdefault(area, Term()).names[locale] = locality
    return venues, areas, slugs


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
