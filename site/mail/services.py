from datetime import timedelta

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mail.addresses import digest, digests, normalised
from mail.models import OutboxMessage, SuppressedAddress

#: How long one deliverer may hold a message. A worker that dies gives it back when this is over.
LEASE = timedelta(minutes=5)
#: How long to wait after each failed try; after the last one we give up.
WAITS = [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=12)]
#: How long the words and address of a finished mail are kept.
KEPT = timedelta(days=14)
KEPT_WORDS = _("14 days")


def send(*, recipient, subject, text, purpose, html="", headers=None, unsolicited=False, now=None):
    """Write a mail into the outbox, as part of whatever is going on; it leaves when that is committed.

    Never fails because of the mail server, which is not asked here. `purpose` says why we may write (GDPR article 5).
    """
    from mail.tasks import deliver_one

    now = now or timezone.now()
    message = OutboxMessage.objects.create(
        recipient=normalised(recipient),
        subject=" ".join(subject.split()),
        text=text,
        html=html,
        headers={"Auto-Submitted": "auto-generated", "Content-Language": get_language()} | (headers or {}),
        purpose=purpose,
        created_at=now,
        next_try_at=now,
    )
    transaction.on_commit(lambda: deliver_one.enqueue(message.pk))
    return message


def deliver(message_id, *, now=None):
    """Deliver one message if it is due and nobody else is at it. True if this call sent it.

    The lease is taken by one conditional UPDATE, so that of two deliverers one gets the row, on every database.
    """
    now = now or timezone.now()
    taken = OutboxMessage.objects.due(now=now).filter(pk=message_id).order_by().update(leased_until=now + LEASE)
    if not taken:
        return False
    message = OutboxMessage.objects.get(pk=message_id)
    if is_suppressed(message.recipient):
        _finish(message, OutboxMessage.State.SUPPRESSED, now=now)
        return False
    try:
        _hand_over(message)
    except Exception as error:  # whatever the mail server or its library throws, the message waits for its next try
        _postpone(message, error, now=now)
        return False
    _finish(message, OutboxMessage.State.SENT, now=now)
    return True


def deliver_due(*, now=None, limit=500):
    """Deliver whatever is due: after a restart, or when a bell was lost. Returns how many were sent."""
    now = now or timezone.now()
    return sum(deliver(pk, now=now) for pk in list(OutboxMessage.objects.due(now=now).values_list("pk", flat=True)[:limit]))


def suppress(*, address, reason, now):
    """Send nothing more to an address, whoever asks for it."""
    if not is_suppressed(address):
        SuppressedAddress.objects.get_or_create(digest=digest(address), defaults={"reason": reason, "since": now})


def is_suppressed(address):
    """Whether its owner wants no mail, under whichever key that was written down."""
    return SuppressedAddress.objects.filter(digest__in=digests(address)).exists()


def write_again(*, address):
    """The owner has asked for mail again, by an act of their own. Whoever types an address is not taken for its owner."""
    SuppressedAddress.objects.filter(digest__in=digests(address)).delete()


def forget_old(*, now):
    """Delete finished mail that is past its time. Returns how many rows went."""
    return OutboxMessage.objects.forgettable(before=now - KEPT).delete()[0]


def _hand_over(message):
    mail = EmailMultiAlternatives(message.subject, message.text, to=[message.recipient], headers=message.headers)
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    mail.send()


def _postpone(message, error, *, now):
    # The error's kind only: its words may hold the address.
    message.last_error = type(error).__name__
    message.leased_until = None
    if message.tries >= len(WAITS):
        _finish(message, OutboxMessage.State.FAILED, now=now)
        return
    message.next_try_at = now + WAITS[message.tries]
    message.tries += 1
    message.save(update_fields=["last_error", "leased_until", "next_try_at", "tries"])


def _finish(message, state, *, now):
    message.state, message.finished_at, message.leased_until = state, now, None
    message.save(update_fields=["state", "finished_at", "leased_until", "last_error"])
