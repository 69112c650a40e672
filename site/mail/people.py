"""Where mail keeps somebody: what was written to them, and what was written about them to others."""

from core.people import Keeping, Mentions
from mail.addresses import mailbox
from mail.models import OutboxMessage

_ABOUT = Mentions(OutboxMessage.objects.all, ["subject", "text", "html", "headers"])


def _to(address):
    """Mail that arrives there, however its address was spelled."""
    recipients = OutboxMessage.objects.order_by().values_list("recipient", flat=True).distinct()
    theirs = [recipient for recipient in recipients if mailbox(recipient) == mailbox(address)]
    return OutboxMessage.objects.filter(recipient__in=theirs)


def find(*, address):
    return [f"{mail.created_at:%Y-%m-%d} {mail.subject}" for mail in _to(address)]


def erase(*, address):
    """Mail to them goes, sent or waiting. Mail to others is kept for them, without the address."""
    return _to(address).delete()[0] + _ABOUT.erase(address=address)


OUTBOX = Keeping(find, erase)
