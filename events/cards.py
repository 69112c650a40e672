"""Events as cards, for every list of them. The number of queries does not depend on the number of events."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Count
from django.utils import formats
from django.utils.translation import gettext as _
from wagtail.models import Locale

from core.cards import Badge, Card, words_of_page
from core.dates import local
from core.localized import in_language
from core.pictures import prefetch_renditions
from core.publishing import public_pages
from core.search.index import Selection
from core.site_context import current_site_context
from events.choices import STATUS_KINDS, ChangeKind, Precision, Status
from events.formatting import more_dates_words, until_day, when_words, where_words
from events.models import EventPage, Occurrence
from events.prices import price_words
from events.search import current_index, occurrences


def status_badge(occurrence):
    """The badge of anything that is not as first announced, or None."""
    if occurrence.status == Status.SCHEDULED:
        return Badge(text=ChangeKind.NEW_VENUE.label, kind="warning") if occurrence.has_new_place else None
    return Badge(text=Status(occurrence.status).label, kind=STATUS_KINDS[occurrence.status])


def pages_in_language(keys, locale):
    """{translation key: page}: see `core.publishing.public_pages`."""
    pages = EventPage.objects.select_related("image", "locale").defer("story", "record", "how_to_take_part", "content_notes")
    return public_pages(pages.filter, keys, locale)


def event_cards(occurrences, *, locale, now, request=None, counts_more=True, index=None, pictures=()):
    """One card for each occurrence, in the order given, in the reader's language where there is a translation.

    Who has the `index` at hand gives it along: it knows how many more dates there are. `pictures` are shown beside the
    cards: what is made of them is found in the same query.
    """
    rows = (
        list(occurrences.select_related("facts", "facts__format", "venue"))
        if hasattr(occurrences, "select_related")
        else occurrences
    )
    pages = pages_in_language({row.facts.translation_key for row in rows}, locale)
    prefetch_renditions([*(page.image for page in pages.values()), *pictures])
    kinds = in_language([row.facts.format for row in rows], locale)
    venues = in_language([row.venue for row in rows], locale)
    more = {}
    if counts_more and index:
        more = {row.facts_id: index.dates_to_come(row.facts_id, now) - 1 for row in rows}
    elif counts_more:
        more = _later_dates(rows, now=now)
    return [
        _card(row, page, kind, venue, more.get(row.facts_id, 0), locale, now, request)
        for row, kind, venue in zip(rows, kinds, venues, strict=True)
        if (page := pages.get(row.facts.translation_key))
    ]


def _later_dates(rows, *, now):
    """{facts: how many more dates are to come after the one shown}"""
    totals = Occurrence.objects.filter(facts__in={row.facts_id for row in rows}, ends_at__gt=now)
    return {facts: total - 1 for facts, total in totals.order_by().values_list("facts").annotate(Count("pk"))}


def _card(row, page, kind, venue, more, locale, now, request):
    badges = [status_badge(row)]
    if row.is_on(now=now):
        badges.append(Badge(text=_("On now"), kind="good"))
    badges.append(Badge(text=price_words(row.facts), kind="quiet"))
    return Card(
        **words_of_page(page, locale=locale, request=request),
        kicker=kind.name if kind else "",
        starts_at=local(row.starts_at, row.timezone),
        ends_at=local(row.ends_at, row.timezone),
        until=until_day(row, now=now),
        shows_day=row.precision == Precision.DAY,
        when=when_words(row),
        more=more_dates_words(more) if more > 0 else "",
        is_off=not row.takes_place,
        where=where_words(row, venue),
        badges=tuple(filter(None, badges)),
    )


@dataclass(frozen=True, kw_only=True)
class CardMonth:
    name: str
    cards: list


def by_month(cards, *, now, forwards=True):
    """Cards under the month they are in, in the order given. What began before and is still on belongs to this month."""

    def month_of(card):
        at = max(card.starts_at, now.astimezone(card.starts_at.tzinfo)) if forwards else card.starts_at
        return at.year, at.month

    return [
        CardMonth(name=formats.date_format(date(*month, 1), "YEAR_MONTH_FORMAT"), cards=list(group))
        for month, group in groupby(sorted(cards, key=month_of, reverse=not forwards), key=month_of)
    ]


def next_events(*, request, filters, limit, now, locale=None):
    """The live list "events": what comes next, narrowed by slugs of themes, formats and audiences."""
    index = current_index()
    rows = index.coming(now=now, limit=limit, site=current_site_context().listed_site(request), about=_about(filters))
    return event_cards(rows, locale=locale or Locale.get_active(), now=now, request=request, index=index)


def records(*, request, filters, limit, now, locale=None):
    """The live list "records": events that are over and tell what happened, latest first."""
    index = current_index()
    told = index.about(_about(filters) | {"record": [True]}, site=current_site_context().listed_site(request))
    over = Selection(index, told, unless=index.not_over(now)).one_of_each(last=True)
    keys = [key for _ends_at, key in sorted(((date.ends_at, date.pk) for date, _event in over), reverse=True)[:limit]]
    return event_cards(occurrences(keys), locale=locale or Locale.get_active(), now=now, request=request, counts_more=False)


def _about(filters):
    """{facet: slugs} of what a block narrows its list by."""
    return {"theme": filters.get("themes"), "format": filters.get("formats"), "audience": filters.get("audiences")}
