from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import BasePage
from core.outputs.pages import OutputsMixin


class EventsPage(OutputsMixin, BasePage):
    """What's on: every event, those to come first and those that are over a click away."""

    output_name = "events"

    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.EventPage", "events.FestivalPage", "events.SummerSchoolPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("what's on")
        verbose_name_plural = _("what's on")

    def get_context(self, request, *args, **kwargs):
        from events.whats_on import whats_on

        context = super().get_context(request, *args, **kwargs)
        return context | whats_on(self, request=request, now=timezone.now())

    def get_listing(self, request, *, format):
        from events.serializers import listing_of_list

        return listing_of_list(self, request=request, format=format, now=timezone.now())
