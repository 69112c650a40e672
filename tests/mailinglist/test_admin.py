"""What staff see of people on the list, what they can do, and what is kept of that."""

import io
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import NoReverseMatch, reverse
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from core.models import AccessRecord
from mailinglist.models import Subscriber
from tests.factories.mailinglist import SubscriberFactory
from tests.factories.users import PASSWORD, UserFactory

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
LIST, EXPORT = "/admin/subscribers/", "/admin/subscribers/?export=csv"
WHY = "The count for the annual report"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stopped_clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def amina():
    return SubscriberFactory(email="amina@example.org")


@pytest.fixture
def keeper():
    """Somebody who keeps the list and nothing else."""
    names = ["view_subscriber", "change_subscriber", "delete_subscriber", "access_admin"]
    user = UserFactory(username="keeper")
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return user


@pytest.fixture
def desk(client, keeper):
    client.force_login(keeper)
    return client


def recorded():
    return list(AccessRecord.objects.order_by("pk").values_list("action", "kind", "subject", "number", "reason", "user_id"))


def test_a_list_that_is_looked_at_is_recorded_without_an_address(desk, keeper, amina):
    SubscriberFactory()

    pages = [desk.get(address).content.decode() for address in (LIST, f"{LIST}results/?q=amina")]

    assert ["amina@example.org" in page for page in pages] == [True, True]
    assert recorded() == [
        ("viewed", "mailinglist.subscriber", "", 2, "", keeper.pk),
        ("viewed", "mailinglist.subscriber", "", 1, "", keeper.pk),
    ]


@pytest.mark.parametrize("screen", ["inspect", "edit", "delete"])
def test_a_person_who_is_looked_at_is_recorded(desk, keeper, amina, screen):
    response = desk.get(f"{LIST}{screen}/{amina.pk}/")

    assert (response.status_code, "amina@example.org" in response.content.decode()) == (200, True)
    assert recorded() == [("viewed", "mailinglist.subscriber", str(amina.uid), 1, "", keeper.pk)]


def test_whoever_deletes_somebody_reads_whom_and_what_it_means(desk, amina):
    assert "Forget amina@example.org? They go from here" in desk.get(f"{LIST}delete/{amina.pk}/").content.decode()


def test_following_the_link_to_an_export_gives_no_file(desk, amina):
    response = desk.get(EXPORT)

    assert (response.status_code, response["content-type"], "amina" in response.content.decode()) == (
        200,
        "text/html; charset=utf-8",
        False,
    )
    assert recorded() == []


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"reason": WHY}, "This field is required."),
        ({"reason": WHY, "password": "wrong"}, "That is not your password."),
        ({"password": PASSWORD}, "This field is required."),
        ({"password": PASSWORD, "reason": "amina@example.org asked"}, "Say why without an address"),
    ],
)
def test_an_export_needs_the_password_and_a_reason_without_an_address(desk, amina, sent, words):
    response = desk.post(EXPORT, sent)

    shown = response.content.decode()
    assert (response.status_code, words in shown, "amina" in shown.replace("amina@example.org asked", "")) == (422, True, False)
    assert recorded() == []


def test_an_export_is_a_file_and_a_record(desk, keeper, amina):
    SubscriberFactory(email="=1+1@x.org")

    response = desk.post(EXPORT, {"password": PASSWORD, "reason": WHY})

    lines = response.getvalue().decode().splitlines()
    assert sorted(line.split(",")[0] for line in lines) == ["'=1+1@x.org", "E-mail", "amina@example.org"]
    assert recorded() == [("exported", "mailinglist.subscriber", "", 2, WHY, keeper.pk)]


def test_an_export_holds_what_the_list_was_narrowed_to(desk, keeper, amina):
    SubscriberFactory(state=Subscriber.State.BOUNCED)

    response = desk.post("/admin/subscribers/?state=confirmed&export=xlsx", {"password": PASSWORD, "reason": WHY})

    sheet = load_workbook(io.BytesIO(response.getvalue())).active
    assert [row[0] for row in sheet.values] == ["E-mail", "amina@example.org"]
    assert [number for _action, _kind, _subject, number, *_rest in recorded()] == [1]


