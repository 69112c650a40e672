"""Mail that anybody can cause by typing an address: a mailbox gets only so much of it, whatever form is used."""

from datetime import UTC, datetime, timedelta

import pytest

from mail import services
from mail.addresses import mailbox
from mail.models import OutboxMessage

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def write(recipient="amina@example.org", purpose="one form", now=NOON, **values):
    return services.send(recipient=recipient, subject="Hello", text="Hi.", purpose=purpose, now=now, **values)


def test_a_mailbox_gets_three_in_an_hour_over_all_forms():
    written = [write(purpose=f"form {number}", unsolicited=True) is not None for number in range(5)]

    assert written == [True, True, True, False, False]
    assert OutboxMessage.objects.count() == 3
    assert write("ben@example.org", unsolicited=True) is not None
    assert write(now=NOON + timedelta(hours=1), unsolicited=True) is not None


def test_a_mailbox_gets_ten_in_a_day(settings):
    settings.UNSOLICITED_MAIL_PER_HOUR, settings.UNSOLICITED_MAIL_PER_DAY = 3, 10
    hours = [NOON + timedelta(hours=number) for number in range(24)]

    written = sum(write(now=hour, unsolicited=True) is not None for hour in hours for _time in range(5))

    assert written == 10
    assert write(now=NOON + timedelta(days=1), unsolicited=True) is not None


def test_what_people_asked_for_themselves_is_not_counted():
    assert [write() is not None for _time in range(12)] == [True] * 12


@pytest.mark.parametrize(
    ("address", "arrives_at"),
    [
        ("amina@example.org", "amina@example.org"),
        (" Amina@Example.ORG ", "amina@example.org"),
        ("amina+news@example.org", "amina@example.org"),
        ("amina+a+b@example.org", "amina@example.org"),
        ("+amina@example.org", "+amina@example.org"),
        ('"amina"@example.org', "amina@example.org"),
        ('"ami\\na+news"@example.org', "amina@example.org"),
        ("a.mi.na@example.org", "a.mi.na@example.org"),
        ("a.mi.na+x@gmail.com", "amina@gmail.com"),
        ("a.mina@googlemail.com", "amina@gmail.com"),
        ('"a.mina+x"@GoogleMail.com', "amina@gmail.com"),
        ("amina@bücher.example", "amina@xn--bcher-kva.example"),
        ("amina@xn--bcher-kva.example", "amina@xn--bcher-kva.example"),
        ("amina@" + "x" * 70 + ".example", "amina@" + "x" * 70 + ".example"),
    ],
)
def test_spellings_of_one_mailbox_share_its_budget(address, arrives_at):
    assert mailbox(address) == arrives_at


def test_the_budget_is_that_of_the_mailbox_and_not_of_its_spelling():
    written = [write(f"Amina+{number}@example.org", unsolicited=True) is not None for number in range(10)]

    assert sum(written) == 3
