"""Finds events by facets at any number of events: all dates in memory, read from the database as plain rows."""

import zoneinfo
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from itertools import chain, islice
from operator import itemgetter
from typing import Any, NamedTuple

from wagtail.signals import page_published, page_unpublished

from core.choices import AccessAnswer, AttendanceMode
from core.models import AccessFeature, Audience, Format, Theme, Venue
from core.models.venues import VenueAccess
from core.search.cache import IndexCache, only
from core.search.index import Index, Item, LazyRows, Term, bits_of, positions_of, read_places, read_terms
from core.search.words import StoredWords
from core.site_context import current_site_context
from events.details import worded
from events.models import EventAccess, EventFacts, EventPage, Festival, FestivalPage, Occurrence
from events.models.facts import TERM_LISTS
from events.querysets import EVENTS

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


#: Answers with which people can count on an access feature.
OFFERED = (AccessAnswer.YES, AccessAnswer.ON_REQUEST)
#: Who wants to be there finds what is also online, and the other way round.
MODES = {
    AttendanceMode.IN_PERSON: [AttendanceMode.IN_PERSON.value],
    AttendanceMode.ONLINE: [AttendanceMode.ONLINE.value],
    AttendanceMode.BOTH: [AttendanceMode.IN_PERSON.value, AttendanceMode.ONLINE.value],
}
#: Where an event's page tells its story.
STREAMS = ("story", "how_to_take_part", "content_notes", "record")
#: What ends at midnight is not on the next day.
MOMENT = timedelta(microseconds=1)


@dataclass
class EventNames:
    terms: dict  # {facet: {slug: Term}}
    slugs: dict  # {kind: {key: slug}}
    places: dict  # {venue's key: (slug, area's slug)}
    venue_access: dict  # {venue's key: slugs of what it offers}


class EventIndexCache(IndexCache):
    name = EVENTS
    about_all = (Venue, VenueAccess, Festival, Theme, Format, Audience, AccessFeature)
    about_some = {
        # A slot of a session is of no event.
        Occurrence: lambda row: [row.facts_id] if row.facts_id else [],
        EventFacts: lambda row: [row.pk],
        EventAccess: lambda row: EventFacts.objects.filter(page=row.page_id).values_list("pk", flat=True),
    }
    page_types = (EventPage,)
    through = tuple(getattr(EventFacts, name).through for name in TERM_LISTS)

    def connect(self):
        super().connect()
        # A festival's own page in each language names it, whichever of them has its facts.
        for signal in (page_published, page_unpublished):
            signal.connect(self._on_change_of_all, sender=FestivalPage, dispatch_uid="events.index.festivals")

    def read_names(self):
        terms, slugs = {}, {}
        terms["format"], slugs["format"] = read_terms(Format.objects.all(), title="list_title")
        terms["theme"], slugs["theme"] = read_terms(Theme.objects.all(), title="list_title")
        for facet, axis in (("audience", Audience.Axis.MEANT_FOR), ("open", Audience.Axis.OPEN_TO)):
            terms[facet], slugs[facet] = read_terms(Audience.objects.filter(axis=axis), title="list_title")
        terms["access"], slugs["access"] = read_terms(AccessFeature.objects.all(), "group")
        terms["festival"], slugs["festival"] = _read_festivals()
        terms["venue"], terms["area"], places = read_places()
        venue_access = defaultdict(list)
        for venue, feature in VenueAccess.objects.filter(answer__in=OFFERED).values_list("venue_id", "feature_id"):
            venue_access[venue].append(slugs["access"][feature])
        return EventNames(terms, slugs, places, venue_access)

    def read_items(self, names, keys=None):
        events = _read_events(names, keys)
        _read_dates(events, names, keys)
        return events

    def make_index(self, items, names):
        return EventIndex(items, names)

    def texts_of(self, page):
        """Its words, and those of its translations if they show its people and programme."""
        others = EventPage.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
        others = list(others.select_related("facts", "locale"))
        source = next((one for one in others if hasattr(one, "facts")), page)
        return {one.pk: _text_of(one, source) for one in [page, *(one for one in others if one.live and source is page)]}


def _read_festivals():
    """{slug: Term} and {key: slug} of public festivals, latest first; its public pages in every language give the words."""
    terms, slugs = {}, {}
    titles = defaultdict(dict)
    context = current_site_context()
    pages = context.only_public(FestivalPage.objects.live())
    for key, locale, title in pages.values_list("translation_key", "locale_id", "title"):
        titles[key][locale] = title
    rows = Festival.objects.public().values_list("pk", "translation_key", "page__slug", "page__title")
    for pk, key, slug, title in rows:
        slugs[pk] = slug
        terms.setdefault(slug, Term(names=titles.get(key) or {0: title}))
    return terms, slugs


