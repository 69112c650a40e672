from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import BasePage
from core.outputs.pages import OutputsMixin


class OpportunitiesPage(OutputsMixin, BasePage):
    """Everything to apply for in one list: money, training and volunteering, what closes soonest first."""

    output_name = "opportunities"

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
        from opportunities.whats_open import whats_open

        context = super().get_context(request, *args, **kwargs)
        return context | whats_open(self, request=request, now=timezone.now())

    def get_listing(self, request, *, format):
        from opportunities.serializers import listing_of_list

        return listing_of_list(self, request=request, format=format, now=timezone.now())
