import uuid

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel
from wagtail.models import Orderable


class Outcome(Orderable):
    """What came of an opportunity: a project that was funded, somebody who won. Its words are translated, its facts are not.

    Sums, years and links are read from the page in its source language (decision 0010).
    """

    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), max_length=600, blank=True)
    lead = models.CharField(_("led by"), max_length=160, blank=True)
    organisation = models.CharField(_("organisation"), max_length=160, blank=True)
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(1900)], help_text=_("The year it was decided: projects are shown by year.")
    )
    amount = models.DecimalField(
        _("amount"), max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    linked_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("event or page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Where people can read more or see it, on this site."),
    )
    url = models.URLField(_("website"), blank=True)

    panels = [
        FieldRowPanel(["title", "year"]),
        "summary",
        FieldRowPanel(["lead", "organisation", "amount"]),
        FieldRowPanel(["linked_page", "url"]),
    ]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self):
        return self.title


class FundedProject(Outcome):
    """A project that a call paid for."""

    page = ParentalKey("opportunities.FundingCallPage", on_delete=models.CASCADE, related_name="outcomes")

    class Meta(Outcome.Meta):
        verbose_name = _("funded project")
        verbose_name_plural = _("funded projects")


class AwardWinner(Outcome):
    """Somebody, or something, that won."""

    page = ParentalKey("opportunities.AwardPage", on_delete=models.CASCADE, related_name="outcomes")

    class Meta(Outcome.Meta):
        verbose_name = _("winner")
        verbose_name_plural = _("winners")
