from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import BasePage
from core.outputs.pages import OutputsMixin
from events.outputs import page_of

PAGE_SIZE = 24


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
        from events.cards import by_month, event_cards
        from events.models import Occurrence

        now = timezone.now()
        shows_past = request.GET.get("when") == "past"
        dates = Occurrence.objects.public()
        dates = dates.past_events(now=now) if shows_past else dates.upcoming_events(now=now)
        listing = page_of(Paginator(dates, PAGE_SIZE), request)
        cards = event_cards(listing.object_list, locale=self.locale, now=now, request=request)
        return super().get_context(request, *args, **kwargs) | {
            "shows_past": shows_past,
            "cards_page": listing,
            "page_numbers": listing.paginator.get_elided_page_range(listing.number, on_each_side=1, on_ends=1),
            "months": by_month(cards, now=now, forwards=not shows_past),
        }

    def get_listing(self, request, *, format):
        from events.listings import listing_of_list

        return listing_of_list(self, request=request, format=format, now=timezone.now())
