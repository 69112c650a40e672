"""Whatever sends mail by Django's means writes it into the outbox."""

import pytest
from django.core import mail as django_mail
from django.core.mail import EmailMessage, EmailMultiAlternatives, mail_admins, send_mail, send_mass_mail
from django.core.management import call_command
from django.db import transaction
from wagtail.models import Workflow

from mail import services
from mail.backends import mail_goes_through_the_outbox
from mail.models import OutboxMessage
from tests.factories.events import EventPageFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
WAYS = {
    "send_mail": lambda: send_mail("Hello", "Hi.", None, ["amina@example.org"]),
    "send_mass_mail": lambda: send_mass_mail([("Hello", "Hi.", None, ["amina@example.org"])]),
    "EmailMessage": lambda: EmailMessage("Hello", "Hi.", to=["Amina <Amina@example.org>"]).send(),
    "a user": lambda: UserFactory(email="amina@example.org").email_user("Hello", "Hi."),
    "mail_admins": lambda: mail_admins("Hello", "Hi."),
    "a command": lambda: call_command("sendtestemail", "amina@example.org"),
}


@pytest.mark.parametrize("way", WAYS)
def test_every_way_to_send_mail_writes_a_row_and_delivers_nothing(way, settings):
    settings.ADMINS = [("Amina", "amina@example.org")]

    WAYS[way]()

    row = OutboxMessage.objects.get()
    assert (row.recipient, row.state, django_mail.outbox) == ("amina@example.org", "waiting", [])


def full(**values):
    mail = EmailMultiAlternatives(
        **{
            "subject": "Programme",
            "body": "As text.",
            "from_email": "Festival <festival@example.org>",
            "to": ["Amina <amina@example.org>", "ben@example.org"],
            "cc": ["chi@example.org"],
            "bcc": ["dai@example.org", "Ben@example.org"],
            "reply_to": ["office@example.org"],
            "headers": {"X-Festival": "2027"},
        }
        | values
    )
    mail.attach_alternative("<p>As HTML.</p>", "text/html")
    return mail


def test_each_recipient_gets_a_row_and_all_that_the_mail_says():
    assert full().send() == 1

    for row in OutboxMessage.objects.order_by("pk"):
        services.deliver(row.pk)
    assert [mail.to for mail in django_mail.outbox] == [[f"{name}@example.org"] for name in ("amina", "ben", "chi", "dai")]
    for mail in django_mail.outbox:
        message = mail.message()
        shown = {name: message[name] for name in message if name not in ("Date", "Message-ID", "Content-Type", "MIME-Version")}
        assert shown == {
            "Subject": "Programme",
            "From": "Festival <festival@example.org>",
            "To": "Amina <amina@example.org>, ben@example.org",
            "Cc": "chi@example.org",
            "Reply-To": "office@example.org",
            "X-Festival": "2027",
            "Auto-Submitted": "auto-generated",
        }
        assert (mail.body, mail.from_email) == ("As text.", "Festival <festival@example.org>")
        assert [(part.content, part.mimetype) for part in mail.alternatives] == [("<p>As HTML.</p>", "text/html")]
        assert "dai@" not in message.as_string()


def test_an_address_stands_in_one_place_where_one_is_enough():
    send_mail("Hello", "Hi.", None, ["amina@example.org"])

    assert OutboxMessage.objects.get().headers == {"Auto-Submitted": "auto-generated"}


def test_mail_in_html_only_stays_so():
    mail = EmailMessage("Hello", "<p>Hi.</p>", to=["amina@example.org"])
    mail.content_subtype = "html"
    mail.send()

    services.deliver_due()

    [sent] = django_mail.outbox
    assert (sent.content_subtype, sent.body) == ("html", "<p>Hi.</p>")


def test_a_subject_of_any_length_is_kept_as_far_as_it_goes():
    send_mail("x" * 300, "Hi.", None, ["amina@example.org"])

    assert OutboxMessage.objects.get().subject == "x" * 254 + "…"


@pytest.mark.parametrize(
    ("prepare", "error"),
    [
        (lambda mail: mail.attach("a.pdf", b"%PDF", "application/pdf"), services.UnsupportedMail),
        (lambda mail: mail.attach_alternative("BEGIN:VCALENDAR", "text/calendar"), services.UnsupportedMail),
        (lambda mail: setattr(mail, "subject", "Hello\nBcc: eve@example.org"), django_mail.BadHeaderError),
        (lambda mail: mail.extra_headers.update({"X-Festival": "1\nBcc: eve@example.org"}), django_mail.BadHeaderError),
    ],
    ids=["an attachment", "an alternative that is not HTML", "a line break in the subject", "a line break in a header"],
)
def test_what_the_outbox_cannot_keep_is_refused_when_it_is_sent(prepare, error):
    mail = full()
    prepare(mail)

    with pytest.raises(error):
        mail.send()

    assert OutboxMessage.objects.count() == 0


def test_mail_belongs_to_what_is_going_on():
    """What is undone was never written about."""
    with transaction.atomic():
        send_mail("Hello", "Hi.", None, ["amina@example.org"])
        transaction.set_rollback(True)

    assert OutboxMessage.objects.count() == 0


def test_a_report_about_a_broken_transaction_breaks_nothing_more(settings):
    settings.ADMINS = [("Amina", "amina@example.org")]

    with transaction.atomic():
        transaction.set_rollback(True)
        mail_admins("Hello", "Hi.", fail_silently=True)

    assert OutboxMessage.objects.count() == 0


def test_wagtail_asks_moderators_by_the_outbox(events_page, django_capture_on_commit_callbacks):
    page = EventPageFactory(parent=events_page)
    UserFactory(username="amina", is_superuser=True)
    author = UserFactory(username="ben")

    with django_capture_on_commit_callbacks(execute=True):
        Workflow.objects.get().start(page, author)

    # One about the page, one about the task.
    assert list(OutboxMessage.objects.values_list("recipient", "state")) == [("amina@example.org", "sent")] * 2
    assert [mail.to for mail in django_mail.outbox] == [["amina@example.org"]] * 2


def test_the_settings_are_checked_when_the_site_starts(settings):
    assert mail_goes_through_the_outbox() == []

    settings.EMAIL_BACKEND = settings.MAIL_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert [error.id for error in mail_goes_through_the_outbox()] == ["mail.E001"]

    settings.EMAIL_BACKEND = settings.MAIL_DELIVERY_BACKEND = "mail.backends.OutboxBackend"
    assert [error.id for error in mail_goes_through_the_outbox()] == ["mail.E002"]
