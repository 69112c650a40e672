import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail as django_mail
from django.db import connection

from core import registries
from mail import services
from mail.addresses import digest
from mail.models import OutboxMessage

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)


def write(**values):
    return services.send(
        **({"recipient": "amina@example.org", "subject": "Hello", "text": "Hi.", "purpose": "test", "now": NOON} | values)
    )


def test_a_mail_is_written_first_and_delivered_when_that_is_committed(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        message = write()
    assert (message.state, django_mail.outbox, len(callbacks)) == ("waiting", [], 1)

    assert services.deliver(message.pk, now=NOON) is True

    [sent] = django_mail.outbox
    assert (sent.to, sent.subject, sent.body) == (["amina@example.org"], "Hello", "Hi.")
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
    assert OutboxMessage.objects.get().state == "sent"


def test_a_bell_that_cannot_be_rung_breaks_nothing_and_the_chore_rings_again(db, settings, django_capture_on_commit_callbacks):
    queues = settings.TASKS["default"]["QUEUES"]
    settings.TASKS = {"default": settings.TASKS["default"] | {"QUEUES": ["default"]}}
    with django_capture_on_commit_callbacks(execute=True):
        write()
    assert OutboxMessage.objects.get().state == "waiting"
    settings.TASKS = {"default": settings.TASKS["default"] | {"QUEUES": queues}}

    with time_machine.travel(NOON, tick=False):
        registries.periodic_tasks["deliver mail again"].do(now=NOON)

    assert OutboxMessage.objects.get().state == "sent"


def test_a_mail_is_sent_once(db):
    message = write()

    assert [services.deliver(message.pk, now=NOON) for _time in range(2)] == [True, False]
    assert len(django_mail.outbox) == 1


@pytest.fixture
def broken_server(settings):
    settings.MAIL_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 2


def test_a_server_that_is_down_postpones_and_at_last_gives_up(db, broken_server):
    message, now, waits = write(), NOON, []
    while OutboxMessage.objects.get().state == "waiting":
        assert services.deliver(message.pk, now=now) is False
        waits.append(OutboxMessage.objects.get().next_try_at - now)
        now = max(now, OutboxMessage.objects.get().next_try_at)

    assert waits[: len(services.WAITS)] == services.WAITS
    row = OutboxMessage.objects.get()
    assert (row.state, row.last_error) == ("failed", "ConnectionRefusedError")


def test_a_message_held_by_a_worker_that_died_is_delivered_when_its_lease_is_over(db):
    message = write()
    OutboxMessage.objects.update(leased_until=NOON + services.LEASE)

    assert services.deliver_due(now=NOON) == 0
    assert services.deliver_due(now=NOON + services.LEASE) == 1
    assert OutboxMessage.objects.get(pk=message.pk).state == "sent"


def test_a_suppressed_address_gets_nothing_however_it_is_spelt(db):
    services.suppress(address="Amina@Example.org ", reason="complained", now=NOON)
    message = write()

    services.deliver(message.pk, now=NOON)

    assert (OutboxMessage.objects.get().state, django_mail.outbox) == ("suppressed", [])
    assert "amina" not in digest("amina@example.org")


def test_finished_mail_is_forgotten_after_its_time_and_waiting_mail_is_not(db):
    done, _waiting = write(), write(recipient="ben@example.org")
    services.deliver(done.pk, now=NOON)

    assert services.forget_old(now=NOON + services.RETENTION) == 0
    assert services.forget_old(now=NOON + services.RETENTION + timedelta(seconds=1)) == 1
    assert OutboxMessage.objects.get().recipient == "ben@example.org"


def race(message, deliver):
    """How many of four deliverers at once believe they sent the message."""
    start, results = threading.Barrier(4), []

    def run():
        try:
            start.wait(10)
            results.append(deliver(message.pk))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sum(results)


needs_threads = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@needs_threads
def test_four_deliverers_at_once_send_once():
    message = write()

    assert race(message, lambda pk: services.deliver(pk, now=NOON)) == 1


@needs_threads
def test_without_the_lease_they_would_send_more_than_once():
    """The positive control: the race above is a real one."""
    message = write()
    looked = threading.Barrier(4)

    def unguarded(pk):
        is_due = OutboxMessage.objects.due(now=NOON).filter(pk=pk).exists()
        looked.wait(10)
        OutboxMessage.objects.filter(pk=pk).update(state="sent", finished_at=NOON)
        return is_due

    assert race(message, unguarded) == 4
