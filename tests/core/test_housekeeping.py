"""What has to be done regularly is done when it is due, once, and by itself."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from core import registries
from core.models import PeriodicTaskState
from core.periodic_tasks import PeriodicTask, run_periodic_tasks
from home.models import StandardPage
from tests.factories.home import StandardPageFactory

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Diary:
    """A task that writes down when it was done, and fails when it is told to."""

    def __init__(self):
        self.done, self.is_broken = [], False

    def __call__(self, *, now):
        if self.is_broken:
            raise ConnectionError("no route to host")
        self.done.append(now)
        return "watered"


@pytest.fixture
def diary(db, monkeypatch):
    diary = Diary()
    monkeypatch.setattr(registries, "periodic_tasks", {"water the plants": PeriodicTask(HOUR, diary)})
    return diary


def run(now, **options):
    return list(run_periodic_tasks(now=now, **options))


def test_a_task_is_done_when_it_is_due_and_not_before(diary):
    moments = [NOON, NOON + HOUR - timedelta(seconds=1), NOON + HOUR, NOON + HOUR]

    outcomes = [run(moment) for moment in moments]

    assert diary.done == [NOON, NOON + HOUR]
    assert outcomes == [[("water the plants", "watered")], [], [("water the plants", "watered")], []]


def test_what_is_named_is_done_at_once(diary):
    run(NOON)

    run(NOON + timedelta(minutes=1), names=["water the plants"], is_anyway=True)
    run(NOON + timedelta(minutes=2), names=["sweep the floor"])

    assert diary.done == [NOON, NOON + timedelta(minutes=1)]


def test_what_fails_is_tried_again_soon_and_keeps_nothing_else_from_being_done(diary, monkeypatch):
    other = Diary()
    registries.periodic_tasks["sweep the floor"] = PeriodicTask(HOUR, other)
    diary.is_broken = True
    run(NOON)
    problem = PeriodicTaskState.objects.get(name="water the plants").problem
    diary.is_broken = False

    run(NOON + timedelta(minutes=5))

    assert (problem, other.done) == ("ConnectionError", [NOON])
    assert diary.done == [NOON + timedelta(minutes=5)]
    assert PeriodicTaskState.objects.get(name="water the plants").problem == ""


def test_of_two_who_look_at_once_one_does_it(diary):
    until = NOON + HOUR

    assert [PeriodicTaskState.objects.take("water the plants", now=NOON, until=until) for _each in range(2)] == [True, False]


def test_the_command_says_what_it_did_and_knows_nothing_else(diary):
    out = StringIO()
    call_command("housekeeping", "water the plants", stdout=out)

    with pytest.raises(CommandError, match="Nobody knows how to paint the fence"):
        call_command("housekeeping", "paint the fence")
    assert out.getvalue() == "water the plants: watered\n"


def test_a_scheduled_page_is_published_by_housekeeping(home_page):
    with time_machine.travel(NOON, tick=False):
        page = StandardPageFactory(parent=home_page, publish=False)
        page.go_live_at = NOON + timedelta(minutes=10)
        page.save_revision().publish()
        call_command("housekeeping")
        before = StandardPage.objects.get(pk=page.pk).live
    with time_machine.travel(NOON + timedelta(minutes=11), tick=False):
        call_command("housekeeping")

    assert (before, StandardPage.objects.get(pk=page.pk).live) == (False, True)


def test_every_room_has_said_what_it_needs():
    assert sorted(registries.periodic_tasks) == [
        "deliver mail again",
        "forget finished tasks",
        "forget imported files",
        "forget old limits",
        "forget old mail",
        "forget old sessions",
        "forget unconfirmed addresses",
        "forget uploads",
        "forget who looked at people",
        "publish scheduled pages",
        "read external calls",
        "release lapsed holds",
        "take up lost tasks",
        "tell owners whose password is guessed",
    ]
