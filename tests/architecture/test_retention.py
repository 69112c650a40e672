"""What is promised to be forgotten is forgotten, by a task, in time; and nothing else is promised."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult

from core import registries, retention
from core.models import AccessRecord, RateLimit, Upload
from core.periodic_tasks import run_periodic_tasks
from events.models import Import
from mail import services as mail
from mail.models import OutboxMessage
from opportunities.models import Hold
from tests.factories.mailinglist import SubscriberFactory
from tests.factories.users import UserFactory

ROOT = Path(django_settings.REPOSITORY)
NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def finished_mail(home_page):
    OutboxMessage.objects.create(
        recipient="amina@example.org", purpose="test", state="sent", created_at=NOON, next_try_at=NOON, finished_at=NOON
    )


def finished_task(home_page):
    DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}}, task_path="x.y", backend_name="default", queue_name="mail", status="SUCCESSFUL",
        finished_at=NOON, exception_class_path="", traceback="",
    )  # fmt: skip


#: How to make what each promise is about, as old as can be: it was needed until NOON, or came at NOON.
SEEDS = {
    "unconfirmed addresses": lambda home: SubscriberFactory(state="unconfirmed", created_at=NOON),
    "finished mail": finished_mail,
    "imported files": lambda home: Import.objects.create(
        parent=home, file_name="x.csv", kind="csv", content=b"x", created_at=NOON, moved_at=NOON
    ),
    "finished tasks": finished_task,
    "tables that were brought": lambda home: Upload.objects.create(
        purpose="sessions", user=UserFactory(), file_name="x.csv", content=b"x", brought_at=NOON
    ),
    "who has looked at people's data": lambda home: AccessRecord.objects.create(at=NOON, action="viewed", kind="x"),
    "held shifts": lambda home: Hold.objects.create(digest="x", expires_at=NOON),
    "sessions that have ended": lambda home: Session.objects.create(session_key="x", session_data="", expire_date=NOON),
    "who has asked how often": lambda home: RateLimit.objects.create(digest="x", resets_at=NOON),
}


def test_every_promise_can_be_tried():
    assert set(SEEDS) == set(registries.retention_policies)


def test_every_promise_has_a_task_that_comes_in_time():
    periodic_tasks = {
        name: registries.periodic_tasks[promise.task].every for name, promise in registries.retention_policies.items()
    }

    assert {name: every for name, every in periodic_tasks.items() if every > retention.GRACE} == {}


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_nothing_is_there_a_day_after_it_should_have_gone(home_page, settings, name):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail"]}}
    promise = registries.retention_policies[name]
    SEEDS[name](home_page)
    late = NOON + promise.limit + retention.GRACE + SECOND
    # The positive control: it is there, as long as nobody does anything.
    assert retention.overdue(now=late) == {name: 1}

    with time_machine.travel(NOON + promise.limit - SECOND, tick=False):
        outcomes = dict(run_periodic_tasks(now=NOON + promise.limit - SECOND, names=[promise.task], is_anyway=True))
    early = promise.old(before=late).count()
    with time_machine.travel(late, tick=False):
        outcomes |= dict(run_periodic_tasks(now=late, names=[promise.task]))

    assert [error for error in outcomes.values() if isinstance(error, Exception)] == []
    assert (early, retention.overdue(now=late)) == (1, {})


UNITS = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7)}
NUMBERS = {"a": 1, "an": 1, "one": 1, "seven": 7, "fourteen": 14, "thirty": 30}
TIME = r"(\d+|an?|one|seven|fourteen|thirty) (minute|hour|day|week|month|year)s?"
FORGETTING = r"(?:forg[eo]t(?:s|ten)?|eras(?:e|es|ed|ing)|delet(?:e|es|ed) after|kept for|keep (?:it|them) for|hold your)"
PROMISED = re.compile(rf"{FORGETTING}[^.|<]{{0,60}}?\b(?:{TIME}|(half an hour))", re.IGNORECASE)


def promised_in(text):
    """Each time that a text says something is kept for: (words, how long)."""
    for found in PROMISED.finditer(text):
        number, unit, half = found.groups()
        if half:
            yield found[0], timedelta(minutes=30)
        else:
            yield found[0], int(NUMBERS.get(number.lower(), number)) * UNITS.get(unit.lower(), timedelta(days=365 * 99))


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("we forget the address after 30 days", [timedelta(days=30)]),
        ("The file is forgotten\nafter seven days.", [timedelta(days=7)]),
        ("We hold your places for half an hour", [timedelta(minutes=30)]),
        ("Answers are kept for two things, and each has its day", []),
    ],
)
def test_a_promise_in_words_is_known_when_it_is_seen(text, times):
    assert [time for _words, time in promised_in(text)] == times


def test_no_page_or_mail_names_a_time_of_forgetting_of_its_own():
    """It says `{% retention_of "…" %}`, which is what the task keeps to."""
    files = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("templates/**/*.txt")]

    assert {str(file.relative_to(ROOT)): found for file in files if (found := list(promised_in(file.read_text())))} == {}


def test_the_documents_promise_nothing_that_no_task_keeps():
    kept = {promise.limit for promise in registries.retention_policies.values()} | {timedelta(minutes=30)}
    files = [ROOT / "README.md", *ROOT.glob("docs/*.md")]

    promised = {file.name: [one for one in promised_in(file.read_text()) if one[1] not in kept] for file in files}
    assert {name: wrong for name, wrong in promised.items() if wrong} == {}


def test_the_table_of_promises_is_the_promises():
    table = (ROOT / "docs/deployment.md").read_text().partition("| What | Kept for |\n|---|---|\n")[2].partition("\n\n")[0]

    rows = dict(line.strip("| ").split(" | ") for line in table.splitlines())

    assert rows == {name: str(promise.words) for name, promise in registries.retention_policies.items()}


@pytest.mark.parametrize("name", ["unconfirmed addresses", "finished mail", "imported files", "finished tasks"])
def test_the_words_of_a_promise_are_its_time(name):
    promise = registries.retention_policies[name]

    assert str(promise.words) == f"{promise.limit.days} days"
    assert registries.retention_policies["finished mail"].limit == mail.RETENTION
