"""What a venue's own page shows, in the reader's language."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Locale

from core.localized import in_language
from core.models import Venue
from core.outputs import Outputs, Wants
from core.site_context import current_site_context
from events.cards import event_cards
from events.details import access_lines
from events.models import Occurrence
from events.serializers import listing
from events.venue_list import VenueStep, events_page_of, root_of, source_of_venue, venues_path

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

    def cards(self, *, now, request):
        """The events that come next here, each once."""
        rows = self.dates.next_of_each_event(now=now)[:MOST_EVENTS]
        return event_cards(rows, locale=self.locale, now=now, request=request, counts_more=False)

    @cached_property
    def events_page(self):
        """The list of all events in the reader's language."""
        return events_page_of(self.request, self.locale)

    @property
    def trail(self):
        """The pages above: home, what's on and the list of venues."""
        above = [*self.events_page.breadcrumbs, self.events_page] if self.events_page else []
        return [*above, VenueStep(title=_("Venues"), url=venues_path(self.locale.language_code))]

    @cached_property
    def language_urls(self):
        """{language code: address} in every language of the site."""
        return {code: venue_path(self.source.slug, code) for code, _words in settings.WAGTAIL_CONTENT_LANGUAGES}

    def full_url(self, request, code=None):
        """Its address, in the reader's language or another."""
        return root_of(request) + venue_path(self.source.slug, code or self.locale.language_code)

    def canonical_url(self, request):
        """Where its words are in their own language."""
        return self.full_url(request, self.venue.locale.language_code)

    def outputs(self, request):
        path = venue_path(self.source.slug, self.locale.language_code)
        return Outputs(title=self.venue.name, path=f"{path}events", root_url=root_of(request), query=request.GET, height=480)

    def listing(self, *, format, now, request):
        rows = self.dates.not_over(now=now) if format.wants is Wants.DATES else self.dates.next_of_each_event(now=now)
        return listing(
            rows.order_by("-modified", "-pk") if format.wants is Wants.NEWS else rows,
            title=self.venue.name,
            description=self.venue.description,
            url=self.full_url(request),
            locale=self.locale,
            request=request,
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


def venue_path(slug, language_code):
    with override(language_code):
        return reverse("events:venue", args=[slug])


def outputs_of_venue(request, slug):
    """What other sites may embed of a venue's page."""
    details = venue_details(slug, Locale.get_active(), request)
    return details and details.outputs(request)


def sitemap_addresses(*, request, languages):
    """(locale, key, address, changed) of every venue in each language it is written in, and of their list if there are any."""
    root_url = root_of(request)
    venues = Venue.objects.in_use().filter(locale__in=languages).order_by("slug", "locale")
    found = [
        (locale, key, root_url + venue_path(slug, languages[locale]), None)
        for slug, locale, key in venues.values_list("slug", "locale", "translation_key")
    ]
    lists = [(locale, "venues", root_url + venues_path(code), None) for locale, code in languages.items()]
    return lists + found if found else []
