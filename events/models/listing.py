from django.utils.translation import gettext_lazy as _

from core.models import BasePage
from core.outputs.pages import OutputsMixin
from core.publishing.presenting import PresentedPage


class EventsPage(PresentedPage, OutputsMixin, BasePage):
    """What's on: every event, those to come first and those that are over a click away."""

    output_name = "events"
    presenter = "events.presenters.EventsPresenter"

    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.EventPage", "events.FestivalPage", "events.SummerSchoolPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("what's on")
        verbose_name_plural = _("what's on")
