"""Somebody is forgotten everywhere: after it, the address stands nowhere in the whole database."""

import io
import zipfile
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db import models
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry, PageLogEntry

from core import people, registries
from core.models import Upload
from events.models import Import, ImportRow
from mail import services as mail
from mail.models import OutboxMessage
from mailinglist import tokens
from mailinglist.models import Subscriber, Topic
from tests.factories.mailinglist import SubscriberFactory
from tests.factories.users import UserFactory

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
ADDRESS = "amina@example.org"
#: Not hers: they contain hers, and stay.
OTHERS = ["x.amina@example.org", "amina@example.org.uk"]
pytestmark = pytest.mark.django_db


def dump():
    """Every row of every table as text: model → what mentions her, after those that only look like her are taken out."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or not model._meta.managed:
            continue
        for row in model._base_manager.values_list():
            values = [bytes(one).decode("latin-1") if isinstance(one, bytes | memoryview) else str(one) for one in row]
            text = " ".join(values)
            for other in OTHERS:
                text = text.replace(other, "")
            if ADDRESS in text.lower():
                found.setdefault(model.__name__, []).append(row[0])
    return found


def seed(home_page):
    """Her in every place there is. Returns her on the list."""
    subscriber = SubscriberFactory(email=ADDRESS)
    subscriber.subscriptions.create(topic_key=Topic.objects.first().translation_key)
    subscriber.consents.create(step="asked", words="Yes", language="en", place=f"/?from={ADDRESS}", at=NOON)
    for text in ("waiting", "sent"):
        message = mail.send(recipient="Amina@example.org", subject=text, text=ADDRESS, purpose="test", now=NOON)
    OutboxMessage.objects.filter(pk=message.pk).update(state="sent", finished_at=NOON)
    mail.send(
        recipient="officer@example.org", subject=f"From {ADDRESS}", text=f"<AMINA@example.org>, {OTHERS[0]}", html=ADDRESS,
        headers={"Reply-To": ADDRESS}, purpose="test", now=NOON,
    )  # fmt: skip
    for number, label in enumerate([ADDRESS, *OTHERS]):
        ModelLogEntry.objects.log_action(subscriber, "wagtail.delete", title=label, data={"email": [label, number]})
    PageLogEntry.objects.log_action(home_page, "wagtail.edit", title=f"Page of {ADDRESS}")
    DBTaskResult.objects.create(
        args_kwargs={"args": [ADDRESS], "kwargs": {}}, task_path="x.y", backend_name="default", queue_name="mail",
        status="FAILED", finished_at=NOON, exception_class_path="", traceback=f"Refused: {ADDRESS}",
    )  # fmt: skip
    for content in (b"title,contact\nTalk,Amina@example.org\n", b"zipped"):
        batch = Import.objects.create(
            parent=home_page, file_name="x.csv", kind="csv", content=content, created_at=NOON, moved_at=NOON
        )
    ImportRow.objects.create(
        batch=batch, number=1, cells={"contact": ADDRESS}, problems={"contact": f"{ADDRESS}?"}, outcome="error", words=ADDRESS
    )
    return subscriber


def test_whoever_asks_to_be_forgotten_stands_nowhere_any_more(client, home_page):
    subscriber = seed(home_page)
    mail.suppress(address=ADDRESS, reason="complained", now=NOON)
    assert set(dump()) == {
        "Subscriber", "ConsentRecord", "OutboxMessage", "ModelLogEntry", "PageLogEntry", "DBTaskResult", "Import", "ImportRow",
    }  # fmt: skip

    answer = client.post(f"/mailing-list/preferences/{tokens.make(subscriber, tokens.PREFERENCES)}/", {"action": "erase"})

    assert "We have forgotten your address" in answer.content.decode()
    assert dump() == {}
    # What says that she wants no mail is no address, and stays.
    assert mail.is_suppressed(ADDRESS) is True


def test_what_is_kept_for_others_is_kept_without_her(home_page):
    seed(home_page)

    people.erase(address=ADDRESS)

    kept = OutboxMessage.objects.get()
    assert (kept.recipient, kept.subject, kept.text, kept.html, kept.headers["Reply-To"]) == (
        "officer@example.org", "From [erased]", f"<[erased]>, {OTHERS[0]}", "[erased]", "[erased]",
    )  # fmt: skip
    labels = ModelLogEntry.objects.filter(action="wagtail.delete").order_by("pk").values_list("label", "data")
    assert list(labels) == [(label, {"email": [label, number]}) for number, label in enumerate(["[erased]", *OTHERS])]
    # A file can only be emptied as a whole.
    assert list(Import.objects.values_list("content", flat=True)) == [None, None]


def test_what_is_kept_about_somebody_can_be_found(home_page):
    seed(home_page)

    assert {name: len(rows) for name, rows in people.find(address=" Amina@Example.org ").items()} == {
        "log of the admin": 1,
        "log of pages": 1,
        "tasks of the worker": 1,
        "outbox": 2,
        "mailing list": 1,
        "imported files": 1,
    }
    assert people.find(address="nobody@example.org") == {}


def zipped(text, method):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("xl/sharedStrings.xml", text)
    return file.getvalue()


TABLE = "title,contact\r\nTalk,Amina@Example.org\r\n"
#: Files that hold her, in ways bytes don't show.
HIDING = {
    "plain": TABLE.encode(),
    "with a mark": TABLE.encode("utf-8-sig"),
    "UTF-16": TABLE.encode("utf-16"),
    "UTF-16, big end first": b"\xfe\xff" + TABLE.encode("utf-16-be"),
    "UTF-16 that doesn't say so": TABLE.encode("utf-16-le"),
    "UTF-32": TABLE.encode("utf-32"),
    "Windows": f"Café,{TABLE}".encode("cp1252"),
    "packed": zipped(TABLE, zipfile.ZIP_DEFLATED),
    "packed in pieces": zipped("<t>ami</t><t>na@example.org</t>", zipfile.ZIP_DEFLATED),
    "packed and damaged": zipped("Talk", zipfile.ZIP_DEFLATED)[:-9],
    "a folded calendar": b"BEGIN:VCALENDAR\r\nDESCRIPTION:ami\r\n na@example.org\r\n",
    "a link": b"BEGIN:VCALENDAR\r\nURL:mailto:amina%40example.org\r\n",
    "HTML": b"title,contact\nTalk,amina&#64;example.org\n",
}
#: Others are looked through and are not hers.
HARMLESS = {
    "plain": "title,contact\r\nTalk é,ben@example.org\r\n".encode(),
    "UTF-16": "title,contact\r\nTalk é,ben@example.org\r\n".encode("utf-16"),
    "packed": zipped("<t>Talk</t><t>ben@example.org</t>", zipfile.ZIP_DEFLATED),
}


@pytest.mark.parametrize("content", HIDING.values(), ids=HIDING)
def test_a_file_that_holds_her_or_cannot_be_looked_through_goes(home_page, content):
    user = UserFactory()
    for number, one in enumerate([content, *HARMLESS.values()]):
        Upload.objects.create(purpose="x", about=str(number), user=user, file_name="x.csv", content=one, brought_at=NOON)
        Import.objects.create(parent=home_page, file_name=f"{number}", kind="csv", content=one, created_at=NOON, moved_at=NOON)

    people.erase(address=ADDRESS)

    assert list(Upload.objects.order_by("about").values_list("about", flat=True)) == ["1", "2", "3"]
    kept = [(one.file_name, one.content and bytes(one.content)) for one in Import.objects.order_by("file_name")]
    assert kept == [("0", None), *((str(number), one) for number, one in enumerate(HARMLESS.values(), start=1))]


def test_what_was_read_of_a_file_is_kept_without_her_and_found(home_page):
    values = {"kind": "csv", "created_at": NOON, "moved_at": NOON, "parent": home_page}
    mine = Import.objects.create(
        file_name=f"{ADDRESS}.csv", head={"rows": [["Talk", ADDRESS], [OTHERS[0]]]}, problem=f"No {ADDRESS}",
        columns={ADDRESS: "title"}, reason=f"For {ADDRESS}", content=b"Talk", **values,
    )  # fmt: skip
    Import.objects.create(file_name=f"{OTHERS[1]}.csv", head={"rows": [[OTHERS[0]]]}, content=b"Talk", **values)

    assert people.find(address=ADDRESS) == {"imported files": [f"{ADDRESS}.csv"]}
    people.erase(address=ADDRESS)

    assert dump() == {}
    mine.refresh_from_db()
    assert (mine.file_name, mine.head, mine.problem, mine.columns, mine.reason, mine.content) == (
        "[erased].csv", {"rows": [["Talk", "[erased]"], [OTHERS[0]]]}, "No [erased]", {"[erased]": "title"}, "For [erased]",
        None,
    )  # fmt: skip
    assert list(Import.objects.exclude(content=None).values_list("file_name", flat=True)) == [f"{OTHERS[1]}.csv"]


def test_mail_to_every_spelling_of_her_mailbox_goes():
    for number, recipient in enumerate(["amina+1@example.org", '"amina"@example.org', ADDRESS, *OTHERS]):
        mail.send(recipient=recipient, subject=f"{number}", text="Hi.", purpose="test", now=NOON)

    assert len(people.find(address='"Amina"@example.org')["outbox"]) == 3
    people.erase(address=ADDRESS)

    assert sorted(OutboxMessage.objects.values_list("recipient", flat=True)) == sorted(OTHERS)


def test_staff_who_delete_somebody_from_the_list_delete_them_everywhere(admin_client, home_page):
    subscriber = seed(home_page)

    admin_client.post(f"/admin/subscribers/delete/{subscriber.pk}/")

    assert (Subscriber.objects.count(), dump()) == (0, {})


def test_nobody_is_erased_by_an_empty_address(home_page):
    seed(home_page)
    before = dump()

    with pytest.raises(ValueError, match="Nobody has an empty address"):
        people.erase(address=" ")

    assert dump() == before


#: Columns for addresses that are no place of `core.people`, and why.
PUBLISHED = "an editor has published it as a way to reach a team; it is changed where it was published"
ELSEWHERE = {
    "users.User.email": "an account of staff: whoever manages accounts deletes it",
    "core.SiteSettings.contact_email": PUBLISHED,
    "events.Festival.contact_email": PUBLISHED,
    "events.EventFacts.contact_email": PUBLISHED,
    "events.EventPage.contact_email": PUBLISHED,
    "events.FestivalFacts.contact_email": PUBLISHED,
    "events.FestivalPage.contact_email": PUBLISHED,
    "events.SchoolFacts.contact_email": PUBLISHED,
    "events.SummerSchoolPage.contact_email": PUBLISHED,
}
FOUND = {"mail.OutboxMessage.recipient": "outbox", "mailinglist.Subscriber.email": "mailing list"}


def test_every_column_for_an_address_is_in_somebodys_care():
    columns = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.EmailField)
    }
    opportunities = {name for name in columns if name.startswith("opportunities.") and name.endswith(".contact_email")}

    assert columns - opportunities - set(FOUND) - set(ELSEWHERE) == set()
    assert set(FOUND.values()) <= set(registries.people)
