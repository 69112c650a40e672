"""What the mailing list registers once all models are there: what has to be done regularly, and where it keeps somebody."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import registries
from core.people import PersonalData
from core.periodic_tasks import PeriodicTask
from core.retention import RetentionPolicy
from mail import services as mail
from mailinglist import services
from mailinglist.models import Subscriber


def start():
    task = "forget unconfirmed addresses"
    registries.periodic_tasks.register(task, PeriodicTask(timedelta(hours=1), forget))
    unconfirmed = RetentionPolicy(services.UNCONFIRMED_RETENTION, _("30 days"), task, Subscriber.objects.unanswered)
    registries.retention_policies.register("unconfirmed addresses", unconfirmed)
    registries.people.register("mailing list", PersonalData(find, erase))


def find(*, address):
    """Their state, and what they agreed to when."""
    return [
        f"{subscriber.get_state_display()}: " + ", ".join(str(record) for record in subscriber.consents.all())
        for subscriber in Subscriber.objects.filter(email__iexact=address)
    ]


def erase(*, address):
    """Address, topics and the record of consents. That they want no mail outlives them, as a hash."""
    theirs = Subscriber.objects.filter(email__iexact=address)
    if theirs.filter(state=Subscriber.State.COMPLAINED).exists() or mail.is_suppressed(address):
        mail.suppress(address=address, reason="complained", now=timezone.now())
    return theirs.delete()[0]


def forget(*, now):
    forgotten = services.forget_unconfirmed(now=now)
    return f"{forgotten} forgotten" if forgotten else ""
