"""What mail registers once all models are there: what has to be done regularly, and where it keeps somebody."""

from datetime import timedelta

from core import registries
from core.people import PersonalData, Redactor
from core.periodic_tasks import PeriodicTask
from core.retention import RetentionPolicy
from mail import (
    backends,  # noqa: F401 – its checks register themselves
    password_reset,
    services,
)
from mail.addresses import mailbox
from mail.models import OutboxMessage

_ABOUT = Redactor(OutboxMessage.objects.all, ["subject", "text", "html", "headers"])


def start():
    registries.periodic_tasks.register("deliver mail again", PeriodicTask(timedelta(minutes=1), deliver_again))
    registries.periodic_tasks.register("forget old mail", PeriodicTask(timedelta(hours=1), forget))
    services.answers.register(password_reset.PURPOSE, password_reset.answer)
    registries.people.register("outbox", PersonalData(find, erase))
    old_mail = RetentionPolicy(
        services.RETENTION, services.RETENTION_WORDS, "forget old mail", OutboxMessage.objects.forgettable
    )
    registries.retention_policies.register("finished mail", old_mail)


def deliver_again(*, now):
    """What a mail server has refused, and what was left when a worker stopped: by the worker, as a slow server would keep
    whoever does the periodic tasks from publishing pages."""
    if OutboxMessage.objects.due(now=now).exists():
        services.deliver_waiting.enqueue()


def forget(*, now):
    services.forget_old(now=now)


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
