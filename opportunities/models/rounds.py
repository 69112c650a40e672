import uuid
from datetime import time

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable

from events.timezones import MIDNIGHT, day_begins, moment
from opportunities.choices import Mode


class RoundFields(models.Model):
    """What is true of one round in every language, as it is written and as it is read."""

    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    name = models.CharField(
        _("name"), max_length=80, blank=True, help_text=_("Such as Spring 2027. Leave empty if there is only one.")
    )
    mode = models.CharField(_("how people apply"), max_length=16, choices=Mode, default=Mode.OPEN)
    decision_on = models.DateField(_("decision expected"), null=True, blank=True)
    earliest_start_on = models.DateField(_("earliest start"), null=True, blank=True)
    award_from = models.DecimalField(_("award from"), max_digits=12, decimal_places=2, null=True, blank=True)
    award_to = models.DecimalField(_("award to"), max_digits=12, decimal_places=2, null=True, blank=True)
    total = models.DecimalField(_("total fund"), max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(
        _("currency"),
        max_length=3,
        default="GBP",
        validators=[RegexValidator(r"\A[A-Z]{3}\Z", _("Write a currency by its three capital letters, such as GBP."))],
    )
    awards_expected = models.PositiveSmallIntegerField(_("awards expected"), null=True, blank=True)
    duration_months = models.PositiveSmallIntegerField(_("longest duration in months"), null=True, blank=True)
    may_overlap = models.BooleanField(
        _("may overlap another round"), default=False, help_text=_("Tick this if two rounds are meant to be open at once.")
    )
    applications = models.PositiveIntegerField(_("applications received"), null=True, blank=True)
    awards_made = models.PositiveIntegerField(_("awards made"), null=True, blank=True)
    results_on = models.DateField(_("results published on"), null=True, blank=True)

    class Meta:
        abstract = True


#: What publishing copies from a written round to its row.
ROUND_FACT_NAMES = [field.name for field in RoundFields._meta.fields]


class CallRound(Orderable, RoundFields):
    """One round of a call as an editor writes it: wall-clock times in the call's time zone.

    Publishing the page turns it into a `RoundFacts`. The `uid` stays the same in every revision and translation.
    """

    page = ParentalKey("opportunities.FundingCallPage", on_delete=models.CASCADE, related_name="rounds")
    opens_date = models.DateField(_("opens"), null=True, blank=True, help_text=_("Leave empty if it is open already."))
    opens_time = models.TimeField(_("at"), default=time(9, 0))
    closes_date = models.DateField(_("closes"), null=True, blank=True, help_text=_("Leave empty if it never closes."))
    closes_time = models.TimeField(_("at"), default=time(16, 0))
    internal_date = models.DateField(
        _("internal deadline"),
        null=True,
        blank=True,
        help_text=_("The one that counts for staff. Leave empty if there is none."),
    )
    internal_time = models.TimeField(_("at"), default=time(16, 0))

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("mode")]),
        FieldRowPanel([FieldPanel("opens_date"), FieldPanel("opens_time")]),
        FieldRowPanel([FieldPanel("closes_date"), FieldPanel("closes_time")]),
        FieldRowPanel([FieldPanel("internal_date"), FieldPanel("internal_time")]),
        FieldRowPanel([FieldPanel("decision_on"), FieldPanel("earliest_start_on"), FieldPanel("may_overlap")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("award_from"), FieldPanel("award_to"), FieldPanel("total"), FieldPanel("currency")]),
                FieldRowPanel([FieldPanel("awards_expected"), FieldPanel("duration_months")]),
            ],
            heading=_("Money"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("results_on"), FieldPanel("applications"), FieldPanel("awards_made")])],
            heading=_("Afterwards"),
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("round")
        verbose_name_plural = _("rounds")

    def __str__(self):
        return self.name or str(self.closes_date or self.get_mode_display())

    def clean(self):
        super().clean()
        errors = self._date_errors() | self._number_errors()
        if errors:
            raise ValidationError(errors)

    def _date_errors(self):
        errors = {}
        opens, closes = _at(self.opens_date, self.opens_time), _at(self.closes_date, self.closes_time)
        internal = _at(self.internal_date, self.internal_time)
        if self.mode == Mode.OPEN and not self.closes_date:
            errors["closes_date"] = _("Say when it closes, or choose that it is open all the time.")
        if opens and closes and closes <= opens:
            errors["closes_date"] = _("It closes before it opens.")
        if internal and closes and internal > closes:
            errors["internal_date"] = _("The internal deadline is after the round closes.")
        if internal and opens and internal <= opens:
            errors["internal_date"] = _("The internal deadline is before the round opens.")
        for name, at in (("closes", closes), ("internal", internal)):
            if at and at.time() == MIDNIGHT:
                errors[f"{name}_time"] = _("Midnight can be read as two days. Write 23:59 of the last day instead.")
        if self.decision_on and self.closes_date and self.decision_on < self.closes_date:
            errors["decision_on"] = _("The decision is before the round closes.")
        if self.results_on and self.closes_date and self.results_on < self.closes_date:
            errors["results_on"] = _("The results are out before the round closes.")
        return errors

    def _number_errors(self):
        errors = {}
        if self.award_from is not None and self.award_to is not None and self.award_to < self.award_from:
            errors["award_to"] = _("The largest award is below the smallest.")
        if self.total is not None and self.award_to is not None and self.total < self.award_to:
            errors["total"] = _("The total fund is smaller than one award.")
        if self.applications is not None and self.awards_made is not None and self.awards_made > self.applications:
            errors["awards_made"] = _("There are more awards than applications.")
        return errors

    def as_facts(self, page):
        """An unsaved row with the moments these clock times mean: the same for publishing and for previews."""

        def at(day, clock):
            return day and moment(day, clock, page.timezone)

        return RoundFacts(
            **{name: getattr(self, name) for name in ROUND_FACT_NAMES},
            **shared_moments(page, results_on=self.results_on),
            opens_at=at(self.opens_date, self.opens_time),
            closes_at=at(self.closes_date, self.closes_time),
            internal_deadline_at=at(self.internal_date, self.internal_time),
        )


