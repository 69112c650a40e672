"""Tables that editors bring wait for the worker, are nobody else's, and are forgotten."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from core.models import Upload
from core.uploads.tables import bring, brought, read_upload
from opportunities.external.models import FoundCall
from tests.factories.external import CallSourceFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
TABLE = b"title,link\nSeed fund,https://f.example/1\n"


@pytest.fixture
def worker(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "imports"]}}

    def work():
        waiting = list(DBTaskResult.objects.filter(task_path=read_upload.module_path))
        for one in waiting:
            read_upload.func(*one.args_kwargs["args"])
        return [one.queue_name for one in waiting]

    return work


def table(user, content=TABLE, **values):
    return bring(**{"content": content, "name": "a.csv", "purpose": "external calls", "about": "1", "user": user, **values})


def test_a_table_of_calls_is_read_by_the_worker_while_a_page_waits(client, worker):
    client.force_login(UserFactory(is_superuser=True))
    source = CallSourceFactory()
    file = SimpleUploadedFile("calls.csv", TABLE)

    sent = client.post(reverse("opportunities_upload"), {"source": source.pk, "file": file})
    waiting = client.get(sent.url).content.decode()
    queues = worker()
    ready = client.get(sent.url).content.decode()

    assert ('http-equiv="refresh"' in waiting, "Seed fund" in waiting, queues) == (True, False, ["imports"])
    assert ('http-equiv="refresh"' in ready, "Seed fund" in ready, FoundCall.objects.count()) == (False, True, 0)


def test_a_table_that_cannot_be_read_is_not_kept_and_says_why(worker):
    upload = table(UserFactory(), b"title,link\n")
    worker()

    upload.refresh_from_db()
    words = "This file has headings and no rows."
    assert (upload.state, upload.problem, upload.content, upload.table) == ("refused", words, None, None)


def test_what_somebody_brought_is_nobody_elses_and_for_nothing_else():
    mine, other = UserFactory(), UserFactory()
    upload = table(mine)
    asked = {"key": upload.key, "purpose": "external calls", "about": "1", "user": mine}

    assert brought(**asked) == upload
    assert [brought(**asked | one) for one in ({"user": other}, {"about": "2"}, {"purpose": "sessions"}, {"key": "x"})] == [
        None
    ] * 4


def test_a_second_table_takes_the_place_of_the_first_and_of_no_other_persons():
    mine, other = UserFactory(), UserFactory()
    table(mine)
    theirs, second = table(other), table(mine)

    assert set(Upload.objects.all()) == {theirs, second}


def test_tables_are_forgotten_after_a_day():
    table(UserFactory(), now=NOW - timedelta(hours=25))
    kept = table(UserFactory(), now=NOW - timedelta(hours=23))

    with time_machine.travel(NOW, tick=False):
        call_command("housekeeping", "forget uploads")

    assert list(Upload.objects.all()) == [kept]
