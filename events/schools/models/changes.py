from django.db import models
from django.utils.translation import gettext_lazy as _

from events.schools.choices import SchoolChangeKind

from .facts import SchoolFacts


class SchoolChange(models.Model):
    """One line of a summer school's public log: what publishing changed of what people planned with. Frozen once written."""

    facts = models.ForeignKey(SchoolFacts, on_delete=models.CASCADE, related_name="changes")
    run = models.UUIDField(help_text="The `uid` of the run. It may be gone.")
    name = models.CharField(max_length=80, help_text="The run's name at the time.")
    kind = models.CharField(_("what changed"), max_length=12, choices=SchoolChangeKind)
    reason = models.CharField(_("why"), max_length=200, blank=True)
    language = models.CharField(max_length=12, help_text="Of the name and the reason.")
    timezone = models.CharField(max_length=64)
    was = models.CharField(max_length=255, blank=True, help_text="Moments as ISO 8601 with a slash between, or a place.")
    becomes = models.CharField(max_length=255, blank=True)
    announced_at = models.DateTimeField()

    class Meta:
        verbose_name = _("change of a summer school")
        verbose_name_plural = _("changes of summer schools")
        ordering = ["-announced_at", "-pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.name}: {self.get_kind_display()}"

    def save(self, *args, **kwargs):
        """Raises TypeError for a change that is written already: what the public was told stays told."""
        if not self._state.adding:
            raise TypeError("What was announced can't be changed.")
        super().save(*args, **kwargs)
