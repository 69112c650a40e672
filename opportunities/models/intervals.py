from django.db import models
from django.utils.translation import gettext_lazy as _

from opportunities.choices import State
from opportunities.querysets import StateIntervalQuerySet


class StateInterval(models.Model):
    """A stretch of time in which one opportunity is in one state: the read model of every list (decision 0050).

    Publishing cuts all of time into periods by the one pure function `states.state_of`. At any moment exactly one period
    of each opportunity satisfies `starts_at <= now < ends_at`, so "open" or "closing soon" is a plain range query, and
    states change everywhere at the same second without a job. `now` decides which row is read and never what it says.
    """

    facts = models.ForeignKey("opportunities.OpportunityFacts", on_delete=models.CASCADE, related_name="periods")
    round = models.ForeignKey("opportunities.RoundFacts", on_delete=models.CASCADE, related_name="periods")
    state = models.CharField(max_length=16, choices=State)
    rank = models.PositiveSmallIntegerField()
    position = models.BigIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    deadline_at = models.DateTimeField(null=True)
    is_public = models.BooleanField(default=False)

    objects = StateIntervalQuerySet.as_manager()

    class Meta:
        verbose_name = _("period of an opportunity")
        verbose_name_plural = _("periods of opportunities")
        ordering = ["rank", "position", "pk"]
        indexes = [
            models.Index(fields=["is_public", "ends_at", "starts_at"], name="opportunities_period_now"),
            models.Index(fields=["is_public", "rank", "position"], name="opportunities_period_order"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="opportunities_period_ends_after_start"
            ),
            models.UniqueConstraint(fields=["facts", "starts_at"], name="opportunities_period_once"),
        ]

    def __str__(self):
        return f"{self.state} from {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def is_internal(self):
        """Whether the deadline that comes next is the internal one."""
        return self.deadline_at is not None and self.deadline_at == self.round.internal_deadline_at
