from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from core.blocks import StoryBlock
from core.models import BasePage
from core.outputs.pages import OutputsMixin
from events.timezones import exists

from .facts import FactFields


class EventPage(OutputsMixin, BasePage, FactFields):
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

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    *Page.content_panels,
                    FieldPanel("summary"),
                    FieldPanel("image"),
                    InlinePanel("dates", heading=_("Dates"), label=_("date"), min_num=1, max_num=366),
                    FieldPanel("story"),
                    FieldPanel("how_to_take_part"),
                    FieldPanel("content_notes"),
                ],
                heading=_("Words and dates"),
            ),
            ObjectList(
                [
                    FieldPanel("format", widget=forms.Select),
                    FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
                    MultiFieldPanel(
                        [
                            FieldPanel("meant_for", widget=forms.CheckboxSelectMultiple),
                            FieldPanel("open_to", widget=forms.CheckboxSelectMultiple),
                            FieldRowPanel([FieldPanel("age_from"), FieldPanel("age_to"), FieldPanel("supervision")]),
                        ],
                        heading=_("Who it is for"),
                    ),
                    MultiFieldPanel(
                        [
                            FieldPanel("attendance_mode"),
                            FieldRowPanel([FieldPanel("venue", widget=forms.Select), FieldPanel("room", widget=forms.Select)]),
                            FieldPanel("online_url"),
                            FieldPanel("timezone"),
                        ],
                        heading=_("Where"),
                    ),
                    InlinePanel("access", heading=_("Access that differs from the venue"), label=_("access feature")),
                    MultiFieldPanel(
                        [
                            FieldPanel("price"),
                            FieldRowPanel([FieldPanel("price_from"), FieldPanel("price_to")]),
                            FieldPanel("booking"),
                            FieldPanel("booking_url"),
                        ],
                        heading=_("Price and booking"),
                    ),
                    MultiFieldPanel(
                        [
                            FieldPanel("event_languages"),
                            FieldPanel("partners", widget=forms.CheckboxSelectMultiple),
                            FieldPanel("contact_name"),
                            FieldPanel("contact_email"),
                        ],
                        heading=_("People and languages"),
                    ),
                ],
                heading=_("Facts"),
            ),
            ObjectList([FieldPanel("record")], heading=_("Afterwards")),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
            ObjectList(BasePage.settings_panels, heading=_("Settings")),
        ]
    )
    search_fields = [*BasePage.search_fields, index.SearchField("record")]
    output_name = "event"
    embed_height = 360

    parent_page_types = ["events.EventsPage", "events.FestivalPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def clean(self):
        super().clean()
        errors = {}
        if self.age_to is not None and self.age_to < self.age_from:
            errors["age_to"] = _("The oldest age is below the youngest.")
        if self.price_from is not None and self.price_to is not None and self.price_to < self.price_from:
            errors["price_to"] = _("The highest price is below the lowest.")
        if self.booking == "external" and not self.booking_url:
            errors["booking_url"] = _("Give the address where people book.")
        if self.room and self.room.venue_id != self.venue_id:
            errors["room"] = _("This room belongs to another venue.")
        for date in self.dates.all():
            if date.start_date and date.start_time and not exists(date.start_date, date.start_time, self.timezone):
                errors["timezone"] = _(
                    "On %(day)s the clocks go forward: there is no %(time)s in this time zone. Choose another time."
                ) % {"day": date.start_date, "time": date.start_time.strftime("%H:%M")}
        if errors:
            raise ValidationError(errors)

    @cached_property
    def details(self):
        """What the reader is shown: published facts, or the page's own in a preview."""
        from events.details import details_of_draft, details_of_published

        return details_of_published(self) or details_of_draft(self)

    def serve_preview(self, request, mode_name):
        from events.details import details_of_draft

        self.details = details_of_draft(self)
        return super().serve_preview(request, mode_name)

    def get_context(self, request, *args, **kwargs):
        from events.cards import related_cards

        now = timezone.now()
        return super().get_context(request, *args, **kwargs) | {
            "event": self.details.at(now),
            "related": related_cards(self, now=now, request=request),
        }

    def get_listing(self, request, *, format):
        from events.listings import listing_of_event

        return listing_of_event(self, request=request, format=format)

    def get_structured_data(self, request):
        from events.structured_data import event_objects

        return [*super().get_structured_data(request), *event_objects(self, request, now=timezone.now())]
