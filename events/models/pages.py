from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.search import index

from core.blocks import StoryBlock
from core.fields import StreamField
from core.models import BasePage, ReasonFields
from core.outputs.pages import OutputsMixin
from core.publishing.presenting import PresentedPage
from core.timezones import known_timezones
from events.festivals.routes import is_reserved, why_reserved

from .facts import FactFields, RecordFields


class EventPage(PresentedPage, OutputsMixin, BasePage, FactFields, RecordFields, ReasonFields):
    """One thing to go to: a talk, a workshop, an open lab, a day of a festival."""

    themes = ParentalManyToManyField("core.Theme", verbose_name=_("themes"), blank=True, related_name="+")
    meant_for = ParentalManyToManyField(
        "core.Audience", verbose_name=_("meant for"), blank=True, related_name="+", limit_choices_to={"axis": "meant-for"}
    )
    open_to = ParentalManyToManyField(
        "core.Audience", verbose_name=_("open to"), blank=True, related_name="+", limit_choices_to={"axis": "open-to"}
    )
    partners = ParentalManyToManyField(
        "core.Organisation", verbose_name=_("partners"), blank=True, related_name="+", limit_choices_to={"is_partner": True}
    )
    how_to_take_part = StreamField(StoryBlock(), verbose_name=_("how to take part"), blank=True)
    content_notes = StreamField(StoryBlock(), verbose_name=_("good to know"), blank=True)
    record = StreamField(
        StoryBlock(),
        verbose_name=_("afterwards: what happened"),
        blank=True,
        help_text=_("Shown first once the event is over."),
    )

    fact_fields = (FactFields, RecordFields)
    own_facts = ("change_reason",)
    words_among_facts = ("supervision",)
    search_fields = [*BasePage.search_fields, index.SearchField("record")]
    #: Not where a form or an import does it, which tell what is wrong beside the date it is about.
    checks_clocks = True
    output_name = "event"
    presenter = "events.presenters.EventPresenter"
    embed_height = 360

    parent_page_types = ["events.EventsPage", "events.FestivalPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def clean(self):
        super().clean()
        errors = self.price_errors()
        if self.age_to is not None and self.age_to < self.age_from:
            errors["age_to"] = _("The oldest age is below the youngest.")
        if self.booking == "external" and not self.booking_url:
            errors["booking_url"] = _("Give the address where people book.")
        if self.room and self.room.venue_id != self.venue_id:
            errors["room"] = _("This room belongs to another venue.")
        for date in self.dates.all() if self.timezone in known_timezones() else ():
            for message in date.clock_errors(self.timezone).values():
                errors["timezone"] = message
        if self.depth and is_reserved(self.slug, self.get_parent()):
            errors["slug"] = why_reserved(self.slug)
        if errors:
            raise ValidationError(errors)

    def can_move_to(self, parent):
        return super().can_move_to(parent) and not is_reserved(self.slug, parent)


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
