from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.choices import Status


class Change(models.Model):
    """One announced change of an event: what changed, when it was said, and why. Never edited afterwards."""

    facts = models.ForeignKey("events.EventFacts", on_delete=models.CASCADE, related_name="changes")
    occurrence = models.ForeignKey("events.Occurrence", null=True, on_delete=models.CASCADE, related_name="changes")
    status = models.CharField(_("what changed"), max_length=16, choices=Status)
    reason = models.CharField(_("reason"), max_length=200)
    previous_starts_at = models.DateTimeField(null=True)
    announced_at = models.DateTimeField()
    announced_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("announced change")
        verbose_name_plural = _("announced changes")
        ordering = ["-announced_at", "-pk"]

    def __str__(self):
        return self.reason
