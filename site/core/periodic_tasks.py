"""What is done outside of requests: by workers, and regularly by whoever runs `manage.py housekeeping`.

Each room says what it has to have done regularly. A task is due once its time has come since it was last done, whatever
process asks; after a failure it is tried again soon.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from core import limits, registries
from core.models import PeriodicTaskState
from core.retention import TASKS_RETENTION
from core.uploads.tables import forget_uploads

logger = logging.getLogger(__name__)

#: How soon something that failed is tried again, unless it is due earlier anyway.
AGAIN = timedelta(minutes=5)


@dataclass(frozen=True)
class PeriodicTask:
    """A task: how often, and what to call. It is called with `now` and may return in a few words what it did."""

    every: timedelta
    do: Callable


def run_periodic_tasks(*, now=None, names=None, is_anyway=False):
    """Do what is due, or what is named; `is_anyway`: whether it is due or not. Yields (name, words or the error) as it goes."""
    for name, task in registries.periodic_tasks.items():
        if names and name not in names:
            continue
        moment = now or timezone.now()
        if is_anyway:
            PeriodicTaskState.objects.filter(name=name).update(due_at=moment)
        if PeriodicTaskState.objects.take(name, now=moment, until=moment + task.every):
            yield name, _do(name, task, now=moment)


def _do(name, task, *, now):
    mine = PeriodicTaskState.objects.filter(name=name)
    try:
        words = task.do(now=now)
    except Exception as error:  # whatever one of them throws, the others are done
        logger.exception("periodic_task_failed", extra={"periodic_task": name})
        mine.update(due_at=now + min(AGAIN, task.every), problem=type(error).__name__)
        return error
    mine.update(done_at=now, problem="")
    return words


#: name → options of `manage.py db_worker`. Mail has a worker of its own: nothing else is ever in front of it. How often each
#: looks for something to do is what an idle worker costs; it does not watch the source code, which costs many times more.
#: compose.yaml and docs/deployment.md say the same.
WORKERS = {
    "mail worker": ["--queue-name", "mail", "--interval", "2", "--no-reload"],
    "worker": ["--queue-name", "*", "--exclude-queues", "mail", "--interval", "5", "--no-reload"],
}

#: A task that has run for so long has lost its worker. All tasks can be started again after a stop.
LOST_AFTER = timedelta(hours=1)
#: What takes minutes at most is missed sooner.
LOST_SOONER = {"mail": timedelta(minutes=15), "pictures": timedelta(minutes=15)}
#: How often a task is started, all in all: one that kills its worker each time is left alone.
STARTS = 3


class WorkerLost(Exception):
    """A worker was ended, or the machine was switched off, while it ran a task."""


def take_up_lost_tasks(*, now):
    """Start again what a worker that is no more had begun. Returns (started again, given up)."""
    again = given_up = 0
    for task in DBTaskResult.objects.running():
        if task.started_at is None or task.started_at > now - LOST_SOONER.get(task.queue_name, LOST_AFTER):
            continue
        # Of two who look at once, one takes it up.
        mine = DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)
        if len(task.worker_ids) < STARTS:
            again += mine.update(status=TaskResultStatus.READY, started_at=None)
        elif mine.update(
            status=TaskResultStatus.FAILED,
            finished_at=now,
            exception_class_path=f"{WorkerLost.__module__}.{WorkerLost.__qualname__}",
        ):
            given_up += 1
            logger.error("task_given_up", extra={"task": task.task_path, "task_id": str(task.pk)})
    return again, given_up


def publish_scheduled(*, now):
    """Publish and withdraw pages whose moment has come."""
    call_command("publish_scheduled", verbosity=0)


def forget_finished_tasks(*, now):
    """Tasks that were done a week ago."""
    call_command("prune_db_task_results", queue_name="*", min_age_days=TASKS_RETENTION.days, verbosity=0)


def forget_old_sessions(*, now):
    """Sessions nobody can use any more."""
    call_command("clearsessions", verbosity=0)


def look_for_lost_tasks(*, now):
    """Tasks whose worker was ended while it was at them."""
    again, given_up = take_up_lost_tasks(now=now)
    return f"{again} started again, {given_up} given up" if again or given_up else ""


def forget_old_uploads(*, now):
    """Tables that somebody brought and did not say yes to."""
    forget_uploads(now=now)


def register():
    registries.periodic_tasks.register("forget uploads", PeriodicTask(timedelta(hours=1), forget_old_uploads))
    registries.periodic_tasks.register("publish scheduled pages", PeriodicTask(timedelta(minutes=1), publish_scheduled))
    registries.periodic_tasks.register("take up lost tasks", PeriodicTask(timedelta(minutes=5), look_for_lost_tasks))
    registries.periodic_tasks.register("forget old limits", PeriodicTask(timedelta(hours=1), limits.forget_windows))
    registries.periodic_tasks.register("forget finished tasks", PeriodicTask(timedelta(days=1), forget_finished_tasks))
    registries.periodic_tasks.register("forget old sessions", PeriodicTask(timedelta(days=1), forget_old_sessions))


logger = logging.getLogger(__name__)
