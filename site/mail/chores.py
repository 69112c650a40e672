"""What has to be done regularly about mail."""

from datetime import timedelta

from core.chores import Regularly
from core.retention import Promise
from mail import services
from mail.models import OutboxMessage


def deliver(*, now):
    """What a mail server has refused, and what was left when a worker stopped."""
    sent = services.deliver_due(now=now)
    return f"{sent} sent" if sent else ""


def forget(*, now):
    services.forget_old(now=now)


MAIL = {
    "deliver mail again": Regularly(timedelta(minutes=1), deliver),
    "forget old mail": Regularly(timedelta(hours=1), forget),
}
OLD_MAIL = Promise(services.KEPT, services.KEPT_WORDS, "forget old mail", OutboxMessage.objects.forgettable)
