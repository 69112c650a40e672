"""What the pages of opportunities show: named by the pages themselves, see `core.publishing.presenting`."""

from core.eligibility.check import check_of
from core.publishing.presenting import Presenter
from opportunities.cards import related_cards
from opportunities.details import details_of_draft, details_of_published
from opportunities.eligibility import criteria_of_opportunity
from opportunities.serializers import listing_of_list, listing_of_opportunity
from opportunities.shifts.lines import shift_days
from opportunities.structured_data import opportunity_objects
from opportunities.whats_open import whats_open


class OpportunityPresenter(Presenter):
    details_of_published = staticmethod(details_of_published)
    details_of_draft = staticmethod(details_of_draft)

    def criteria(self, page):
        """What "Am I eligible?" asks, in the language of the page."""
        return criteria_of_opportunity(page.details, page)

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
    context = staticmethod(whats_open)
    listing = staticmethod(listing_of_list)
