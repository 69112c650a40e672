"""What the page "what's on" shows: the events that fit, as a list by month or as a month's calendar."""

from django.core.paginator import Paginator

from events.cards import by_month, event_cards
from events.filters import Filters
from events.month import month_of_filters
from events.outputs import page_of

PAGE_SIZE = 24


def whats_on(page, *, request, now):
    """What the template needs."""
    filters = Filters(request.GET, locale=page.locale, now=now)
    shown = _month(page, filters, request) if filters.shows_month else _list(page, filters, request)
    return {"filters": filters, "shows_past": filters.shows_past, **shown}


def _list(page, filters, request):
    listing = page_of(Paginator(filters.occurrences(), PAGE_SIZE), request)
    cards = event_cards(listing.object_list, locale=page.locale, now=filters.now, request=request, index=filters.index)
    is_by_date = filters.switched["sort"] == "date"
    return {
        "count": listing.paginator.count,
        "cards_page": listing,
        "page_numbers": listing.paginator.get_elided_page_range(listing.number, on_each_side=1, on_ends=1),
        "months": by_month(cards, now=filters.now, forwards=not filters.shows_past) if is_by_date else [],
        "cards": cards,
        "canonical_url": filters.canonical_url(page.get_full_url(request), number=listing.number),
    }


def _month(page, filters, request):
    month = month_of_filters(filters, locale=page.locale, request=request)
    return {
        "count": month.count,
        "month": month,
        "canonical_url": filters.canonical_url(page.get_full_url(request)),
    }
