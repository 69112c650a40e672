from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class OnlyAddedTo(TypeError):
    """Somebody tried to change what is only ever added to."""


class AccessRecordQuerySet(models.QuerySet):
    def forgettable(self, *, before):
        return self.filter(at__lt=before)

    def _refuse(self, *args, **options):
        raise OnlyAddedTo

    update = bulk_update = delete = _refuse

    def forget(self, *, before):
        """Delete what is older than it may be kept (GDPR article 5(1)(e)). Returns how many."""
        number, _of_each = models.QuerySet.delete(self.forgettable(before=before))
        return number


class AccessRecord(models.Model):
    """Who in the admin saw, took, changed or deleted what we know of people. Never an address: only a kind and a number.

    Only added to: neither the admin nor our own code can change or delete a record before its time. See `core.audit`.
    """

    class Action(models.TextChoices):
        VIEWED = "viewed", _("Looked at")
        EXPORTED = "exported", _("Exported")
        CHANGED = "changed", _("Changed")
        DELETED = "deleted", _("Deleted")

    at = models.DateTimeField(_("when"), db_index=True)
    # As Wagtail keeps its own log: an account that is deleted leaves its number.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    action = models.CharField(_("what"), max_length=12, choices=Action)
    kind = models.CharField(_("of whom"), max_length=100)
    #: The lasting number of one person; empty for a list.
    subject = models.CharField(_("person"), max_length=64, blank=True)
    number = models.PositiveIntegerField(_("how many"), default=1)
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = AccessRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("access to people's data")
        verbose_name_plural = _("access to people's data")
        ordering = ["-at", "-pk"]
        default_permissions = ["view"]

    def __str__(self):
        return f"{self.action} {self.kind} {self.subject}".strip()

    def save(self, *args, **options):
        if not self._state.adding:
            raise OnlyAddedTo
        super().save(*args, **options)

    def delete(self, *args, **options):
        raise OnlyAddedTo
