"""What the page "what's on" shows: the events that fit, as a list by month or as a month's calendar."""

from urllib.parse import urlencode, urljoin

from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils import timezone

from core.outputs.serializers import page_of
from core.site_context import current_site_context
from core.structured_data import item_list
from events.cards import by_month, event_cards
from events.filters import Filters
from events.models import EventsPage
from events.month import month_of_filters

PAGE_SIZE = 24
#: Questions with answers that people look for as such: "talks", "free events", "what's on in Oxford".
LOOKED_FOR = ("format", "theme", "audience", "mode", "area", "access", "price", "festival", "language")


def whats_on(page, *, request, now):
    """What the template needs."""
    site = current_site_context().listed_site(request)
    filters = Filters(request.GET, locale=page.locale, now=now, site=site)
    shown = _month(page, filters, request) if filters.shows_month else _list(page, filters, request)
    return {
        "filters": filters,
        "shows_past": filters.shows_past,
        "heading": filters.heading,
        "trail": [*page.breadcrumbs, page],
        "description": f"{filters.heading}. {page.summary}" if filters.heading else "",
        "has_same_query_in_every_language": filters.is_indexable,
        "language_query": filters.query,
        **shown,
    }


def _list(page, filters, request):
    listing = page_of(Paginator(filters.occurrences(), PAGE_SIZE), request)
    cards = event_cards(listing.object_list, locale=page.locale, now=filters.now, request=request, index=filters.index)
    is_by_date = filters.switched["sort"] == "date"
    url = page.get_full_url(request)
    return {
        "count": listing.paginator.count,
        "cards_page": listing,
        "page_numbers": listing.paginator.get_elided_page_range(listing.number, on_each_side=1, on_ends=1),
        "months": by_month(cards, now=filters.now, forwards=not filters.shows_past) if is_by_date else [],
        "cards": cards,
        "canonical_url": filters.canonical_url(url, number=listing.number),
        "structured_list": item_list([(card.title, urljoin(url, card.url)) for card in cards]),
    }


def _month(page, filters, request):
    month = month_of_filters(filters, locale=page.locale, request=request)
    return {
        "count": month.count,
        "month": month,
        "canonical_url": filters.canonical_url(page.get_full_url(request)),
    }


def sitemap_addresses(*, request, languages):
    """(locale, key, address, changed) of each list with one choice that has something to come, for the sitemap."""
    context = current_site_context()
    pages = EventsPage.objects.live().filter(alias_of=None, locale__in=languages).select_related("locale")
    site = context.listed_site(request)
    found = []
    for page in context.only_of_own_site(context.only_public(pages.order_by("path")), request):
        url = page.get_full_url(request)
        for question in Filters(QueryDict(), locale=page.locale, now=timezone.now(), site=site).questions:
            if question.name in LOOKED_FOR:
                choices = [(question.name, option.value) for option in question.options]
                found += [
                    (page.locale_id, (page.translation_key, *choice), f"{url}?{urlencode([choice])}", None)
                    for choice in choices
                ]
    return found
