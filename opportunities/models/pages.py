from django.utils.translation import gettext_lazy as _

from core.models import BasePage
from core.outputs.pages import OutputsMixin
from core.publishing.presenting import PresentedPage


class OpportunitiesPage(PresentedPage, OutputsMixin, BasePage):
    """Everything to apply for in one list: money, training and volunteering, what closes soonest first."""

    output_name = "opportunities"
    presenter = "opportunities.presenters.OpportunitiesPresenter"

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
