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
    def details_of_published(self, page):
        return details_of_published(page)

    def details_of_draft(self, page):
        return details_of_draft(page)

    def criteria(self, page):
        """What "Am I eligible?" asks, in the language of the page."""
        return criteria_of_opportunity(page.details, page)

    def context(self, page, request, *, now):
        return {
            "opportunity": page.details.at(now),
            "check": check_of(page),
            "related": related_cards(page, now=now, request=request),
        }

    def listing(self, page, request, *, format, now):
        return listing_of_opportunity(page, request=request, format=format, now=now)

    def structured_data(self, page, request, *, now):
        return opportunity_objects(page, request, now=now)


class RolePresenter(OpportunityPresenter):
    def context(self, page, request, *, now):
        days = shift_days(page.translation_key, locale=page.locale, now=now)
        return super().context(page, request, now=now) | {"shift_days": days}


class OpportunitiesPresenter(Presenter):
    def context(self, page, request, *, now):
        return whats_open(page, request=request, now=now)

    def listing(self, page, request, *, format, now):
        return listing_of_list(page, request=request, format=format, now=now)
