"""What the pages of opportunities show: named by the pages themselves, see `core.publishing.presenting`."""

from django.core.paginator import Paginator

from core.eligibility.check import check_of
from core.outputs.serializers import page_of
from core.publishing.presenting import Presenter
from core.site_context import current_site_context
from opportunities.cards import by_state, opportunity_cards, related_cards
from opportunities.details import criteria_of_opportunity, details_of_draft, details_of_published
from opportunities.filters import DEADLINE, Filters
from opportunities.serializers import listing_of_list, listing_of_opportunity, opportunity_objects
from opportunities.shifts.lines import shift_days

#: So many opportunities are on one page of the list.
PAGE_SIZE = 24


class OpportunityPresenter(Presenter):
    details_of_published = staticmethod(details_of_published)
    details_of_draft = staticmethod(details_of_draft)

    criteria = staticmethod(criteria_of_opportunity)

    def context(self, page, *, request, now):
        return {
            "opportunity": page.details.at(now),
            "check": check_of(page),
            "related": related_cards(page, now=now, request=request),
        }

    listing = staticmethod(listing_of_opportunity)
    structured_data = staticmethod(opportunity_objects)


class RolePresenter(OpportunityPresenter):
    def context(self, page, *, request, now):
        days = shift_days(page.translation_key, locale=page.locale, now=now)
        return super().context(page, request=request, now=now) | {"shift_days": days}


class OpportunitiesPresenter(Presenter):
    """Those that fit, under the state they are in."""

    def context(self, page, *, request, now):
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

    listing = staticmethod(listing_of_list)
