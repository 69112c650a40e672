from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from opportunities.choices import AwardSize, Mode

from .fields import RoundFields


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
