"""Who saw, took, changed or deleted what we know of people: recorded here by every screen that shows them."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import registries
from core.models import AccessRecord
from core.periodic_tasks import PeriodicTask
from core.retention import RetentionPolicy

Action = AccessRecord.Action
#: Long enough to answer a complaint; what staff did is personal data of theirs.
RETENTION = timedelta(days=2 * 365)


def record(action, *, user, kind, subject="", number=1, reason="", now=None):
    """Write down what somebody did.

    `kind` is the label of a model, such as "mailinglist.subscriber"; `subject` the `uid` or key of one person, never an
    address; `number` how many people a list or file held.
    """
    return AccessRecord.objects.create(
        at=now or timezone.now(),
        user=user if getattr(user, "pk", None) else None,
        action=action,
        kind=kind,
        subject=str(subject),
        number=number,
        reason=reason,
    )


def record_person(action, person, *, user, now=None):
    return record(action, user=user, kind=person._meta.label_lower, subject=getattr(person, "uid", person.pk), now=now)


def forget_old(*, now):
    AccessRecord.objects.forget(before=now - RETENTION)


def register():
    task = "forget who looked at people"
    registries.periodic_tasks.register(task, PeriodicTask(timedelta(days=1), forget_old))
    policy = RetentionPolicy(RETENTION, _("2 years"), task, AccessRecord.objects.forgettable)
    registries.retention_policies.register("who has looked at people's data", policy)
