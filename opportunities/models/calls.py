from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.models import Page
from wagtail.search import index

from core.models import BasePage
from core.panels import InlinePanel
from opportunities.choices import Kind

from .base import OpportunityPage, section
from .fact_fields import CallFactFields, SharedFactFields
from .with_rounds import RoundsPage

SECTIONS = ("who_can_apply", "how_much", "costs", "how_to_apply", "assessment", "what_next", "documents", "results")


class FundingCallPage(RoundsPage, CallFactFields):
    """A funding scheme at one lasting address; its rounds come and go."""

    kind = Kind.FUNDING
    fact_fields = (SharedFactFields, CallFactFields)
    parts = {
        "story": _("What we are looking for"),
        "who_can_apply": _("Who can apply"),
        "how_much": _("How much you can ask for"),
        "costs": _("What you can spend it on"),
        "how_to_apply": _("How to apply"),
        "assessment": _("How we will assess it"),
        "what_next": _("What happens next"),
        "documents": _("Documents"),
    }

    who_can_apply = section(_("who can apply"))
    how_much = section(_("how much you can ask for"), _("The amounts are shown by themselves; say here what they depend on."))
    eligible_costs = models.TextField(_("what it pays for"), blank=True, help_text=_("One thing on each line."))
    ineligible_costs = models.TextField(_("what it does not pay for"), blank=True, help_text=_("One thing on each line."))
    costs = section(_("what you can spend it on"), _("Anything the two lists above do not say."))
    how_to_apply = section(_("how to apply"))
    assessment = section(_("how we will assess"))
    what_next = section(_("what happens next"))
    documents = section(_("documents"))
    results = section(_("what was funded"), _("Shown first once the results of the last round are out."))

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    *Page.content_panels,
                    FieldPanel("summary"),
                    FieldPanel("image"),
                    InlinePanel("rounds", heading=_("Rounds"), label=_("round"), min_num=1, max_num=60),
                    FieldPanel("story", heading=_("What we are looking for")),
                    FieldPanel("who_can_apply"),
                    FieldPanel("how_much"),
                    FieldRowPanel([FieldPanel("eligible_costs"), FieldPanel("ineligible_costs")]),
                    *(FieldPanel(name) for name in SECTIONS[2:-1]),
                ],
                heading=_("Words and rounds"),
            ),
            ObjectList(
                [
                    FieldPanel("funder", widget=forms.Select),
                    MultiFieldPanel(
                        [FieldPanel("is_external"), FieldRowPanel([FieldPanel("source_url"), FieldPanel("last_checked_on")])],
                        heading=_("If somebody else runs it"),
                    ),
                    *OpportunityPage.term_panels,
                    MultiFieldPanel(
                        [
                            FieldRowPanel(
                                [FieldPanel("preparation_days"), FieldPanel("sign_off_days"), FieldPanel("match_funding")]
                            ),
                            FieldRowPanel([FieldPanel("needs_training"), FieldPanel("needs_ethics")]),
                        ],
                        heading=_("Before people start"),
                    ),
                    *OpportunityPage.contact_panels,
                ],
                heading=_("Facts"),
            ),
            ObjectList(
                [
                    FieldPanel("results"),
                    InlinePanel("outcomes", heading=_("Funded projects"), label=_("project"), max_num=500),
                ],
                heading=_("Afterwards"),
            ),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
            ObjectList(BasePage.settings_panels, heading=_("Settings")),
        ]
    )
    search_fields = [
        *BasePage.search_fields,
        *(index.SearchField(name) for name in (*SECTIONS, "eligible_costs", "ineligible_costs")),
    ]

    class Meta:
        verbose_name = _("funding call")
        verbose_name_plural = _("funding calls")

    def clean(self):
        super().clean()
        if self.is_external and not self.source_url:
            raise ValidationError({"source_url": _("Give the address where the funder announces it.")})

    def has_part(self, name):
        return super().has_part(name) or (name == "costs" and bool(self.eligible_lines or self.ineligible_lines))

    @property
    def eligible_lines(self):
        return [line.strip() for line in self.eligible_costs.splitlines() if line.strip()]

    @property
    def ineligible_lines(self):
        return [line.strip() for line in self.ineligible_costs.splitlines() if line.strip()]
