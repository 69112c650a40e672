from datetime import time

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.models import Page
from wagtail.search import index

from core.models import BasePage
from core.timezones import MIDNIGHT, moment
from opportunities.choices import Kind, Mode
from opportunities.models.fact_fields import refuse_a_venue_nobody_goes_to

from .base import OpportunityPage, section
from .fact_fields import PlaceFactFields, RoleFactFields, SharedFactFields
from .rounds import RoundFacts, shared_moments


class VolunteerRolePage(OpportunityPage, PlaceFactFields, RoleFactFields):
    """Something a volunteer can do with us."""

    kind = Kind.ROLE
    presenter = "opportunities.presenters.RolePresenter"
    fact_fields = (SharedFactFields, PlaceFactFields, RoleFactFields)
    parts = {
        "story": _("What you will do"),
        "skills": _("Skills you will gain"),
        "training": _("Training we give"),
        "how_to_apply": _("How to apply"),
    }

    closes_date = models.DateField(_("closes"), null=True, blank=True, help_text=_("Leave empty if it never closes."))
    closes_time = models.TimeField(_("at"), default=time(23, 59))
    when = models.CharField(
        _("when"), max_length=160, blank=True, help_text=_("In words, such as: Saturday mornings in term time.")
    )
    works_with = models.CharField(_("who you will work with"), max_length=200, blank=True)
    skills = section(_("skills you will gain"))
    training = section(_("training we give"))
    how_to_apply = section(_("how to apply"))

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    *Page.content_panels,
                    FieldPanel("summary"),
                    FieldPanel("image"),
                    FieldPanel("story", heading=_("What you will do")),
                    FieldPanel("skills"),
                    FieldPanel("training"),
                    FieldPanel("how_to_apply"),
                    FieldPanel("works_with"),
                ],
                heading=_("Words"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldRowPanel([FieldPanel("commitment"), FieldPanel("when")]),
                            FieldRowPanel([FieldPanel("closes_date"), FieldPanel("closes_time")]),
                        ],
                        heading=_("When"),
                    ),
                    MultiFieldPanel(
                        [FieldPanel("attendance_mode"), FieldPanel("venue", widget=forms.Select)], heading=_("Where")
                    ),
                    MultiFieldPanel(
                        [
                            FieldRowPanel([FieldPanel("places"), FieldPanel("minimum_age")]),
                            FieldRowPanel([FieldPanel("checks"), FieldPanel("expenses")]),
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
    search_fields = [
        *BasePage.search_fields,
        *(index.SearchField(name) for name in ("when", "works_with", "skills", "training", "how_to_apply")),
    ]

    class Meta:
        verbose_name = _("volunteering role")
        verbose_name_plural = _("volunteering roles")

    def clean(self):
        super().clean()
        errors = refuse_a_venue_nobody_goes_to(self)
        if self.closes_date and self.closes_time == MIDNIGHT:
            errors["closes_time"] = _("Midnight can be read as two days. Write 23:59 of the last day instead.")
        if self.places == 0:
            errors["places"] = _("Leave this empty if there is no limit; a role without places is not one.")
        if errors:
            raise ValidationError(errors)

    def written_rounds(self):
        """A role's one round, from now on until it closes."""
        closes_at = self.closes_date and moment(self.closes_date, self.closes_time, self.timezone)
        mode = Mode.OPEN if closes_at else Mode.ROLLING
        return [RoundFacts(uid=self.translation_key, mode=mode, closes_at=closes_at, **shared_moments(self))]
