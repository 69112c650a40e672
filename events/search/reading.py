"""Reads the index from the database: plain rows, no models."""

import zoneinfo
from dataclasses import dataclass, field
from datetime import timedelta
from typing import NamedTuple

from core.site_context import current_site_context
from events.models import EventAccess, EventFacts, Occurrence

from .index import Index
from .names import OFFERED, read_festivals, read_terms, read_venues

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


def read_index():
    restricted = current_site_context().restricted
    terms, slugs = read_terms()
    terms["festival"], slugs["festival"] = read_festivals(restricted)
    events = _events(slugs, restricted)
    _dates(events)
    index = Index([event for event in events.values() if event.dates], terms, read_venues(slugs))
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
        _only(Occurrence.objects.event_dates().filter(is_public=True), facts)
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
