import smtplib
import time
from contextlib import suppress as suppress_errors
from datetime import timedelta
from email.utils import parseaddr
from itertools import cycle
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from core import limits
from core.registries import Registry
from mail.addresses import digest, digests, mailbox, normalised
from mail.models import LONGEST_SUBJECT, OutboxMessage, SuppressedAddress

#: How long one deliverer may hold a message. A worker that dies gives it back when this is over. Longer than the longest
#: talk with a mail server: about 13 steps, each of which may take EMAIL_TIMEOUT.
LEASE = timedelta(minutes=5)
#: How long to wait after each failed try; after the last one, some five days later, we give up (RFC 5321, 4.5.4.1).
WAITS = [*(timedelta(minutes=minutes) for minutes in (1, 5, 15, 30)), *[timedelta(hours=1)] * 119]
#: How long one sweep through what is due may go on. What is left is for the next one.
SWEEP = timedelta(seconds=30)
#: How long the words and address of a finished mail are kept.
RETENTION = timedelta(days=14)
RETENTION_WORDS = _("14 days")

#: purpose → function(message): what a message without words asks for, done by the worker. It writes what there is to say,
#: maybe nothing, and the message is gone. So a request neither learns nor shows whether there is anything to say.
answers = Registry()


class UnsupportedMail(ValueError):
    """The outbox can't keep this mail as it is."""


def send(*, recipient, subject, text, purpose, html="", headers=None, unsolicited=False, now=None):
    """Write a mail into the outbox, as part of whatever is going on; it leaves when that is committed.

    Never fails because of the mail server, which is not asked here. `purpose` says why we may write (GDPR article 5).
    `unsolicited`: anybody can cause it by typing an address. A mailbox gets only a few of those, over all forms and
    purposes; when that is used up, nothing is written and the answer is None.
    """
    now = now or timezone.now()
    if unsolicited and not _may_be_sent_to(recipient, now=now):
        return None
    return _write(
        recipient=recipient,
        subject=subject,
        text=text,
        html=html,
        headers={"Content-Language": get_language()} | (headers or {}),
        purpose=purpose,
        now=now,
    )


def take_over(mail, *, now=None):
    """Write a mail of Django's into the outbox: a row for each recipient, all or none. Returns the rows.

    Raises what Django does for bad headers, and `UnsupportedMail` for attachments: they may be large or private, and would
    lie in the database for weeks. Link to the file instead.
    """
    if mail.attachments:
        raise UnsupportedMail("The outbox takes no attachments: link to the file instead.")
    alternatives = getattr(mail, "alternatives", [])
    if [alternative.mimetype for alternative in alternatives] not in ([], ["text/html"]):
        raise UnsupportedMail("The outbox takes plain text, and one alternative in HTML.")
    mail.message()  # refuses line breaks in headers and addresses that are none
    text, html = mail.body, alternatives[0].content if alternatives else ""
    if mail.content_subtype == "html":
        text, html = "", html or mail.body
    shown = {"To": mail.to, "Cc": mail.cc, "Reply-To": mail.reply_to}
    recipients = list(dict.fromkeys(normalised(parseaddr(str(recipient))[1]) for recipient in mail.recipients()))
    if shown["To"] == recipients:
        # Only what a row can't tell by itself: an address that stands in one place is forgotten at once.
        del shown["To"]
    headers = {name: ", ".join(map(str, values)) for name, values in shown.items() if values}
    headers |= {name: str(value) for name, value in mail.extra_headers.items()}
    with transaction.atomic():
        return [
            _write(
                recipient=recipient,
                subject=str(mail.subject),
                text=str(text),
                html=str(html),
                headers=headers,
                sender=str(mail.from_email),
                purpose="staff",
                now=now or timezone.now(),
            )
            for recipient in recipients
        ]


def deliver(message_id, *, now=None):
    """Deliver one message if it is due and nobody else is at it. True if this call sent it."""
    return _try(message_id, now=now or timezone.now()) == "sent"


def deliver_due(*, now=None, at_most=SWEEP):
    """Deliver what is due, for a while. Returns how many were sent.

    The newest and the oldest take turns, so that neither waits for hundreds of others with a server that takes its time. A
    server that is away is asked once, not once for each message.
    """
    sent, end = 0, time.monotonic() + at_most.total_seconds()
    for order in cycle(["-pk", "next_try_at"]):
        moment = now or timezone.now()
        message = OutboxMessage.objects.due(now=moment).order_by(order, "pk").first()
        if message is None:
            return sent
        outcome = _try(message.pk, now=moment)
        sent += outcome == "sent"
        if outcome == "server away" or time.monotonic() >= end:
            return sent


