"""What an editor sees of a file while the worker reads it, and when it can't."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from core.imports.tables import MOST_BYTES
from events.imports.steps import work_on_import
from events.models import EventPage, Import
from tests.factories.users import UserFactory

from .desk import NOON
from .files import csv_file

QUEUES = ["default", "mail", "pictures", "imports"]


@pytest.fixture
def worker(settings):
    """Tasks wait until it is told to do them."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": QUEUES}}

    def work():
        waiting = list(DBTaskResult.objects.all())
        for one in waiting:
            work_on_import.func(*one.args_kwargs["args"])
        DBTaskResult.objects.all().delete()
        return [one.queue_name for one in waiting]

    return work


def test_a_file_is_not_read_while_its_editor_waits(desk, worker):
    answer = desk.upload(csv_file("Title", "Stars"))
    waiting = desk.client.get(answer.url)
    queues = worker()
    ready = desk.client.get(answer.url)

    assert 'http-equiv="refresh"' in waiting.content.decode()
    assert (waiting.context["batch"].state, queues) == ("reading", ["imports"])
    assert (ready.url, Import.objects.get().state) == (
        reverse("event_imports:columns", args=[Import.objects.get().pk]),
        "uploaded",
    )


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (csv_file("Title,Title", "a,b"), "a.csv", "Two columns are called “Title”."),
        (csv_file("Title,Starts", "Stars,18:00", "Mo\0ns,"), "a.csv", "Row 3, Title: there is a NUL character in this cell."),
        (b"PK\x03\x04 no zip at all", "a.xlsx", "This workbook is damaged"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nnonsense\r\n", "a.ics", "This calendar file is damaged"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_is_not_kept(desk, worker, content, name, words):
    answer = desk.upload(content, name)
    worker()
    told = desk.client.get(answer.url)

    batch = Import.objects.get()
    assert (told.status_code, words in told.content.decode()) == (422, True)
    assert (batch.state, batch.content, batch.head, batch.rows.count(), EventPage.objects.count()) == (
        "unreadable",
        None,
        {},
        0,
        0,
    )


def test_a_file_that_takes_too_long_is_given_up_in_words(desk, worker, settings):
    settings.READING_SECONDS = 0.2
    lines = "\r\n".join(
        f"BEGIN:VEVENT\r\nUID:{n}\r\nDTSTART:20270318T180000\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT" for n in range(130)
    )
    answer = desk.upload(f"BEGIN:VCALENDAR\r\n{lines}\r\nEND:VCALENDAR".encode(), "a.ics")
    worker()

    assert "takes far too long to read" in desk.client.get(answer.url).content.decode()
    assert Import.objects.values_list("state", "content").get() == ("unreadable", None)


def test_a_file_that_was_read_twice_is_read_once(desk, worker):
    """A worker that was thought lost comes back when the columns are chosen already."""
    desk.upload(csv_file("Title", "Stars"))
    worker()
    Import.objects.update(state=Import.State.CHECKED, columns={"Title": "summary"})

    work_on_import.func(Import.objects.get().pk)

    assert Import.objects.values_list("state", "columns").get() == ("checked", {"Title": "summary"})


def test_reading_that_was_cut_off_can_go_on(desk, worker):
    answer = desk.upload(csv_file("Title", "Stars"))
    DBTaskResult.objects.all().delete()
    with time_machine.travel(NOON + timedelta(minutes=3), tick=False):
        page = desk.client.get(answer.url).content.decode()
        desk.press("go_on")
    worker()

    assert ("the work was cut off" in page, 'http-equiv="refresh"' in page) == (True, False)
    assert Import.objects.get().state == "uploaded"


def test_two_editors_at_once_do_not_meet(desk, worker, client, events_page):
    desk.upload(csv_file("Title", "Stars"))
    client.force_login(UserFactory(is_superuser=True))
    desk.upload(csv_file("Title", "Moons"))
    worker()

    heads = Import.objects.order_by("pk").values_list("head__rows", flat=True)
    assert list(heads) == [[[2, ["Stars"]]], [[2, ["Moons"]]]]


def test_one_person_fills_neither_the_queue_nor_the_disk(desk, worker):
    answers = [desk.upload(csv_file("Title", "Stars")) for _number in range(61)]

    assert [answer.status_code for answer in answers] == [302] * 60 + [422]
    assert "very many files in the last hour" in answers[-1].content.decode()
    assert Import.objects.exclude(content=None).count() == 20


def test_what_is_too_large_is_refused_at_once(desk, worker):
    assert (desk.upload(b"x" * (MOST_BYTES + 1)).status_code, Import.objects.count()) == (422, 0)