def test_a_password_speaks_for_ten_minutes_and_only_for_its_owner(desk, amina, stopped_clock):
    desk.post(EXPORT, {"password": PASSWORD, "reason": WHY})

    stopped_clock.move_to(NOON + timedelta(minutes=10))
    within = desk.post(EXPORT, {"reason": WHY}).status_code
    stopped_clock.move_to(NOON + timedelta(minutes=10, seconds=1))
    after = desk.post(EXPORT, {"reason": WHY}).status_code

    assert (within, after) == (200, 422)


def test_a_confirmation_in_a_session_is_nobody_elses(desk, amina):
    desk.post(EXPORT, {"password": PASSWORD, "reason": WHY})
    other = UserFactory()
    session = desk.session
    session["password_confirmed"][0] = other.pk
    session.save()

    assert desk.post(EXPORT, {"reason": WHY}).status_code == 422


def test_passwords_are_not_guessed_here(desk, amina):
    for _each in range(10):
        desk.post(EXPORT, {"password": "wrong", "reason": WHY})

    response = desk.post(EXPORT, {"password": PASSWORD, "reason": WHY})

    assert (response.status_code, "Too many tries" in response.content.decode()) == (422, True)


def test_an_export_is_only_sent_from_this_site(keeper, amina):
    client = Client(enforce_csrf_checks=True)
    client.force_login(keeper)

    assert client.post(EXPORT, {"password": PASSWORD, "reason": WHY}).status_code == 403


def test_who_signs_in_elsewhere_signs_in_again_and_has_ten_minutes(client, keeper, amina, stopped_clock):
    keeper.set_unusable_password()
    keeper.save()
    client.force_login(keeper)
    fresh = client.post(EXPORT, {"reason": WHY}).status_code
    stopped_clock.move_to(NOON + timedelta(minutes=11))
    page = client.get(EXPORT).content.decode()

    late = client.post(EXPORT, {"reason": WHY}).status_code

    assert (fresh, late, "Sign out and in again" in page, 'name="password"' in page) == (200, 422, True, False)


def test_staff_take_somebody_off_the_list_but_never_put_them_on_it(desk, keeper):
    person = SubscriberFactory(state=Subscriber.State.COMPLAINED)

    refused = desk.post(f"{LIST}edit/{person.pk}/", {"state": "confirmed"})
    done = desk.post(f"{LIST}edit/{person.pk}/", {"state": "unsubscribed"})

    person.refresh_from_db()
    assert (refused.status_code, done.status_code, person.state, person.changed_at) == (200, 302, "unsubscribed", NOON)
    assert recorded() == [("changed", "mailinglist.subscriber", str(person.uid), 1, "", keeper.pk)]


def test_somebody_who_is_forgotten_leaves_no_address_in_any_log_of_the_admin(desk, keeper, amina):
    desk.post(f"{LIST}edit/{amina.pk}/", {"state": "unsubscribed"})
    desk.post(f"{LIST}delete/{amina.pk}/")

    assert Subscriber.objects.exists() is False
    assert [action for action, *_rest in recorded()] == ["changed", "deleted"]
    assert ModelLogEntry.objects.exists() is False


@pytest.mark.parametrize("screen", ["list", "choose", "add", "history", "usage", "copy", "index_results"])
def test_people_are_no_snippets(screen):
    for namespace in ("wagtailsnippets_mailinglist_subscriber", "wagtailsnippetchoosers_mailinglist_subscriber"):
        with pytest.raises(NoReverseMatch):
            reverse(f"{namespace}:{screen}")


def test_who_may_only_change_topics_sees_nobody(client, amina):
    user = UserFactory()
    user.user_permissions.set(Permission.objects.filter(codename__in=["change_topic", "access_admin"]))
    client.force_login(user)

    answers = [client.get(address) for address in (LIST, EXPORT, f"{LIST}inspect/{amina.pk}/")]
    answers.append(client.post(EXPORT, {"password": PASSWORD, "reason": WHY}))

    assert [(one.status_code, one.url) for one in answers] == [(302, "/admin/")] * 4
    assert recorded() == []
