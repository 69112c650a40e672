"""What the page of opportunities shows: those that fit, under the state they are in."""

from django.core.paginator import Paginator

from core.outputs.serializers import page_of
from core.site_context import current_site_context
from opportunities.cards import by_state, opportunity_cards
from opportunities.filters import DEADLINE, Filters

PAGE_SIZE = 24


def whats_open(page, *, request, now):
    """What the template needs."""
    filters = Filters(request.GET, locale=page.locale, now=now, site=current_site_context().listed_site(request))
    listing = page_of(Paginator(filters.rows, PAGE_SIZE), request)
    cards = opportunity_cards(listing.object_list, locale=page.locale, now=now, request=request)
    outputs = page.get_outputs(request)
    outputs.query = filters.query
    return {
        "filters": filters,
        "outputs": outputs,
        "canonical_url": filters.canonical_url(page.get_full_url(request), number=listing.number),
        "language_query": filters.query,
        "cards_page": listing,
        "page_numbers": listing.paginator.get_elided_page_range(listing.number, on_each_side=1, on_ends=1),
        "cards": cards,
        "groups": by_state(cards) if filters.sort == DEADLINE else [],
    }
