from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import BasePage
from events.outputs import page_of

PAGE_SIZE = 24


class OpportunitiesPage(BasePage):
    """Everything to apply for in one list: money, training and volunteering, what closes soonest first."""

    parent_page_types = ["home.HomePage"]
    subpage_types = [
        "opportunities.FundingCallPage",
        "opportunities.TrainingPage",
        "opportunities.AwardPage",
        "opportunities.ContributorCallPage",
        "opportunities.VolunteerRolePage",
    ]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("opportunities")
        verbose_name_plural = _("opportunities")

    def get_context(self, request, *args, **kwargs):
        from opportunities.cards import by_state, opportunity_cards
        from opportunities.filters import Filters

        now = timezone.now()
        filters = Filters(request.GET, locale=self.locale, now=now)
        listing = page_of(Paginator(filters.found, PAGE_SIZE), request)
        cards = opportunity_cards(listing.object_list, locale=self.locale, now=now, request=request)
        return super().get_context(request, *args, **kwargs) | {
            "filters": filters,
            "canonical_url": filters.canonical_url(self.get_full_url(request), number=listing.number),
            "cards_page": listing,
            "page_numbers": listing.paginator.get_elided_page_range(listing.number, on_each_side=1, on_ends=1),
            "groups": by_state(cards),
        }
