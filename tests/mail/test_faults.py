"""Mail servers that are away, silent or mad: the mail waits, and goes out once when the server is back."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail as delivered
from django.core.mail.backends import locmem

from mail import services
from mail.models import OutboxMessage
from tests.mail.servers import broken, free_port, working

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
GREETING = b"220 mail.example.org\r\n"
UNTIL_DATA = [GREETING, b"250 mail.example.org\r\n", b"250 OK\r\n", b"250 OK\r\n", b"354 Go on\r\n"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def server_at(settings):
    settings.MAIL_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 0.3

    def set_port(port):
        settings.EMAIL_PORT = port

    return set_port


def write(recipient="amina@example.org"):
    return services.send(recipient=recipient, subject="Hello", text="Hi.", purpose="test", now=NOON)


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ([], "SMTPServerDisconnected"),
        ([b"\x00\xff\x01 not SMTP at all\r\n"], "SMTPConnectError"),
        ([b"x" * 100_000], "SMTPResponseException"),
        ([b"554 Go away\r\n"], "SMTPConnectError"),
        ([GREETING], "SMTPServerDisconnected"),
        ([*UNTIL_DATA, b"451 Disk full\r\n"], "SMTPDataError"),
        (UNTIL_DATA, "SMTPServerDisconnected"),
    ],
    ids=["silent", "garbage", "a line without end", "unwilling", "silent after its greeting", "full", "silent after the mail"],
)
def test_a_broken_server_makes_mail_wait_and_it_goes_out_once_when_the_server_is_back(said, error, server_at):
    message = write()
    with broken(*said) as server:
        server_at(server.port)
        assert (services.deliver(message.pk, now=NOON), server.asked) == (False, 1)
    row = OutboxMessage.objects.get()
    assert (row.state, row.tries, row.next_try_at, row.leased_until) == ("waiting", 1, NOON + timedelta(minutes=1), None)
    assert row.last_error == error

    with working() as mailbox:
        server_at(mailbox.port)
        sent = [services.deliver_due(now=NOON + timedelta(minutes=minutes)) for minutes in (0, 1, 2)]

    assert sent == [0, 1, 0]
    [(recipients, text)] = mailbox.taken
    assert recipients == ["amina@example.org"]
    assert f"Message-ID: <{message.uid}@localhost>" in text


def test_a_server_that_refuses_connections_is_waited_for(server_at):
    write()
    server_at(free_port())
    assert services.deliver_due(now=NOON) == 0

    with working() as mailbox:
        server_at(mailbox.port)
        assert services.deliver_due(now=NOON + timedelta(minutes=1)) == 1
    assert len(mailbox.taken) == 1


def test_what_a_server_says_at_parting_does_not_make_mail_leave_twice(server_at):
    message = write()
    with broken(*UNTIL_DATA, b"250 Taken\r\n", b"x" * 100_000) as server:
        server_at(server.port)
        assert services.deliver(message.pk, now=NOON) is True

    assert OutboxMessage.objects.get().state == "sent"


def test_a_server_that_is_silent_is_asked_once_in_a_sweep_and_not_for_each_message(server_at):
    for number in range(5):
        write(f"person{number}@example.org")

    with broken() as server:
        server_at(server.port)
        assert (services.deliver_due(now=NOON), server.asked) == (0, 1)

    assert sorted(OutboxMessage.objects.values_list("tries", flat=True)) == [0, 0, 0, 0, 1]


def test_one_that_a_server_refuses_holds_up_no_other(server_at):
    refuses_ben = [GREETING, b"250 mail.example.org\r\n", b"250 OK\r\n", b"550 Nobody here\r\n", b"250 OK\r\n", b"221 Bye\r\n"]
    for name in ("amina", "ben"):
        write(f"{name}@example.org")

    with broken(*refuses_ben) as server:
        server_at(server.port)
        services.deliver_due(now=NOON)

    assert (server.asked, sorted(OutboxMessage.objects.values_list("tries", flat=True))) == (2, [1, 1])
    assert set(OutboxMessage.objects.values_list("last_error", flat=True)) == {"SMTPRecipientsRefused"}


def test_mail_leaves_newest_and_oldest_in_turn_so_that_neither_waits_for_all_the_others():
    for number in range(6):
        write(f"person{number}@example.org")

    services.deliver_due(now=NOON)

    assert [mail.to for mail in delivered.outbox] == [[f"person{number}@example.org"] for number in (5, 0, 4, 1, 3, 2)]


def test_a_sweep_ends_when_its_time_is_over_and_the_next_goes_on():
    for number in range(3):
        write(f"person{number}@example.org")

    assert [services.deliver_due(now=NOON, at_most=timedelta(0)) for _sweep in range(4)] == [1, 1, 1, 0]


class Slow(locmem.EmailBackend):
    """Takes seven minutes for a message, by the clock, and looks at the lease it is held by."""

    leases = []
    clock = None

    def send_messages(self, messages):
        self.leases.append(OutboxMessage.objects.get(recipient=messages[0].to[0]).leased_until)
        self.clock.shift(timedelta(minutes=7))
        return super().send_messages(messages)


def test_a_lease_begins_when_a_message_is_taken_and_not_when_the_sweep_began(settings):
    """Else what is taken late in a long sweep could be taken by another worker at once, and leave twice."""
    settings.MAIL_DELIVERY_BACKEND = "tests.mail.test_faults.Slow"
    write(), write("ben@example.org")
    with time_machine.travel(NOON, tick=False) as clock:
        Slow.clock, Slow.leases = clock, []
        assert services.deliver_due() == 2

    assert Slow.leases == [NOON + services.LEASE, NOON + timedelta(minutes=7) + services.LEASE]


def test_a_lease_lasts_longer_than_the_longest_talk_with_a_server(settings):
    assert services.LEASE.total_seconds() > 20 * settings.EMAIL_TIMEOUT
