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

from core import facets
from core.models import Venue
from core.pictures import prefetch_renditions
from core.site_context import current_site_context
from core.structured_data import item_list
from events.models import EventsPage
from events.search import Selection, current_index


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


class VenueLines(list):
    """Some venues: what the facets narrow."""

    def count(self):
        return len(self)

    def that(self, fits):
        return VenueLines(line for line in self if fits(line))


class LineFacet(facets.Facet):
    """A question about venues."""

    def __init__(self, *, lines, **rest):
        self.lines = lines
        super().__init__(**rest)


class TownFacet(LineFacet):
    name, legend = "area", _("Area")

    def answers(self):
        return sorted({line.area: line.source.locality for line in self.lines if line.area}.items(), key=lambda pair: pair[1])

    def narrow(self, rows):
        return rows.that(lambda line: line.area in self.chosen) if self.chosen else rows

    def counts(self, rows):
        return {value: rows.that(lambda line, value=value: line.area == value).count() for value in self.offered}

    def question(self, rows):
        """One town is no question."""
        return super().question(rows) if self.chosen or len(self.offered) > 1 else facets.Question.nothing(self)


class AccessFacet(LineFacet):
    """All of the ticked features must be there."""

    name, legend, hint, needs_all = "access", _("Access"), _("There, or there if you ask for it."), True

    def answers(self):
        there = {slug: name for line in self.lines for slug, name in line.access.items()}
        return [(slug, there[slug]) for slug in current_index().terms["access"] if slug in there]

    def narrow(self, rows):
        return rows.that(lambda line: line.access.keys() >= set(self.chosen))

    def counts(self, rows):
        """Each feature together with those that are ticked."""
        ticked = self.narrow(rows)
        return {value: ticked.that(lambda line, value=value: value in line.access).count() for value in self.offered}


class ComingFacet(LineFacet):
    name, legend = "only", _("What’s on")

    def answers(self):
        return [("coming", _("With something to come"))]

    def narrow(self, rows):
        return rows.that(lambda line: line.number) if self.chosen else rows

    def counts(self, rows):
        return {"coming": rows.that(lambda line: line.number).count()}


class VenueFilters(facets.Filters):
    """What one reader asks of the list of venues."""

    facet_classes = (TownFacet, AccessFacet, ComingFacet)
    things = npgettext_lazy("after a number", "venue", "venues")

    def __init__(self, query, *, locale, now):
        self._lines = venue_lines(locale=locale, now=now)
        super().__init__(query, locale=locale, now=now)

    def shared(self):
        return {"lines": self._lines}

    def everything(self):
        return self._lines

    @cached_property
    def towns(self):
        """[(town, its venues)], as the list shows them."""
        return [(town, list(some)) for town, some in groupby(self.found, key=lambda line: line.source.locality)]


def venue_lines(*, locale, now):
    """Every venue in use, by town and name. The number of queries does not depend on the number of venues."""
    index = current_index()
    rows = Venue.objects.in_use().select_related("image", "locale").order_by("pk")
    by_slug = {}
    for row in rows:
        by_slug.setdefault(row.slug, {})[row.locale.language_code] = row
    coming = Selection(index, now=now).counts(index.values("place"))
    lines = [_line(slug, versions, coming.get(slug, 0), index, locale) for slug, versions in by_slug.items()]
    return VenueLines(sorted(lines, key=lambda line: (line.source.locality, line.source.sort_order, line.venue.name)))


def source_of_venue(by_language):
    """The row that everybody refers to: the one in the site's own language, else the one that was written first."""
    return by_language.get(settings.LANGUAGE_CODE) or min(by_language.values(), key=lambda row: row.pk)


def _line(slug, versions, number, index, locale):
    source = source_of_venue(versions)
    translated = versions.get(locale.language_code)
    place, words = index.venues.get(source.pk), index.terms["access"]
    offered = set(place.access if place else ())
    return VenueLine(
        source=source,
        venue=translated if translated and translated.translation_key == source.translation_key else source,
        url=reverse("events:venue", args=[slug]),
        access={one: words[one].name(locale.pk) for one in words if one in offered},
        number=number,
    )


def venues_context(*, request, now):
    """What the template needs."""
    locale = Locale.get_active()
    filters = VenueFilters(request.GET, locale=locale, now=now)
    root_url = root_of(request)
    prefetch_renditions([line.picture for line in filters.found if line.picture])
    urls = {code: venues_path(code) for code, _words in settings.WAGTAIL_CONTENT_LANGUAGES}
    events_page = (
        current_site_context().only_public(EventsPage.objects.live()).filter(locale=locale).select_related("locale").first()
    )
    return {
        "filters": filters,
        "count": filters.found.count(),
        "trail": [*events_page.breadcrumbs, events_page] if events_page else [],
        "events_page": events_page,
        "language_urls": {code: url + filters.query for code, url in urls.items()},
        "canonical_url": filters.canonical_url(root_url + urls[locale.language_code]),
        "alternates": {} if filters.parameters else {code: root_url + url for code, url in urls.items()},
        "structured_data": item_list([(line.venue.name, root_url + line.url) for line in filters.found]),
    }


def venues_path(language_code):
    with override(language_code):
        return reverse("events:venues")


def root_of(request):
    site = Site.find_for_request(request)
    return site.root_url if site else ""
