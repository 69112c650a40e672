from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.choices import ChangeKind
from events.querysets import ChangeQuerySet


class Change(models.Model):
    """One line of an event's public log: what changed, when it was said, and why. Frozen once written.

    Without an occurrence it concerns every date that was to come. An empty reason means that a page was published with
    other facts than had been announced, and nobody said why.
    """

    facts = models.ForeignKey("events.EventFacts", on_delete=models.CASCADE, related_name="changes")
    occurrence = models.ForeignKey("events.Occurrence", null=True, on_delete=models.SET_NULL, related_name="changes")
    status = models.CharField(_("what changed"), max_length=16, choices=ChangeKind)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    reason_language = models.CharField(max_length=12, blank=True)
    #: {language code: the same reason in that language}
    translations = models.JSONField(default=dict)
    previous_starts_at = models.DateTimeField(null=True)
    new_starts_at = models.DateTimeField(null=True)
    previous_place = models.CharField(max_length=255, blank=True)
    new_place = models.CharField(max_length=255, blank=True)
    timezone = models.CharField(max_length=64, default="UTC")
    announced_at = models.DateTimeField()
    announced_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    #: Which edit of the page said it, so that a reason counts once and an old revision can't say it again.
    edit_id = models.UUIDField(null=True, editable=False)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("announced change")
        verbose_name_plural = _("announced changes")
        ordering = ["-announced_at", "-pk"]
        default_permissions = ()
        permissions = [("announce_change", _("Can announce a change of an event"))]

    def __str__(self):
        return self.reason or self.get_status_display()

    def save(self, *args, **kwargs):
        """Raises TypeError for a change that is written already: what the public was told stays told."""
        if not self._state.adding:
            raise TypeError("What was announced can't be changed. Announce what is true now.")
        super().save(*args, **kwargs)

    def reason_in(self, language):
        """The reason and the language it is in: the reader's where somebody translated it."""
        if words := self.translations.get(language):
            return words, language
        return self.reason, self.reason_language or language
