from django.db import models
from django.utils.translation import gettext_lazy as _


class OpportunityChange(models.Model):
    """One published fact that differs from what was published before, kept for good. `opportunities.changes` tells it in words.

    `before` and `after` are plain values without a language: moments in UTC, days, sums as text, codes, slugs of terms.
    """

    facts = models.ForeignKey("opportunities.OpportunityFacts", on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField()
    round_uid = models.UUIDField(null=True)
    round_name = models.CharField(max_length=80, blank=True)
    name = models.CharField(max_length=32)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        verbose_name = _("change of an opportunity")
        verbose_name_plural = _("changes of opportunities")
        ordering = ["-at", "pk"]
        indexes = [models.Index(fields=["facts", "-at"], name="opportunities_change_latest")]

    def __str__(self):
        return f"{self.name}: {self.before} → {self.after}"
