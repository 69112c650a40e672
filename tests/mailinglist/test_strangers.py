"""Anybody can type anybody's address: that changes nothing of what its owner has said."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from core import people
from mail import services as mail
from mail.addresses import digests
from mail.models import OutboxMessage, SuppressedAddress
from mailinglist import services, tokens
from mailinglist.models import ConsentRecord, Subscriber
from tests.factories.mailinglist import SubscriberFactory
from tests.mailinglist.test_journey import join, link_in, topic

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
MONTH = timedelta(days=30)
pytestmark = pytest.mark.django_db


def person(state, **values):
    """Somebody who once said yes to funding, and what has become of them."""
    subscriber = SubscriberFactory(email="amina@example.org", state=state, **values)
    subscriber.subscriptions.create(topic_key=topic("funding"))
    for step in ("asked", "confirmed"):
        subscriber.consents.create(step=step, words="Yes", language="en", at=NOON - timedelta(days=400))
    return subscriber


def everything():
    """What is known of the one person there is."""
    subscriber = Subscriber.objects.get()
    topics = {str(key) for key in subscriber.subscriptions.values_list("topic_key", flat=True)}
    return subscriber.state, topics, [record.step for record in subscriber.consents.all()]


@pytest.mark.parametrize(
    ("state", "mails", "steps"),
    [
        ("complained", 0, ["asked", "confirmed"]),
        ("bounced", 1, ["asked", "confirmed", "asked"]),
        ("unsubscribed", 1, ["asked", "confirmed", "asked"]),
        ("confirmed", 1, ["asked", "confirmed"]),
    ],
)
def test_a_sign_up_in_somebody_elses_name_changes_neither_their_state_nor_topics(client, home_page, state, mails, steps):
    person(state)

    response = join(client)

    assert response.url == "/mailing-list/check-your-email/"
    assert everything() == (state, {topic("funding")}, steps)
    assert OutboxMessage.objects.count() == mails


def test_who_wants_no_mail_at_all_is_not_even_kept(client, home_page):
    mail.suppress(address="amina@example.org", reason="complained", now=NOON)

    response = join(client)

    assert response.url == "/mailing-list/check-your-email/"
    assert (Subscriber.objects.count(), OutboxMessage.objects.count()) == (0, 0)


@pytest.mark.parametrize("state", ["unsubscribed", "bounced", "complained"])
def test_their_own_act_brings_them_back(client, home_page, state):
    subscriber = person(state)
    mail.suppress(address=subscriber.email, reason=state, now=NOON)
    path = f"/mailing-list/confirm/{tokens.make(subscriber, tokens.CONFIRM)}/"

    client.get(path)
    assert (everything()[0], SuppressedAddress.objects.count()) == (state, 1)
    client.post(path)

    assert everything() == ("confirmed", {topic("funding")}, ["asked", "confirmed", "confirmed"])
    assert SuppressedAddress.objects.count() == 0


def test_choosing_topics_in_their_own_page_brings_them_back(client):
    subscriber = person("complained")
    mail.suppress(address=subscriber.email, reason="complained", now=NOON)

    client.post(
        f"/mailing-list/preferences/{tokens.make(subscriber, tokens.PREFERENCES)}/",
        {"action": "change", "topics": [topic("funding")]},
    )

    assert everything() == ("confirmed", {topic("funding")}, ["asked", "confirmed", "changed"])
    assert mail.is_suppressed("amina@example.org") is False


def test_what_was_asked_for_holds_once_it_is_confirmed_and_is_read_before(client, home_page):
    person("unsubscribed")
    join(client, topics=[topic("events")])
    link = link_in(OutboxMessage.objects.get())

    page = client.get(link).content.decode()
    client.post(link)

    assert ("<li>Events</li>" in page, "<li>Funding</li>" in page) == (True, False)
    assert everything() == ("confirmed", {topic("events")}, ["asked", "confirmed", "asked", "confirmed"])


def test_a_wish_nobody_confirms_is_forgotten_and_the_proof_of_before_stays(client, home_page):
    person("unsubscribed", created_at=NOON - timedelta(days=400))
    with time_machine.travel(NOON, tick=False):
        join(client)

    assert services.forget_unconfirmed(now=NOON + MONTH) == 0
    assert services.forget_unconfirmed(now=NOON + MONTH + timedelta(seconds=1)) == 1

    assert everything() == ("unsubscribed", {topic("funding")}, ["asked", "confirmed"])
    assert Subscriber.objects.get().asked_at is None


def test_somebody_whom_an_earlier_release_made_unconfirmed_keeps_the_proof(db):
    person("unconfirmed", created_at=NOON - timedelta(days=400))

    services.forget_unconfirmed(now=NOON)

    assert everything() == ("unsubscribed", {topic("funding")}, ["asked", "confirmed"])


def test_whoever_asks_again_is_remembered_from_then_on(client, home_page):
    for moment in (NOON, NOON + timedelta(days=20)):
        with time_machine.travel(moment, tick=False):
            join(client)

    kept = [services.forget_unconfirmed(now=NOON + timedelta(days=days)) for days in (31, 50, 51)]

    assert (kept, Subscriber.objects.count()) == ([0, 0, 1], 0)


def test_somebody_who_never_asked_hears_no_more_whoever_types_their_address(client, home_page):
    join(client)
    written = OutboxMessage.objects.get().text
    never = re.search(r"https?://[^/]+(/mailing-list/never/\S+)", written)[1]
    assert "after 30 days" in written

    client.get(never)
    assert Subscriber.objects.count() == 1
    answer = client.post(never)
    join(client)

    assert (answer.status_code, Subscriber.objects.count(), ConsentRecord.objects.count()) == (200, 0, 0)
    assert OutboxMessage.objects.count() == 0
    assert "amina" not in str(list(SuppressedAddress.objects.values()))


def test_somebody_who_once_agreed_and_wants_no_more_keeps_the_proof(client):
    subscriber = person("confirmed")

    client.post(f"/mailing-list/never/{tokens.make(subscriber, tokens.REFUSE)}/")

    assert everything() == ("unsubscribed", {topic("funding")}, ["asked", "confirmed", "left"])
    assert mail.is_suppressed("amina@example.org") is True


OFF_THE_LIST = ["unsubscribed", "bounced", "complained"]


@pytest.mark.parametrize(
    ("state", "offered"), [("complained", ["complained"]), ("unsubscribed", OFF_THE_LIST), ("bounced", OFF_THE_LIST)]
)
def test_staff_put_nobody_on_the_list_and_take_no_complaint_back(admin_client, state, offered):
    subscriber = person(state)

    page = admin_client.get(f"/admin/subscribers/edit/{subscriber.pk}/")
    for other in {"confirmed", *OFF_THE_LIST} - set(offered):
        admin_client.post(f"/admin/subscribers/edit/{subscriber.pk}/", {"state": other})

    shown = [value for value, _label in page.context["form"].fields["state"].choices]
    assert (shown, everything()[0]) == (offered, state)


SPELLINGS = ["amina+1@example.org", '"amina"@example.org', '"ami\\na+x"@Example.org', "amina@example.org"]


def sign_up(email):
    """What a form does, whatever it thinks of the address."""
    services.subscribe(email=email, topics=[], place="/", address="http://testserver", site_name="Engage", now=NOON)


def kept():
    return list(Subscriber.objects.values_list("email", "state")), OutboxMessage.objects.count()


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("said", ["refused", "complained, as an earlier release kept it", "complained"])
def test_whoever_wants_no_mail_gets_none_in_another_spelling(admin_client, home_page, spelling, said):
    subscriber = SubscriberFactory(email="amina@example.org", state="unconfirmed" if said == "refused" else "confirmed")
    if said == "refused":
        services.refuse(subscriber=subscriber, now=NOON)
    elif said == "complained":
        admin_client.post(f"/admin/subscribers/edit/{subscriber.pk}/", {"state": "complained"})
        assert mail.is_suppressed("amina@example.org") is True
    else:
        Subscriber.objects.update(state="complained")
    before = kept()

    sign_up(spelling)

    assert kept() == before
    assert before[1] == 0


def test_another_spelling_of_somebody_who_has_said_nothing_is_written_to(home_page):
    """The positive control."""
    SubscriberFactory(email="amina@example.org", state="confirmed")

    sign_up("amina+1@example.org")

    assert kept()[1] == 1


@pytest.mark.parametrize("by", ["staff", "themselves", "everywhere"])
@pytest.mark.parametrize("state", ["complained", "confirmed"])
def test_a_complaint_outlives_the_row_that_is_forgotten(admin_client, home_page, by, state):
    subscriber = person(state)

    if by == "staff":
        admin_client.post(f"/admin/subscribers/delete/{subscriber.pk}/")
    elif by == "themselves":
        admin_client.post(f"/mailing-list/preferences/{tokens.make(subscriber, tokens.PREFERENCES)}/", {"action": "erase"})
    else:
        people.erase(address=subscriber.email)
    assert kept() == ([], 0)
    sign_up("amina+1@example.org")

    assert kept()[1] == (0 if state == "complained" else 1)


def test_what_an_earlier_release_suppressed_in_one_spelling_is_kept_for_all_when_it_is_forgotten(home_page, settings):
    subscriber = SubscriberFactory(email="amina+news@example.org", state="unsubscribed")
    plain = digests("amina+news@example.org")[-1]
    SuppressedAddress.objects.create(digest=plain, reason="refused", since=NOON)
    assert mail.is_suppressed("amina@example.org") is False

    services.erase(subscriber=subscriber)

    assert mail.is_suppressed("amina@example.org") is True
