"""What has to be done regularly about mail."""

from datetime import timedelta

from core.periodic_tasks import PeriodicTask
from core.retention import Promise
from mail import services
from mail.models import OutboxMessage
from mail.tasks import deliver_waiting


def deliver(*, now):
    """What a mail server has refused, and what was left when a worker stopped: by the worker, as a slow server would keep
    whoever does the periodic tasks from publishing pages."""
    if OutboxMessage.objects.due(now=now).exists():
        deliver_waiting.enqueue()


def forget(*, now):
    services.forget_old(now=now)


MAIL = {
    "deliver mail again": PeriodicTask(timedelta(minutes=1), deliver),
    "forget old mail": PeriodicTask(timedelta(hours=1), forget),
}
OLD_MAIL = Promise(services.RETENTION, services.RETENTION_WORDS, "forget old mail", OutboxMessage.objects.forgettable)
