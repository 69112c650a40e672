"""What is forgotten, and after how long: each policy once, for the words in mails and pages and for the task that keeps it.

`tests/architecture/test_retention.py` lets time pass and looks whether anything is there that should be gone, and finds
promises made in words that are none of these.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from core import registries
from core.models import RateLimit, Upload
from core.uploads.tables import RETENTION as UPLOADS_RETENTION

#: A task may be late by this: it is done once a day or more often.
GRACE = timedelta(hours=24)
TASKS_RETENTION = timedelta(days=7)


@dataclass(frozen=True)
class RetentionPolicy:
    """How long something is kept, `words` for it, the `task` that forgets it, and `old(before=…)`: rows that are older.

    A `limit` of nothing: what has a time of its own until which it is needed, such as a session.
    """

    limit: timedelta
    words: str | Promise
    task: str
    old: Callable


def retention_of(name):
    """The words for how long something is kept: "30 days"."""
    return registries.retention_policies[name].words


def overdue(*, now):
    """Policy → how many rows should have gone by now."""
    numbers = {
        name: policy.old(before=now - policy.limit - GRACE).count() for name, policy in registries.retention_policies.items()
    }
    return {name: number for name, number in numbers.items() if number}


def _old_sessions(*, before):
    from django.contrib.sessions.models import Session  # noqa: PLC0415 – the session engine is chosen by a setting

    return Session.objects.filter(expire_date__lt=before)


def register():
    policies = {
        "finished tasks": RetentionPolicy(
            TASKS_RETENTION, _("7 days"), "forget finished tasks",
            lambda *, before: DBTaskResult.objects.finished().filter(finished_at__lt=before),
        ),
        "sessions that have ended": RetentionPolicy(timedelta(0), _("at once"), "forget old sessions", _old_sessions),
        "tables that were brought": RetentionPolicy(
            UPLOADS_RETENTION, _("1 day"), "forget uploads", lambda *, before: Upload.objects.filter(brought_at__lt=before)
        ),
        "who has asked how often": RetentionPolicy(
            timedelta(0), _("at once"), "forget old limits", lambda *, before: RateLimit.objects.forgettable(now=before)
        ),
    }  # fmt: skip
    for name, policy in policies.items():
        registries.retention_policies.register(name, policy)
