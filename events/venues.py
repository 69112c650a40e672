"""Venues: what the page of each shows in the reader's language, and the list of all with their access and what is to come."""

from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, npgettext_lazy, override
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Site

from core.localized import in_language
from core.models import Venue
from core.outputs import FORMATS, Outputs, Wants, output_response
from core.pictures import prefetch_renditions
from core.search import facets
from core.search.filters import ListFilters
from core.search.index import Index, Item, Row, Selection, Term
from core.site_context import current_site_context
from core.structured_data import item_list
from events.cards import event_cards
from events.details import access_lines
from events.models import EventsPage, Occurrence
from events.search import current_index
from events.serializers import listing
from events.structured_data import venue_objects

#: A place shows what is on there soon; its calendar and the list of all events have the rest.
MOST_EVENTS = 24


@dataclass(frozen=True, kw_only=True)
class VenueDetails:
    """One venue: facts are those of `source`, the words of `venue` are in the reader's language if they are translated."""

    source: Any
    venue: Any
    locale: Any
    translations: dict  # language code → venue
    request: Any  # of whoever reads it, which says on what site

    @property
    def website_name(self):
        """Its website as people say it: "museum.example"."""
        return urlsplit(self.source.website).netloc.removeprefix("www.")

    @cached_property
    def access(self):
        lines = access_lines(self.source, [])
        features = in_language([line.feature for line in lines], self.locale)
        return [replace(line, feature=feature) for line, feature in zip(lines, features, strict=True)]

    @cached_property
    def rooms(self):
        return list(self.source.rooms.all())

    @property
    def dates(self):
        return Occurrence.objects.public().of_site(current_site_context().listed_site(self.request)).at(self.source)

    def cards(self, *, now):
        """The events that come next here, each once."""
        rows = self.dates.next_of_each_event(now=now)[:MOST_EVENTS]
        return event_cards(rows, locale=self.locale, now=now, request=self.request, counts_more=False)

    @cached_property
    def events_page(self):
        return events_page_of(self.request, self.locale)

    @property
    def trail(self):
        """The pages above: home, what's on and the list of venues."""
        above = [*self.events_page.breadcrumbs, self.events_page] if self.events_page else []
        return [*above, VenueStep(title=_("Venues"), url=path_in(self.locale.language_code, "venues"))]

    @cached_property
    def language_urls(self):
        return {code: path_in(code, "venue", self.source.slug) for code, _words in settings.WAGTAIL_CONTENT_LANGUAGES}

    def full_url(self, code=None):
        """Its address, in the reader's language or another."""
        return root_of(self.request) + path_in(code or self.locale.language_code, "venue", self.source.slug)

    @property
    def outputs(self):
        path, root_url = path_in(self.locale.language_code, "venue", self.source.slug), root_of(self.request)
        return Outputs(title=self.venue.name, path=f"{path}events", root_url=root_url, query=self.request.GET, height=480)

    def listing(self, *, format, now):
        rows = self.dates.not_over(now=now) if format.wants is Wants.DATES else self.dates.next_of_each_event(now=now)
        return listing(
            rows.order_by("-modified", "-pk") if format.wants is Wants.NEWS else rows,
            title=self.venue.name,
            description=self.venue.description,
            url=self.full_url(),
            locale=self.locale,
            request=self.request,
            format=format,
        )


def venue_details(slug, locale, request):
    """The venue with this name in addresses, or None. One that is not translated yet is shown as it is."""
    rows = Venue.objects.filter(slug=slug).select_related("locale", "image").prefetch_related("access__feature", "rooms")
    by_language = {row.locale.language_code: row for row in sorted(rows, key=lambda row: -row.pk)}
    if not by_language:
        return None
    source = source_of_venue(by_language)
    same = {code: row for code, row in by_language.items() if row.translation_key == source.translation_key}
    venue = same.get(locale.language_code, source)
    return VenueDetails(source=source, venue=venue, locale=locale, translations=same, request=request)


