"""The list of all venues: where they are, what access they offer and how much is to come there."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext_lazy, override
from wagtail.models import Locale, Site

from core.models import Venue
from core.pictures import prefetch_renditions
from core.search import facets
from core.search.filters import ListFilters
from core.search.index import Index, Item, Row, Selection, Term
from core.site_context import current_site_context
from core.structured_data import item_list
from events.models import EventsPage
from events.search import current_index


@dataclass(frozen=True, kw_only=True)
class VenueLine:
    """One venue: facts are those of `source`, the words of `venue` are in the reader's language if they are translated."""

    source: Any
    venue: Any
    url: str
    access: dict  # slug → name of what is there, or there on request
    number: int  # of events to come

    @property
    def area(self):
        return slugify(self.source.locality, allow_unicode=True)

    @property
    def picture(self):
        return self.source.image


@dataclass(frozen=True)
class VenueStep:
    """The list on the way from home to a venue."""

    title: str
    url: str


class VenueIndex(Index):
    """Every venue in use, with what there is to come."""

    def __init__(self, lines, access, locale):
        """`access`: {feature: Term} in the order in which features are offered."""
        self.lines = lines
        areas = {line.area: Term({locale.pk: line.source.locality}) for line in lines if line.area}
        super().__init__([_item(number, line) for number, line in enumerate(lines)], {"area": areas, "access": access})


def _item(number, line):
    answers = {
        "area": [line.area] if line.area else [],
        "access": list(line.access),
        "only": ["coming"] if line.number else [],
    }
    return Item(pk=number, answers=answers, rows=[Row(number)])


class ComingFacet(facets.Facet):
    name, legend = "only", _("What’s on")

    def answers(self):
        return [("coming", _("With something to come"))]


class VenueFilters(ListFilters):
    """What one reader asks of the list of venues."""

    facet_classes = (facets.AreaFacet, facets.AccessFacet, ComingFacet)
    things = npgettext_lazy("after a number", "venue", "venues")

    def __init__(self, query, *, locale, now, site=None):
        lines = venue_lines(locale=locale, now=now, site=site)
        self.index = VenueIndex(lines, current_index().terms["access"], locale)
        super().__init__(query, locale=locale, now=now)

    @cached_property
    def lines(self):
        """The venues that fit."""
        return [self.index.lines[row.pk] for row in self.index.rows_of(self.found.bits)]

    @cached_property
    def towns(self):
        """[(town, its venues)], as the list shows them."""
        return [(town, list(some)) for town, some in groupby(self.lines, key=lambda line: line.source.locality)]


def venue_lines(*, locale, now, site):
    """Every venue in use, by town and name. The number of queries does not depend on the number of venues."""
    index = current_index()
    rows = Venue.objects.in_use().select_related("image", "locale").order_by("pk")
    by_slug = {}
    for row in rows:
        by_slug.setdefault(row.slug, {})[row.locale.language_code] = row
    coming = Selection(index, index.of_site(site) & index.not_over(now)).counts(index.values("venue"))
    lines = [_line(slug, versions, coming.get(slug, 0), index, locale) for slug, versions in by_slug.items()]
    return sorted(lines, key=lambda line: (line.source.locality, line.source.sort_order, line.venue.name))


def source_of_venue(by_language):
    """The row that everybody refers to: the one in the site's own language, else the one that was written first."""
    return by_language.get(settings.LANGUAGE_CODE) or min(by_language.values(), key=lambda row: row.pk)


def _line(slug, versions, number, index, locale):
    source = source_of_venue(versions)
    translated = versions.get(locale.language_code)
    terms, offered = index.terms["access"], set(index.venue_access.get(source.pk, ()))
    return VenueLine(
        source=source,
        venue=translated if translated and translated.translation_key == source.translation_key else source,
        url=reverse("events:venue", args=[slug]),
        access={one: terms[one].name(locale) for one in terms if one in offered},
        number=number,
    )


def venues_context(*, request, now):
    """What the template needs."""
    locale = Locale.get_active()
    filters = VenueFilters(request.GET, locale=locale, now=now, site=current_site_context().listed_site(request))
    root_url = root_of(request)
    prefetch_renditions([line.picture for line in filters.lines if line.picture])
    urls = {code: venues_path(code) for code, _words in settings.WAGTAIL_CONTENT_LANGUAGES}
    events_page = events_page_of(request, locale)
    return {
        "filters": filters,
        "count": filters.found.count(),
        "trail": [*events_page.breadcrumbs, events_page] if events_page else [],
        "events_page": events_page,
        "language_urls": {code: url + filters.query for code, url in urls.items()},
        "canonical_url": filters.canonical_url(root_url + urls[locale.language_code]),
        "alternates": {} if filters.parameters else {code: root_url + url for code, url in urls.items()},
        "structured_data": item_list([(line.venue.name, root_url + line.url) for line in filters.lines]),
    }


def events_page_of(request, locale):
    """The list of all events of the site, in the reader's language."""
    context = current_site_context()
    pages = context.only_of_own_site(context.only_public(EventsPage.objects.live()), request)
    return pages.filter(locale=locale).select_related("locale").first()


def venues_path(language_code):
    with override(language_code):
        return reverse("events:venues")


def root_of(request):
    site = Site.find_for_request(request)
    return site.root_url if site else ""