def suppress(*, address, reason, now):
    """Send nothing more to a mailbox, whoever asks for it and however they spell its address."""
    if not is_suppressed(mailbox(address)):
        SuppressedAddress.objects.get_or_create(digest=digest(address), defaults={"reason": reason, "since": now})


def is_suppressed(address):
    """Whether its owner wants no mail, under whichever key that was written down."""
    return SuppressedAddress.objects.filter(digest__in=digests(address)).exists()


def write_again(*, address):
    """The owner has asked for mail again, by an act of their own. Whoever types an address is not taken for its owner."""
    SuppressedAddress.objects.filter(digest__in=digests(address)).delete()


def forget_old(*, now):
    """Delete finished mail that is past its time. Returns how many rows went."""
    return OutboxMessage.objects.forgettable(before=now - RETENTION).delete()[0]


def _may_be_sent_to(recipient, *, now):
    who = mailbox(recipient)
    return limits.allow("mail to a mailbox in an hour", who, most=settings.UNSOLICITED_MAIL_PER_HOUR, now=now) and limits.allow(
        "mail to a mailbox in a day", who, most=settings.UNSOLICITED_MAIL_PER_DAY, per=timedelta(days=1), now=now
    )


def _write(*, recipient, subject, headers, now, **values):
    subject = " ".join(subject.split())
    if "auto-submitted" not in {name.lower() for name in headers}:
        headers = {"Auto-Submitted": "auto-generated"} | headers
    message = OutboxMessage.objects.create(
        recipient=normalised(recipient),
        subject=subject if len(subject) <= LONGEST_SUBJECT else subject[: LONGEST_SUBJECT - 1] + "…",
        headers=headers,
        created_at=now,
        next_try_at=now,
        **values,
    )
    # A bell that can't be rung breaks nothing: the task rings again.
    transaction.on_commit(deliver_waiting.enqueue, robust=True)
    return message


def _try(message_id, *, now):
    """What became of a message: "sent", "server away", or anything else as "".

    The lease is taken by one conditional UPDATE, so that of two deliverers one gets the row, on every database.
    """
    taken = OutboxMessage.objects.due(now=now).filter(pk=message_id).order_by().update(leased_until=now + LEASE)
    if not taken:
        return ""
    message = OutboxMessage.objects.filter(pk=message_id).first()
    if message is None:
        return ""
    if is_suppressed(message.recipient):
        _finish(message, OutboxMessage.State.SUPPRESSED, now=now)
        return ""
    try:
        if message.purpose in answers:
            with transaction.atomic():
                answers[message.purpose](message)
                message.delete()
            return ""
        _hand_over(message)
    except Exception as error:  # whatever the mail server or its library throws, the message waits for its next try
        _postpone(message, error, now=now)
        return "server away" if _is_the_servers(error) else ""
    _finish(message, OutboxMessage.State.SENT, now=now)
    return "sent"


def _hand_over(message):
    headers = dict(message.headers)
    if "message-id" not in {name.lower() for name in headers}:
        # The same at every try: whoever gets it twice after all, sees it once.
        headers["Message-ID"] = f"<{message.uid}@{urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname}>"
    mail = EmailMultiAlternatives(
        message.subject, message.text or message.html, message.sender or None, [message.recipient], headers=headers
    )
    if not message.text:
        mail.content_subtype = "html"
    elif message.html:
        mail.attach_alternative(message.html, "text/html")
    connection = get_connection(settings.MAIL_DELIVERY_BACKEND)
    connection.open()
    try:
        connection.send_messages([mail])
    finally:
        # Whatever is said at parting: what was accepted before is not sent again.
        with suppress_errors(Exception):
            connection.close()


def _is_the_servers(error):
    """Whether the server is away, rather than displeased with this message or its recipient."""
    of_this_message = smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError | smtplib.SMTPSenderRefused
    return isinstance(error, OSError) and not isinstance(error, of_this_message)


def _postpone(message, error, *, now):
    if message.tries >= len(WAITS):
        _finish(message, OutboxMessage.State.FAILED, now=now, error=error)
        return
    _update(message, error, next_try_at=now + WAITS[message.tries], tries=message.tries + 1)


def _finish(message, state, *, now, error=None):
    _update(message, error, state=state, finished_at=now)


def _update(message, error, **values):
    """Give the lease back. Who has been erased meanwhile has no row any more, and gets none again."""
    if error is not None:
        # The error's kind only: its words may hold the address.
        values["last_error"] = type(error).__name__
    OutboxMessage.objects.filter(pk=message.pk).update(leased_until=None, **values)


@task(queue_name="mail")
def deliver_waiting():
    """The bell: something is in the outbox. Takes whatever is due, so that one lost bell is made good by the next."""
    deliver_due()