def outputs_of_venue(request, slug):
    """What other sites may embed of a venue's page."""
    details = venue_details(slug, Locale.get_active(), request)
    return details and details.outputs


def sitemap_addresses(*, request, languages):
    """(locale, key, address, changed) of every venue in each language it is written in, and of their list if there are any."""
    root_url = root_of(request)
    venues = Venue.objects.in_use().filter(locale__in=languages).order_by("slug", "locale")
    found = [
        (locale, key, root_url + path_in(languages[locale], "venue", slug), None)
        for slug, locale, key in venues.values_list("slug", "locale", "translation_key")
    ]
    lists = [(locale, "venues", root_url + path_in(code, "venues"), None) for locale, code in languages.items()]
    return lists + found if found else []


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
    name, legend = "only", gettext_lazy("What’s on")

    def answers(self):
        return [("coming", gettext_lazy("With something to come"))]


class VenueFilters(ListFilters):
    facet_classes = (facets.AreaFacet, facets.AccessFacet, ComingFacet)
    things = npgettext_lazy("after a number", "venue", "venues")

    def __init__(self, query, *, locale, now, site=None):
        lines = venue_lines(locale=locale, now=now, site=site)
        self.index = VenueIndex(lines, current_index().terms["access"], locale)
        super().__init__(query, locale=locale, now=now)

    @cached_property
    def lines(self):
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


def events_page_of(request, locale):
    """The list of all events of the site, in the reader's language."""
    context = current_site_context()
    pages = context.only_of_own_site(context.only_public(EventsPage.objects.live()), request)
    return pages.filter(locale=locale).select_related("locale").first()


def path_in(language_code, name, *args):
    with override(language_code):
        return reverse(f"events:{name}", args=args)


def root_of(request):
    site = Site.find_for_request(request)
    return site.root_url if site else ""


@require_safe
def venues(request):
    """Every place, with what access there is and how much is to come there."""
    locale = Locale.get_active()
    filters = VenueFilters(request.GET, locale=locale, now=timezone.now(), site=current_site_context().listed_site(request))
    root_url = root_of(request)
    prefetch_renditions([line.picture for line in filters.lines if line.picture])
    urls = {code: path_in(code, "venues") for code, _words in settings.WAGTAIL_CONTENT_LANGUAGES}
    events_page = events_page_of(request, locale)
    context = {
        "filters": filters,
        "count": filters.found.count(),
        "trail": [*events_page.breadcrumbs, events_page] if events_page else [],
        "events_page": events_page,
        "language_urls": {code: url + filters.query for code, url in urls.items()},
        "canonical_url": filters.canonical_url(root_url + urls[locale.language_code]),
        "alternates": {} if filters.parameters else {code: root_url + url for code, url in urls.items()},
        "structured_data": item_list([(line.venue.name, root_url + line.url) for line in filters.lines]),
    }
    return render(request, "events/venues.html", context)


@require_safe
def venue(request, slug):
    """A place: how to get there and in, and what is on there next."""
    details = _details(request, slug)
    context = {
        "place": details,
        "cards": details.cards(now=timezone.now()),
        "outputs": details.outputs,
        "language_urls": details.language_urls,
        # Where its words are in their own language.
        "canonical_url": details.full_url(details.venue.locale.language_code),
        "alternates": {code: details.full_url(code) for code in details.translations},
        "structured_data": venue_objects(details),
    }
    return render(request, "events/venue.html", context)


@require_safe
def venue_output(request, slug, extension):
    details = _details(request, slug)
    if extension not in FORMATS:
        raise Http404(extension)
    format = FORMATS[extension]
    return output_response(request, details.listing(format=format, now=timezone.now()), format, is_public=True)


def _details(request, slug):
    details = venue_details(slug, Locale.get_active(), request)
    if details is None:
        raise Http404(slug)
    return details
