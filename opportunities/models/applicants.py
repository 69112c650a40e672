from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from core.models import Term


class Applicant(Term):
    """Who can apply, in the office's own words: a role, a career stage, a contract, a faculty, a kind of organisation."""

    class Axis(models.TextChoices):
        ROLE = "role", _("Role")
        STAGE = "stage", _("Career stage")
        CONTRACT = "contract", _("Contract")
        FACULTY = "faculty", _("Faculty or department")
        ORGANISATION = "organisation", _("Type of organisation")

    axis = models.CharField(
        _("answers the question"),
        max_length=12,
        choices=Axis,
        help_text=_("An opportunity with nothing ticked under a question is open to everybody, as far as that question goes."),
    )

    panels = [*Term.panels[:2], FieldPanel("axis"), *Term.panels[2:]]
    search_fields = [*Term.search_fields, index.FilterField("axis")]

    class Meta(Term.Meta):
        verbose_name = _("applicant")
        verbose_name_plural = _("applicants")
        ordering = ["axis", "sort_order", "name"]
