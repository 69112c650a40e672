"""Reads the index from the database: plain rows, no models."""

import zoneinfo
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import NamedTuple

from django.utils.text import slugify
from wagtail.models import PageViewRestriction

from core.choices import AccessAnswer
from core.models import AccessFeature, Audience, Format, Theme, Venue
from core.models.terms import ListedTerm
from core.models.venues import VenueAccess
from events.models import EventAccess, EventFacts, Festival, FestivalPage, Occurrence

from .index import Index

#: Answers with which people can count on an access feature.
OFFERED = (AccessAnswer.YES, AccessAnswer.ON_REQUEST)
TERMS = {"theme": Theme, "format": Format, "audience": Audience, "access": AccessFeature}
MOMENT = timedelta(microseconds=1)


class Day(NamedTuple):
    """One date of an event. Days are ordinals at the venue."""

    pk: int
    starts_at: object
    ends_at: object
    first_day: int
    last_day: int
    mode: str
    venue: int | None
    status: str


@dataclass(slots=True)
class Event:
    """One event with all its public dates, in the order in which they end."""

    facts: int
    key: object
    added_at: object
    answers: dict
    access: dict = field(default_factory=dict)
    dates: list = field(default_factory=list)


@dataclass(slots=True)
class Place:
    pk: int
    slug: str
    names: dict
    area: str
    area_name: str
    access: list = field(default_factory=list)

    def name(self, locale_id):
        return self.names.get(locale_id) or next(iter(self.names.values()))


@dataclass(slots=True)
class Word:
    """A term in every language it has."""

    order: tuple
    names: dict
    axis: str = ""
    titles: dict = field(default_factory=dict)

    def name(self, locale_id):
        return self.names.get(locale_id) or next(iter(self.names.values()))

    def title(self, locale_id):
        """What the list of what has this term is called; "" where nobody has said so in the language."""
        return self.titles.get(locale_id, "")


def read_index():
    restricted = tuple(PageViewRestriction.objects.values_list("page__path", flat=True))
    terms, slugs = _terms()
    terms["festival"], slugs["festival"] = _festivals(restricted)
    events = _events(slugs, restricted)
    _dates(events)
    index = Index([event for event in events.values() if event.dates], terms, _venues(slugs))
    index.slugs, index.restricted = slugs, restricted
    return index


def read_events(index, *, facts, pages):
    """(keys of facts, `Event`s) of what these are about: the same that all of the index would be read as."""
    facts = {*facts, *EventFacts.objects.filter(page__in=pages).values_list("pk", flat=True)}
    events = _events(index.slugs, index.restricted, facts=facts)
    _dates(events, facts=facts)
    return facts, [event for event in events.values() if event.dates]


def _only(queryset, facts, lookup="facts"):
    return queryset if facts is None else queryset.filter(**{f"{lookup}__in": facts})


def _terms():
    """{kind: {slug: Word}}, and {kind: {pk: slug}}"""
    words, slugs = {}, {}
    for kind, model in TERMS.items():
        words[kind], slugs[kind] = {}, {}
        axis = "axis" if kind == "audience" else "group" if kind == "access" else None
        title = "list_title" if issubclass(model, ListedTerm) else "name"
        columns = ["pk", "slug", "name", title, "locale_id", "sort_order", *filter(None, [axis])]
        for pk, slug, name, list_title, locale_id, order, *rest in model.objects.order_by("pk").values_list(*columns):
            slugs[kind][pk] = slug
            word = words[kind].setdefault(slug, Word(order=(*rest, order, name), names={}, axis=rest[0] if rest else ""))
            word.names[locale_id] = name
            if title == "list_title":
                word.titles[locale_id] = list_title
        words[kind] = dict(sorted(words[kind].items(), key=lambda pair: pair[1].order))
    return words, slugs