def _read_events(names, keys):
    """{key: Item} without dates, and without those that need a password or login."""
    context, slugs = current_site_context(), names.slugs
    rows = context.only_public(only(EventFacts.objects.exclude(page=None), keys, "pk"), "page__path").values_list(
        "pk", "translation_key", "page__path", "page__first_published_at", "format_id", "price", "age_from", "age_to",
        "event_languages", "festival_id", "has_record",
    )  # fmt: skip
    events = {}
    for pk, key, path, added_at, kind, price, age_from, age_to, languages, festival, has_record in rows:
        events[pk] = Item(
            pk=pk,
            key=key,
            added_at=added_at,
            sites=context.sites_of(path),
            answers={
                "format": [slugs["format"][kind]] if kind in slugs["format"] else [],
                "price": [price],
                "age_from": [age_from],
                "age_to": [age_to],
                "language": languages.lower().split(),
                "festival": [slugs["festival"][festival]] if festival in slugs["festival"] else [],
                "record": [has_record],
            },
        )
    for name, facet, column in (
        ("themes", "theme", "theme_id"),
        ("meant_for", "audience", "audience_id"),
        ("open_to", "open", "audience_id"),
    ):
        links = only(getattr(EventFacts, name).through.objects.all(), keys, "eventfacts")
        for pk, term in links.values_list("eventfacts_id", column):
            if pk in events and term in slugs[facet]:
                events[pk].answers.setdefault(facet, []).append(slugs[facet][term])
    return events


def _read_dates(events, names, keys):
    """Give each event its dates, in the order in which they end."""
    differs = _read_access(names, keys)
    rows = (
        only(Occurrence.objects.event_dates().filter(is_public=True), keys, "facts")
        .order_by("facts_id", "ends_at", "starts_at", "pk")
        .values_list("facts_id", "pk", "starts_at", "ends_at", "timezone", "attendance_mode", "venue_id")
    )
    zones, answers = {}, {}
    for facts, pk, starts_at, ends_at, timezone, mode, venue in rows.iterator(chunk_size=5000):
        event = events.get(facts)
        if event is None:
            continue
        zone = zones.get(timezone) or zones.setdefault(timezone, zoneinfo.ZoneInfo(timezone))
        first = starts_at.astimezone(zone).toordinal()
        last = (ends_at - MOMENT).astimezone(zone).toordinal()
        alike = mode, venue, differs.get(facts)
        if alike not in answers:
            answers[alike] = _answers_of_date(names, *alike)
        event.rows.append(DateRow(pk, answers[alike], starts_at, ends_at, first, last))


def _answers_of_date(names, mode, venue, differs):
    """How one takes part and where; the access there is what the venue offers, with the event's differences laid over."""
    is_there = venue in names.places and mode != AttendanceMode.ONLINE
    slug, area = names.places[venue] if is_there else ("", "")
    access = dict.fromkeys(names.venue_access[venue] if is_there else (), True) | dict(differs or ())
    return {
        "mode": MODES[mode],
        "venue": [slug] if slug else [],
        "area": [area] if area else [],
        "access": [feature for feature, is_offered in access.items() if is_offered],
    }


def _read_access(names, keys):
    """{facts: ((feature, whether it is there), …)} of events that differ from their venue."""
    found, slugs = defaultdict(list), names.slugs["access"]
    rows = only(EventAccess.objects.filter(page__facts__isnull=False), keys, "page__facts")
    for facts, feature, answer in rows.order_by("pk").values_list("page__facts", "feature_id", "answer"):
        if feature in slugs:
            found[facts].append((slugs[feature], answer in OFFERED))
    return {facts: tuple(differs) for facts, differs in found.items()}


def _text_of(page, source):
    """People, programme and partners are those of the page its facts are edited on."""
    parts = [page.title, page.summary]
    for name in STREAMS:
        block = getattr(page, name)
        parts += block.stream_block.get_searchable_content(block)
    people, programme = ((), ()) if source is page else (page.people.all(), page.programme.all())
    for person in worded(source.people.all(), people, page=page, source=source):
        parts += (person.row.name, person.words.role, person.words.affiliation)
    for item in worded(source.programme.all(), programme, page=page, source=source):
        parts += (item.words.title, item.words.text)
    return " ".join(map(str, [*parts, *(partner.name for partner in source.partners.all())]))


current_index = EventIndexCache()
