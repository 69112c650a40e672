"""A new password by mail tells nobody who has an account, and waits for no mail server."""

import re
from datetime import timedelta

import pytest
from django.core import mail as delivered
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from config.limits import Limit
from mail import services
from mail.models import OutboxMessage
from tests.factories.users import UserFactory
from tests.mail.servers import broken, working

RESET = "/admin/password_reset/"
pytestmark = pytest.mark.django_db


def ask(client, email):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.post(RESET, {"email": email})
    return response, [re.sub(r"'[^']*'|\b\d+\b|[0-9a-f]{32,}", "…", query["sql"]) for query in queries]


def test_a_known_and_an_unknown_address_are_answered_by_the_same_work_and_words(client):
    UserFactory(email="amina@example.org")
    client.post(RESET, {"email": "first@example.org"})

    known, for_known = ask(client, "amina@example.org")
    unknown, for_unknown = ask(client, "nobody@example.org")

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url) == (302, "/admin/password_reset/done/")
    assert (known.content, for_known) == (unknown.content, for_unknown)
    assert not any("users_user" in query for query in for_known)


def test_whoever_has_an_account_gets_the_mail_and_nobody_else_is_kept(client, django_capture_on_commit_callbacks):
    UserFactory(username="amina", email="Amina@example.org")
    UserFactory(username="amina-admin", email="amina@example.org")
    UserFactory(username="gone", email="amina@example.org", is_active=False)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(RESET, {"email": "amina@Example.org"})
        client.post(RESET, {"email": "nobody@example.org"})
    services.deliver_due()

    assert [mail.to for mail in delivered.outbox] == [["amina@example.org"], ["amina@example.org"]]
    assert list(OutboxMessage.objects.values_list("recipient", "state")) == [("amina@example.org", "sent")] * 2
    names = {name for mail in delivered.outbox for name in ("amina-admin", "amina") if f" {name}\n" in mail.body}
    assert names == {"amina", "amina-admin"}


def test_the_link_in_the_mail_sets_a_new_password(client):
    user = UserFactory(email="amina@example.org")
    client.post(RESET, {"email": "amina@example.org"}, headers={"host": "testserver"})
    services.deliver_due()

    [link] = re.findall(r"http://localhost:8000(/\S+)", delivered.outbox[0].body)
    form = client.get(link)
    password = "seven brown horses in a row"
    client.post(form.url, {"new_password1": password, "new_password2": password})

    user.refresh_from_db()
    assert user.check_password(password)


def test_a_silent_server_is_not_asked_while_somebody_waits_and_the_mail_is_not_lost(client, settings):
    settings.MAIL_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 0.3
    UserFactory(email="amina@example.org")

    with broken() as server:
        settings.EMAIL_PORT = server.port
        client.post(RESET, {"email": "amina@example.org"})
        assert server.asked == 0
        services.deliver_due()
        assert server.asked == 1
    with working() as mailbox:
        settings.EMAIL_PORT = mailbox.port
        services.deliver_due(now=timezone.now() + services.WAITS[0])

    [(recipients, text)] = mailbox.taken
    assert recipients == ["amina@example.org"]
    assert "/admin/password_reset/confirm/" in text


def rows():
    return OutboxMessage.objects.filter(purpose="users.password_reset").count()


@pytest.mark.parametrize("email", ["amina@example.org", "nobody@example.org"])
def test_a_mailbox_is_not_filled_by_asking_again_and_the_page_does_not_tell(client, email):
    UserFactory(email="amina@example.org")

    answers = {client.post(RESET, {"email": spelling}).url for spelling in [email, email.upper()] * 8}

    assert (answers, rows()) == ({"/admin/password_reset/done/"}, 1 + 5)


def test_a_mailbox_is_not_filled_from_many_networks(client, settings):
    settings.LIMITS = settings.LIMITS | {"password-reset.day": Limit("What", ((8, timedelta(days=1)),))}

    for number in range(20):
        client.post(RESET, {"email": "amina@example.org"}, REMOTE_ADDR=f"192.0.2.{number}")

    assert rows() == 8
    assert timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT) > timedelta(days=1)


def test_what_strangers_cause_elsewhere_keeps_nobody_from_a_new_password(client, settings):
    for _time in range(settings.UNSOLICITED_MAIL_PER_DAY):
        services.send(recipient="amina@example.org", subject="Hello", text="Hi.", purpose="any form", unsolicited=True)
    assert services.send(recipient="amina@example.org", subject="", text="", purpose="any form", unsolicited=True) is None

    client.post(RESET, {"email": "amina@example.org"})

    assert rows() == 1


def test_new_passwords_take_nothing_from_what_other_forms_may_write(client):
    for _time in range(10):
        client.post(RESET, {"email": "amina@example.org"})

    assert services.send(recipient="amina@example.org", subject="", text="", purpose="any form", unsolicited=True) is not None


def test_no_network_uses_up_the_new_passwords_of_another(client):
    for spelling in ("amina@example.org", "amina+x@example.org"):
        for number in range(30):
            client.post(RESET, {"email": spelling}, REMOTE_ADDR=f"192.0.2.{number // 10}")
    before = rows()

    client.post(RESET, {"email": "amina@example.org"}, REMOTE_ADDR="198.51.100.7")

    assert (before, rows()) == (2 * (3 + 5), before + 1)


def test_a_used_up_and_an_untouched_address_are_answered_by_the_same_words_and_known_ones_by_the_same_work(client):
    UserFactory(email="amina@example.org")
    for _time in range(7):
        for email in ("amina@example.org", "nobody@example.org"):
            client.post(RESET, {"email": email})

    known, for_known = ask(client, "amina@example.org")
    unknown, for_unknown = ask(client, "nobody@example.org")
    fresh, _queries = ask(client, "first@example.org")

    assert for_known == for_unknown
    assert (known.url, known.content) == (unknown.url, unknown.content) == (fresh.url, fresh.content)
