import uuid
from datetime import datetime

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.money import currency_field
from core.timezones import MIDNIGHT, day_begins, moment
from opportunities.choices import AwardSize, Mode


class RoundFields(models.Model):
    """What is true of one round in every language, as it is written and as it is read."""

    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    name = models.CharField(
        _("name"), max_length=80, blank=True, help_text=_("Such as Spring 2027. Leave empty if there is only one.")
    )
    mode = models.CharField(_("how people apply"), max_length=16, choices=Mode, default=Mode.OPEN)
    interest_is_required = models.BooleanField(
        _("only who sends one may apply"),
        default=False,
        help_text=_("Tick this if an expression of interest is a first stage and not just a courtesy."),
    )
    decision_on = models.DateField(_("decision expected"), null=True, blank=True)
    earliest_start_on = models.DateField(_("earliest start"), null=True, blank=True)
    award_from = models.DecimalField(
        _("award from"), max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    award_to = models.DecimalField(
        _("award to"), max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    total = models.DecimalField(
        _("total fund"), max_digits=14, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    currency = currency_field()
    awards_expected = models.PositiveSmallIntegerField(_("awards expected"), null=True, blank=True)
    duration_months = models.PositiveSmallIntegerField(_("longest duration in months"), null=True, blank=True)
    places = models.PositiveSmallIntegerField(
        _("places"), null=True, blank=True, help_text=_("Leave empty if there is no limit.")
    )
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


#: The moments of a `RoundFacts`.
MOMENTS = [
    "opens_at",
    "interest_at",
    "internal_deadline_at",
    "closes_at",
    "starts_at",
    "ends_at",
    "results_at",
    "archived_at",
]
NO_MIDNIGHT = _("Midnight can be read as two days. Write 23:59 of the last day instead.")


def at(day, clock):
    """A clock time without a zone, to compare with others of the same row; None if a part is missing."""
    return datetime.combine(day, clock) if day and clock is not None else None


def moment_of(day, clock, page):
    return day and moment(day, clock, page.timezone)


def shared_moments(page, *, results_on=None):
    """What the days of results and archiving mean on the clocks of the page's zone."""
    return {
        "results_at": results_on and day_begins(results_on, page.timezone),
        "archived_at": page.archived_on and day_begins(page.archived_on, page.timezone),
    }


def midnight_errors(row, names):
    """A midnight at the end of something, by the name of its field."""
    return {
        f"{name}_time": NO_MIDNIGHT
        for name in names
        if getattr(row, f"{name}_date") and getattr(row, f"{name}_time") == MIDNIGHT
    }


def clock_times(row, names):
    """(field, day, clock) of the clock times of a row."""
    return [(f"{name}_time", getattr(row, f"{name}_date"), getattr(row, f"{name}_time")) for name in names]


class RoundFacts(RoundFields):
    """One round of one opportunity with its moments, as everybody reads it. A role has one round. `uid` is for life."""

    facts = models.ForeignKey("opportunities.OpportunityFacts", on_delete=models.CASCADE, related_name="rounds")
    uid = models.UUIDField(unique=True, editable=False)
    opens_at = models.DateTimeField(null=True)
    interest_at = models.DateTimeField(null=True)
    internal_deadline_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    results_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)
    #: [{"id": …, "name": …, "day": "2027-10-14", "time": "16:00" or ""}]
    key_dates = models.JSONField(default=list)
    award_size = models.CharField(max_length=8, choices=AwardSize, blank=True)
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
                condition=Q(interest_at__isnull=True) | Q(closes_at__isnull=True) | Q(interest_at__lt=F("closes_at")),
                name="opportunities_round_interest_before_closing",
            ),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True) | Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="opportunities_round_run_ends_after_start",
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
