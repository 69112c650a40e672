"""Who does which tasks. Mail has a worker of its own: nothing else is ever in front of it."""

import logging
from datetime import timedelta

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger(__name__)

#: name → options of `manage.py db_worker`. How often each looks for something to do is what an idle worker costs; it does not
#: watch the source code, which costs many times more. compose.yaml and docs/deployment.md say the same.
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
