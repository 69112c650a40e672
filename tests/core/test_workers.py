"""Who does which tasks, and what becomes of those whose worker was ended."""

import shlex
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management.base import CommandParser
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from core import registries
from core.periodic_tasks import LOST_AFTER, LOST_SOONER, STARTS, WORKERS, take_up_lost_tasks

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
ROOT = Path(settings.REPOSITORY)


def options_of(words):
    parser = CommandParser()
    db_worker.Command().add_arguments(parser)
    # Tests run tasks at once, and have no such backend.
    parser.set_defaults(backend_name=None)
    return vars(parser.parse_args(words))


def queues(words):
    options = options_of(words)
    named = set(options["queue_name"].split(","))
    return (set(settings.TASKS["default"]["QUEUES"]) if "*" in named else named) - set(options["exclude_queues"].split(","))


def test_mail_has_a_worker_of_its_own_and_every_queue_has_one():
    assert queues(WORKERS["mail worker"]) == {"mail"}
    assert queues(WORKERS["worker"]) == set(settings.TASKS["default"]["QUEUES"]) - {"mail"}


def test_no_worker_watches_the_source_or_looks_more_often_than_needed():
    """Both cost a part of a core for nothing; mail has to leave within five seconds."""
    for name, words in WORKERS.items():
        options = options_of(words)
        assert (options["reload"], 1 < options["interval"] <= (2 if "mail" in name else 5)) == (False, True)


@pytest.mark.parametrize("file", ["compose.yaml", "docs/deployment.md"])
def test_the_same_workers_are_started_everywhere(file):
    words = (ROOT / file).read_text().replace("`", "\n").splitlines()
    started = [shlex.split(line.partition("db_worker ")[2]) for line in words if "db_worker " in line]

    assert sorted(started) == sorted(WORKERS.values())


def running(queue, *, started_at, starts=1):
    return DBTaskResult.objects.create(
        task_path="core.pictures.make_renditions",
        args_kwargs={"args": [1], "kwargs": {}},
        queue_name=queue,
        backend_name="default",
        status=TaskResultStatus.RUNNING,
        started_at=started_at,
        worker_ids=[f"worker-{number}" for number in range(starts)],
        exception_class_path="",
        traceback="",
    )


@pytest.mark.parametrize("queue", ["default", "mail", "pictures", "imports"])
def test_a_task_whose_worker_is_no_more_is_started_again(db, queue):
    lost_after = LOST_SOONER.get(queue, LOST_AFTER)
    lost = running(queue, started_at=NOON - lost_after)
    at_work = running(queue, started_at=NOON - lost_after + timedelta(seconds=1))

    assert [take_up_lost_tasks(now=NOON) for _time in range(2)] == [(1, 0), (0, 0)]

    lost.refresh_from_db()
    at_work.refresh_from_db()
    assert (lost.status, lost.started_at, at_work.status) == ("READY", None, "RUNNING")
    assert lost in DBTaskResult.objects.ready()


def test_a_task_that_ends_its_worker_each_time_is_given_up(db):
    task = running("pictures", started_at=NOON - LOST_AFTER, starts=STARTS)

    assert take_up_lost_tasks(now=NOON) == (0, 1)

    task.refresh_from_db()
    assert (task.status, task.finished_at, task.exception_class_path) == ("FAILED", NOON, "core.periodic_tasks.WorkerLost")
    assert task.task_result.errors[0].exception_class.__name__ == "WorkerLost"


def test_the_housekeeper_takes_up_lost_tasks(db):
    running("mail", started_at=timezone.now() - LOST_AFTER)

    assert registries.periodic_tasks["take up lost tasks"].do(now=timezone.now()) == "1 started again, 0 given up"
