"""The officer's inbox."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry, PageLogEntry

from opportunities.external.models import CallSource, FoundCall
from opportunities.models import FundingCallPage
from tests.factories.core import OrganisationFactory
from tests.factories.external import CallSourceFactory, FoundCallFactory
from tests.factories.opportunities import FundingCallPageFactory

NOW = datetime(2027, 9, 2, 12, 0, tzinfo=UTC)
TABLE = "title,link,closes\nSeed fund,https://f.example/1,12 October 2027\n"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def officer(client, editor):
    names = ["triage_calls", "add_callsource", "change_callsource", "view_callsource"]
    editor.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(editor)
    return editor


def inbox():
    return reverse(FoundCall.snippet_viewset.get_url_name("list"))


def triage_url(found):
    return reverse("opportunities_triage", args=[found.pk])


def values_of(response):
    """What the form is filled in with."""
    form = response.context_data["form"]
    return {name: "" if (value := form[name].value()) is None else value for name in form.fields}


def test_the_inbox_shows_what_was_found_and_what_to_know_before_deciding(client, officer):
    FoundCallFactory(title="Seed fund", resembles="The seed fund")
    FoundCallFactory(title="Travel", state="published", changed_at=NOW)

    shown = client.get(inbox()).content.decode()

    assert "Looks like “The seed fund”" in shown
    assert "Its dates have changed at the source" in shown
    assert triage_url(FoundCall.objects.get(title="Seed fund")) in shown
    assert "Travel" not in client.get(inbox(), {"state": "new"}).content.decode()


def test_a_call_is_put_on_the_list_filled_in_with_what_the_source_says(client, officer, opportunities_page):
    funder = OrganisationFactory(name="UKRI", is_funder=True)
    found = FoundCallFactory(
        title="Seed fund", link="https://f.example/1", funder="ukri", summary="For ideas.", closes_on=date(2027, 10, 12)
    )
    values = values_of(client.get(triage_url(found)))
    assert (values["title"], values["funder"], values["closes_date"]) == ("Seed fund", funder.pk, date(2027, 10, 12))

    added = {"internal_date": "2027-10-01", "contact_name": "Research office", "action": "publish"}
    answer = client.post(triage_url(found), values | added)

    page = FundingCallPage.objects.get()
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    facts = page.opportunity_facts
    assert (facts.is_external, facts.source_url, facts.last_checked_on, facts.funder, facts.contact_name) == (
        True, "https://f.example/1", date(2027, 9, 2), funder, "Research office",
    )  # fmt: skip
    one = facts.rounds.get()
    assert (one.closes_at, one.internal_deadline_at) == (
        datetime(2027, 10, 12, 22, 59, tzinfo=UTC),
        datetime(2027, 10, 1, 15, 0, tzinfo=UTC),
    )
    found.refresh_from_db()
    assert (found.state, found.page, found.decided_by) == ("published", page, officer)
    assert "Seed fund" in client.get(opportunities_page.url).content.decode()
    assert sorted(PageLogEntry.objects.filter(page=page.pk).values_list("action", flat=True)) == [
        "wagtail.create", "wagtail.publish",
    ]  # fmt: skip


def test_a_draft_stays_a_draft_and_one_without_a_deadline_is_open_all_the_time(client, officer, opportunities_page):
    found = FoundCallFactory()

    client.post(triage_url(found), values_of(client.get(triage_url(found))) | {"action": "draft"})

    page = FundingCallPage.objects.get()
    assert (page.live, page.get_latest_revision_as_object().rounds.get().mode) == (False, "rolling")


def test_two_officers_put_it_on_the_list_once(client, officer, opportunities_page):
    found = FoundCallFactory()
    values = values_of(client.get(triage_url(found))) | {"action": "draft"}

    client.post(triage_url(found), values)
    second = client.post(triage_url(found), values)

    assert (second.status_code, FundingCallPage.objects.count()) == (422, 1)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"title": ""}, "This field is required."),
        ({"closes_date": "soon"}, "Enter a valid date."),
        ({"opens_date": "2027-10-12", "closes_date": "2027-10-11"}, "It closes before it opens."),
        ({"closes_date": "2027-10-12", "internal_date": "2027-11-01"}, "The internal deadline is after the round closes."),
        ({"parent": "999999"}, "Select a valid choice."),
    ],
    ids=str,
)
def test_what_can_not_be_is_refused_in_words_and_nothing_is_kept(client, officer, opportunities_page, changed, words):
    found = FoundCallFactory()
    values = values_of(client.get(triage_url(found))) | {"action": "publish"} | changed

    answer = client.post(triage_url(found), values)

    assert (answer.status_code, words in answer.content.decode(), FundingCallPage.objects.count()) == (422, True, 0)
    assert FoundCall.objects.get().state == "new"


@pytest.mark.parametrize("state", ["watch", "not-for-us"])
def test_a_decision_is_one_button_and_stays_in_the_history(client, officer, state):
    found = FoundCallFactory()

    client.post(triage_url(found), {"action": state})

    found.refresh_from_db()
    assert (found.state, found.decided_at, found.decided_by) == (state, NOW, officer)
    assert ModelLogEntry.objects.get().action == f"opportunities.found_{state}"


def test_many_are_decided_about_at_once_but_those_on_our_list_stay(client, officer):
    ones = [FoundCallFactory() for _number in range(2)]
    listed = FoundCallFactory(state="published")
    url = reverse("wagtail_bulk_action", args=["opportunities", "foundcall", "not_for_us"])
    url += "?" + "&".join(f"id={one.pk}" for one in [*ones, listed])

    asked = client.get(url).content.decode()
    client.post(url)

    assert "Are these calls not for us?" in asked
    assert list(FoundCall.objects.order_by("pk").values_list("state", flat=True)) == ["not-for-us"] * 2 + ["published"]


def upload(client, text, **values):
    source = CallSource.objects.first() or CallSourceFactory()
    data = text if isinstance(text, bytes) else text.encode()
    return client.post(
        reverse("opportunities_upload"), {"source": source.pk, "file": SimpleUploadedFile("calls.csv", data)} | values
    )


def test_a_table_is_looked_at_before_it_is_imported(client, officer):
    looked = upload(client, TABLE)
    shown = looked.content.decode()
    assert (FoundCall.objects.count(), "Import 1 call" in shown) == (0, True)

    carried = re.search(r'name="upload" value="(.*?)"', shown)[1]
    done = client.post(
        reverse("opportunities_upload"),
        {"source": CallSource.objects.get().pk, "upload": carried, "action": "import",
         "column-title": "title", "column-link": "link", "column-closes_on": "closes"},
        follow=True,
    )  # fmt: skip

    assert "1 new, 0 known already, 0 of them changed." in done.content.decode()
    assert FoundCall.objects.values_list("title", "closes_on").get() == ("Seed fund", date(2027, 10, 12))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("name of it,where\nSeed,https://f.example\n", "Say which column has: Title, Link."),
        ("title,link\nSeed,nowhere\n", "Row 2, Link: “nowhere” is not a link."),
        ("", "The submitted file is empty."),
        (b"\x89PNG\r\n\x00\x00", "This is a picture."),
        (b"x" * (1024 * 1024 + 1), "This file is larger than 1 MB."),
    ],
    ids=["wrong columns", "wrong row", "empty", "a picture", "too large"],
)
def test_a_table_that_is_wrong_is_refused_in_words_and_nothing_is_stored(client, officer, data, words):
    answer = upload(client, data)

    assert (answer.status_code, words in answer.content.decode(), FoundCall.objects.count()) == (422, True, 0)


def test_a_feed_is_read_when_the_officer_asks_and_never_while_she_waits(client, officer, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": []}}
    source = CallSourceFactory(url="http://192.0.2.1/feed")

    answer = client.post(reverse("opportunities_read_source", args=[source.pk]), follow=True)

    assert "is being read" in answer.content.decode()
    assert CallSource.objects.get().read_at is None


def test_the_sources_say_what_is_wrong_with_them(client, officer):
    CallSourceFactory(url="https://f.example/feed", problem="This is not a feed.", read_at=NOW)

    shown = client.get(reverse(CallSource.snippet_viewset.get_url_name("list"))).content.decode()

    assert "This is not a feed." in shown


def test_nobody_without_the_permission_decides(client, editor):
    found = FoundCallFactory()
    client.force_login(editor)

    answers = [
        client.get(inbox()),
        client.get(triage_url(found)),
        client.post(triage_url(found), {"action": "watch"}),
        client.get(reverse("opportunities_upload")),
        client.post(reverse("opportunities_read_source", args=[found.source_id])),
    ]

    assert [answer.status_code for answer in answers] == [302] * 5
    assert FoundCall.objects.get().state == "new"


def test_the_inbox_asks_as_often_for_many_as_for_few(client, officer, opportunities_page):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(inbox()).status_code == 200
        return len(captured)

    FoundCallFactory(page=FundingCallPageFactory(parent=opportunities_page), state="published")
    queries()
    few = queries()
    for _number in range(4):
        FoundCallFactory(page=FundingCallPageFactory(parent=opportunities_page), state="published")

    assert queries() == few
