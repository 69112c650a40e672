from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.models import Page
from wagtail.search import index

from core.models import BasePage
from core.panels import InlinePanel
from opportunities.choices import Kind
from opportunities.models.fact_fields import refuse_a_venue_nobody_goes_to

from .base import OpportunityPage, section
from .fact_fields import ContributorFactFields, FeeFactFields, PlaceFactFields, SharedFactFields
from .with_rounds import RoundsPage

SECTIONS = ("what_we_offer", "what_we_ask", "who_can_apply", "how_to_apply", "assessment", "documents")


class ContributorCallPage(RoundsPage, PlaceFactFields, FeeFactFields, ContributorFactFields):
    """A call for people who make something happen with us: exhibitors, speakers, performers, partners."""

    kind = Kind.CONTRIBUTORS
    fact_fields = (SharedFactFields, PlaceFactFields, FeeFactFields, ContributorFactFields)
    parts = {
        "story": _("What we are looking for"),
        "what_we_offer": _("What we offer"),
        "what_we_ask": _("What we ask of you"),
        "who_can_apply": _("Who can take part"),
        "how_to_apply": _("How to apply"),
        "assessment": _("How we choose"),
        "documents": _("Documents"),
    }

    what_we_offer = section(_("what we offer"))
    what_we_ask = section(_("what we ask of you"))
    who_can_apply = section(_("who can take part"))
    how_to_apply = section(_("how to apply"))
    assessment = section(_("how we choose"))
    documents = section(_("documents"))

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    *Page.content_panels,
                    FieldPanel("summary"),
                    FieldPanel("image"),
                    InlinePanel("rounds", heading=_("Rounds"), label=_("round"), min_num=1, max_num=60),
                    FieldPanel("story", heading=_("What we are looking for")),
                    *(FieldPanel(name) for name in SECTIONS),
                ],
                heading=_("Words and rounds"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldPanel("contribution"),
                            FieldPanel("event"),
                            FieldRowPanel([FieldPanel("happens_on"), FieldPanel("happens_until")]),
                            FieldRowPanel([FieldPanel("attendance_mode"), FieldPanel("venue", widget=forms.Select)]),
                            FieldRowPanel([FieldPanel("fee"), FieldPanel("fee_currency")]),
                        ],
                        heading=_("What people would take part in"),
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
        verbose_name = _("call for contributors")
        verbose_name_plural = _("calls for contributors")

    def clean(self):
        super().clean()
        errors = refuse_a_venue_nobody_goes_to(self)
        if self.happens_until and not self.happens_on:
            errors["happens_on"] = _("Say on which day it begins.")
        elif self.happens_until and self.happens_until < self.happens_on:
            errors["happens_until"] = _("It ends before it starts.")
        if errors:
            raise ValidationError(errors)