def _festivals(restricted):
    """{slug: Word} and {pk: slug} of public festivals, latest first; its public pages in every language give the words."""
    words, slugs = {}, {}
    titles = defaultdict(dict)
    pages = FestivalPage.objects.live().values_list("path", "translation_key", "locale_id", "title")
    for path, key, locale_id, title in pages:
        if not path.startswith(restricted):
            titles[key][locale_id] = title
    rows = Festival.objects.filter(is_public=True)
    rows = rows.values_list("pk", "page__path", "translation_key", "page__slug", "page__title")
    for order, (pk, path, key, slug, title) in enumerate(rows):
        if path.startswith(restricted):
            continue
        slugs[pk] = slug
        words.setdefault(slug, Word(order=(order,), names=titles.get(key) or {0: title}))
    return words, slugs


def _venues(slugs):
    """{pk: Place}. A place in another language has the same slug."""
    places = {
        pk: Place(pk=pk, slug=slug, names={locale: name}, area=slugify(locality, allow_unicode=True), area_name=locality)
        for pk, slug, name, locality, locale in Venue.objects.values_list("pk", "slug", "name", "locality", "locale_id")
    }
    names = defaultdict(dict)
    for place in places.values():
        names[place.slug].update(place.names)
    for place in places.values():
        place.names = names[place.slug]
    rows = VenueAccess.objects.filter(answer__in=OFFERED).values_list("venue_id", "feature_id")
    for venue, feature in rows:
        places[venue].access.append(slugs["access"][feature])
    return places


def _events(slugs, restricted, *, facts=None):
    """{facts: Event}, without those that need a password or login."""
    rows = _only(EventFacts.objects.exclude(page=None), facts, "pk").order_by("pk").values_list(
        "pk", "translation_key", "page_id", "page__path", "page__first_published_at", "format_id", "price",
        "age_from", "age_to", "event_languages", "festival_id",
    )  # fmt: skip
    events, by_page = {}, {}
    for pk, key, page, path, added_at, kind, price, age_from, age_to, languages, festival in rows:
        if path.startswith(restricted):
            continue
        events[pk] = by_page[page] = Event(
            facts=pk,
            key=key,
            added_at=added_at,
            answers={
                "format": [slugs["format"][kind]] if kind else [],
                "price": [price],
                "age_from": [age_from],
                "age_to": [age_to],
                "language": languages.lower().split(),
                "festival": [slugs["festival"][festival]] if festival in slugs["festival"] else [],
            },
        )
    for name, kind, column in (
        ("themes", "theme", "theme_id"),
        ("meant_for", "audience", "audience_id"),
        ("open_to", "audience", "audience_id"),
    ):
        links = _only(getattr(EventFacts, name).through.objects, facts, "eventfacts")
        for key, term in links.values_list("eventfacts_id", column):
            if key in events:
                events[key].answers.setdefault(name, []).append(slugs[kind][term])
    access = EventAccess.objects.filter(page__facts__isnull=False)
    access = access if facts is None else access.filter(page__in=list(by_page))
    for page, feature, answer in access.values_list("page_id", "feature_id", "answer"):
        if page in by_page:
            by_page[page].access[slugs["access"][feature]] = answer in OFFERED
    return events


def _dates(events, *, facts=None):
    rows = (
        _only(Occurrence.objects.filter(is_public=True), facts)
        .order_by("facts_id", "ends_at", "starts_at", "pk")
        .values_list("facts_id", "pk", "starts_at", "ends_at", "timezone", "attendance_mode", "venue_id", "status")
    )
    zones = {}
    for key, pk, starts_at, ends_at, timezone, mode, venue, status in rows.iterator(chunk_size=5000):
        event = events.get(key)
        if event is None:
            continue
        zone = zones.get(timezone) or zones.setdefault(timezone, zoneinfo.ZoneInfo(timezone))
        first = starts_at.astimezone(zone).toordinal()
        last = (ends_at - MOMENT).astimezone(zone).toordinal()
        event.dates.append(Day(pk, starts_at, ends_at, first, last, mode, venue, status))
