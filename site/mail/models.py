import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LONGEST_SUBJECT = 255


class OutboxQuerySet(models.QuerySet):
    def due(self, *, now):
        """What waits to be delivered and nobody is delivering, oldest first."""
        return self.filter(Q(leased_until=None) | Q(leased_until__lte=now), state="waiting", next_try_at__lte=now).order_by(
            "next_try_at", "pk"
        )

    def forgettable(self, *, before):
        """What was dealt with before a moment: nobody needs its address or words any more."""
        return self.exclude(state="waiting").filter(finished_at__lt=before)


class OutboxMessage(models.Model):
    """One mail to one person: written in the transaction that causes it, delivered by the worker.

    The queue of record. A task is only the bell that says that something is here; if the bell is lost, the next one or
    housekeeping finds the row all the same.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Given up")
        SUPPRESSED = "suppressed", _("Not sent: the address does not want mail")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: Empty: DEFAULT_FROM_EMAIL, as it is when the mail leaves.
    sender = models.TextField(_("from"), blank=True, db_default="")
    recipient = models.EmailField(_("to"))
    subject = models.CharField(_("subject"), max_length=LONGEST_SUBJECT)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"), blank=True)
    headers = models.JSONField(_("headers"), default=dict, blank=True)
    purpose = models.CharField(_("purpose"), max_length=40)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.WAITING)
    created_at = models.DateTimeField(_("written"))
    next_try_at = models.DateTimeField(_("next try"))
    leased_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    finished_at = models.DateTimeField(_("finished"), null=True)
    last_error = models.CharField(_("last error"), max_length=120, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mail")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "next_try_at"], name="mail_outbox_due")]

    def __str__(self):
        return str(self.uid)


class SuppressedAddress(models.Model):
    """An address that gets nothing more, kept as a keyed hash: enough to leave it alone, useless to anybody else."""

    digest = models.CharField(max_length=64, unique=True)
    reason = models.CharField(_("reason"), max_length=20)
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("suppressed address")
        verbose_name_plural = _("suppressed addresses")

    def __str__(self):
        return self.reason