def _at(day, clock):
    from datetime import datetime

    return datetime.combine(day, clock) if day and clock is not None else None


def shared_moments(page, *, results_on=None):
    """What the days of results and archiving mean on the clocks of the page's zone."""
    return {
        "results_at": results_on and day_begins(results_on, page.timezone),
        "archived_at": page.archived_on and day_begins(page.archived_on, page.timezone),
    }


class RoundFacts(RoundFields):
    """One round of one opportunity with its moments, as everybody reads it. A role has one round. `uid` is for life."""

    facts = models.ForeignKey("opportunities.OpportunityFacts", on_delete=models.CASCADE, related_name="rounds")
    uid = models.UUIDField(unique=True, editable=False)
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    internal_deadline_at = models.DateTimeField(null=True)
    results_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)
    sequence = models.PositiveIntegerField(default=0)
    modified = models.DateTimeField()

    class Meta:
        verbose_name = _("round's facts")
        verbose_name_plural = _("rounds' facts")
        ordering = ["opens_at", "closes_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True) | Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="opportunities_round_closes_after_opening",
            ),
            models.CheckConstraint(
                condition=Q(internal_deadline_at__isnull=True)
                | Q(closes_at__isnull=True)
                | Q(internal_deadline_at__lte=F("closes_at")),
                name="opportunities_round_internal_deadline_first",
            ),
            models.CheckConstraint(
                condition=~Q(mode=Mode.OPEN) | Q(closes_at__isnull=False), name="opportunities_round_open_has_deadline"
            ),
            models.CheckConstraint(
                condition=Q(award_from__isnull=True) | Q(award_to__isnull=True) | Q(award_to__gte=F("award_from")),
                name="opportunities_round_awards_in_order",
            ),
            models.CheckConstraint(condition=~Q(currency=""), name="opportunities_round_has_currency"),
        ]

    def __str__(self):
        return self.name or str(self.uid)
