"""Opportunities as cards, for every list of them. The number of queries does not depend on the number of opportunities."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from core.cards import Badge, Card, words_of_page
from core.dates import local
from core.models import Picture
from core.pictures import prefetch_renditions
from core.publishing import public_pages
from core.site_context import current_site_context
from opportunities.choices import STATE_KINDS, Kind, Mode, State
from opportunities.formatting import award_words, length_words, state_words, when_words
from opportunities.models import PAGE_TYPES
from opportunities.search import current_index, state_intervals


def opportunity_cards(periods, *, locale, now, request=None):
    """One card for each period, in the order given, in the reader's language where there is a translation."""
    rows = list(periods.select_related("facts", "round") if isinstance(periods, QuerySet) else periods)
    pages = pages_in_language(rows, locale)
    prefetch_renditions([page.image for page in pages.values() if page.image])
    return [
        OpportunityCard(state=State(row.state), **_contents(row, page, locale, now, request))
        for row in rows
        if (page := pages.get(row.facts.translation_key))
    ]


@dataclass(frozen=True, kw_only=True)
class OpportunityCard(Card):
    """A card that knows its state, so that lists can put a heading over each."""

    state: State


def _contents(row, page, locale, now, request):
    facts, one = row.facts, row.round
    shown_at = row.deadline_at or (one.opens_at if row.state == State.OPENS_LATER else None)
    return words_of_page(page, locale=locale, request=request) | {
        "kicker": Kind(facts.kind).label,
        "starts_at": shown_at and local(shown_at, facts.timezone),
        "when": when_words(one, row.state, row.deadline_at, facts.timezone, now=now, kind=facts.kind),
        "badges": tuple(badges_of(row)),
    }


def badges_of(row):
    """State first; then what makes people stay or go: who may ask, how much, how long."""
    facts, one = row.facts, row.round
    yield Badge(text=state_words(row.state, kind=facts.kind, mode=one.mode), kind=STATE_KINDS[row.state])
    if row.is_internal:
        yield Badge(text=_("Counts for staff"), kind="danger")
    if one.interest_is_required and one.interest_at:
        yield Badge(text=_("Two stages"), kind="quiet")
    if one.mode == Mode.INVITATION:
        yield Badge(text=Mode(one.mode).label, kind="quiet")
    if facts.is_external:
        yield Badge(text=_("Run by somebody else"), kind="quiet")
    if words := _worth(facts, one):
        yield Badge(text=words, kind="quiet")


def _worth(facts, one):
    """What makes one kind differ from another of its kind: money, time, what is looked for."""
    if facts.kind == Kind.ROLE:
        return facts.get_commitment_display()
    if facts.kind == Kind.TRAINING:
        return length_words(facts.hours)
    if facts.kind == Kind.CONTRIBUTORS:
        return facts.get_contribution_display()
    return award_words(one)


def by_state(cards):
    """Cards under the state they are in, in the order given: `state`, its `name` and `cards` of each."""
    # Roles and calls share one word for being over.
    names = {State.UNDER_REVIEW: _("Closed")}
    groups = groupby(cards, key=lambda card: card.state)
    return [{"state": state, "name": names.get(state, state.label), "cards": list(some)} for state, some in groups]


def next_deadlines(*, request, filters, limit, now, locale=None):
    """The live list "deadlines": what closes next, narrowed by slugs of themes and audiences."""
    locale = locale or Locale.get_active()
    about = {"theme": filters.get("themes"), "audience": filters.get("audiences"), "kind": filters.get("kinds")}
    site = current_site_context().listed_site(request)
    rows = current_index().next_deadlines(now=now, limit=limit, site=site, about=about)
    return opportunity_cards(rows, locale=locale, now=now, request=request)


def related_cards(page, *, now, request, limit=3):
    """Up to three other opportunities that are open or to come and share a theme."""
    themes = page.details.theme_slugs
    if not themes:
        return []
    index = current_index()
    alike = index.about({"theme": themes}, site=current_site_context().listed_site(request))
    others = alike & index.current(now) & ~index.of_pages([page.translation_key])
    rows = state_intervals(sorted(index.rows_of(others), key=lambda row: row.order)[:limit])
    return opportunity_cards(rows, locale=page.locale, now=now, request=request)


#: What lists need of a page; every kind has these.
PAGE_COLUMNS = (
    "pk", "title", "url_path", "translation_key", "depth", "path", "slug", "first_published_at", "last_published_at",
)  # fmt: skip
LOCALE_COLUMNS = ("pk", "language_code")
PICTURE_COLUMNS = [field.attname for field in Picture._meta.concrete_fields]
COLUMNS = [
    *PAGE_COLUMNS,
    "summary",
    *(f"locale__{name}" for name in LOCALE_COLUMNS),
    *(f"image__{name}" for name in PICTURE_COLUMNS),
]


def pages_in_language(rows, locale):
    """{translation key: page} of periods: see `core.publishing.public_pages`. One query for all kinds.

    They are plain pages with a `summary` and an `image`.
    """
    kinds = sorted({row.facts.kind for row in rows})

    def read(condition):
        first, *more = (PAGE_TYPES[kind].objects.filter(condition).order_by().values_list(*COLUMNS) for kind in kinds)
        return map(_page, first.union(*more, all=True))

    return public_pages(read, (row.facts.translation_key for row in rows), locale, source="opportunity_facts")


def _page(values):
    values = iter(values)
    page = Page(**{name: next(values) for name in PAGE_COLUMNS})
    page.summary = next(values)
    page.locale = Locale(**{name: next(values) for name in LOCALE_COLUMNS})
    picture = {name: next(values) for name in PICTURE_COLUMNS}
    page.image = Picture(**picture) if picture["id"] else None
    return page
