from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.models import Page
from wagtail.search import index

from core.models import BasePage
from core.panels import InlinePanel
from opportunities.choices import Kind, Mode
from opportunities.models.fact_fields import refuse_a_venue_nobody_goes_to

from .base import OpportunityPage, section
from .fact_fields import FeeFactFields, PlaceFactFields, SharedFactFields, TrainingFactFields
from .rounds import RoundFacts, shared_moments
from .with_rounds import RoundsPage

SECTIONS = ("learn", "who_it_is_for", "how_to_book", "bring", "documents")


class TrainingPage(RoundsPage, PlaceFactFields, FeeFactFields, TrainingFactFields):
    """A course. Its runs are the times when it takes place; without any, people take it whenever they like."""

    kind = Kind.TRAINING
    fact_fields = (SharedFactFields, PlaceFactFields, FeeFactFields, TrainingFactFields)
    parts = {
        "story": _("What it is about"),
        "learn": _("What you will be able to do"),
        "who_it_is_for": _("Who it is for"),
        "how_to_book": _("How to book"),
        "bring": _("Before you come"),
        "documents": _("Documents"),
    }

    learn = section(_("what you will be able to do"))
    who_it_is_for = section(_("who it is for"))
    how_to_book = section(_("how to book"))
    bring = section(_("before you come"))
    documents = section(_("documents"))

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    *Page.content_panels,
                    FieldPanel("summary"),
                    FieldPanel("image"),
                    InlinePanel(
                        "rounds",
                        heading=_("Runs"),
                        label=_("run"),
                        max_num=60,
                        help_text=_("Leave this empty if people take it whenever they like."),
                    ),
                    FieldPanel("story", heading=_("What it is about")),
                    *(FieldPanel(name) for name in SECTIONS),
                ],
                heading=_("Words and runs"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldRowPanel([FieldPanel("attendance_mode"), FieldPanel("venue", widget=forms.Select)]),
                            FieldRowPanel([FieldPanel("hours"), FieldPanel("has_certificate")]),
                            FieldRowPanel([FieldPanel("fee"), FieldPanel("fee_currency")]),
                        ],
                        heading=_("What to know"),
                    ),
                    *OpportunityPage.term_panels,
                    *OpportunityPage.contact_panels,
                ],
                heading=_("Facts"),
            ),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
            ObjectList(BasePage.settings_panels, heading=_("Settings")),
        ]
    )
    search_fields = [*BasePage.search_fields, *(index.SearchField(name) for name in SECTIONS)]

    class Meta:
        verbose_name = _("training")
        verbose_name_plural = _("training")

    def clean(self):
        super().clean()
        if errors := refuse_a_venue_nobody_goes_to(self):
            raise ValidationError(errors)

    def _overlap(self):
        """Runs may be bookable at once: people choose the one that suits them."""

    def written_rounds(self):
        """Its runs; without any, one round that is open all the time."""
        runs = super().written_rounds()
        return runs or [RoundFacts(uid=self.translation_key, mode=Mode.ROLLING, **shared_moments(self))]
