"""From the box on the home page to the list and off it again."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail as outbox
from django.test import Client

from config.limits import Limit
from mail.models import OutboxMessage
from mailinglist import services, tokens
from mailinglist.models import ConsentRecord, Subscriber, Topic
from tests.factories.mailinglist import SubscriberFactory

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
JOIN = "/mailing-list/join/"
pytestmark = pytest.mark.django_db


def topic(slug):
    return str(Topic.objects.get(slug=slug).translation_key)


def form_id(client):
    """The number of a form that was shown just now."""
    return re.search(r'name="form" value="([^"]+)"', client.get(JOIN).content.decode())[1]


def join(client, **values):
    data = {"email": "amina@example.org", "topics": [topic("events")], "place": "/", "website": "", "step": "join"}
    return client.post(JOIN, data | {"form": form_id(client)} | values)


def link_in(message):
    return re.search(r"https?://[^/]+(/\S+)", message.text)[1]


def test_the_home_page_box_leads_to_the_form_and_stores_nothing(client, home_page):
    assert 'action="/mailing-list/join/"' in client.get("/").content.decode()

    response = Client(enforce_csrf_checks=True).post(JOIN, {"email": "amina@example.org", "place": "/"})

    assert response.status_code == 200
    assert 'value="amina@example.org"' in response.content.decode()
    assert (Subscriber.objects.count(), OutboxMessage.objects.count()) == (0, 0)


def test_the_form_itself_needs_its_token(home_page):
    response = Client(enforce_csrf_checks=True).post(JOIN, {"email": "amina@example.org", "step": "join"})

    assert (response.status_code, Subscriber.objects.count()) == (403, 0)


@time_machine.travel(NOON, tick=False)
def test_somebody_joins_by_the_button_in_the_page_their_mail_leads_to(client, home_page, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = join(client, email=" Amina@Example.org ")
    assert response.url == "/mailing-list/check-your-email/"
    [sent] = outbox.outbox
    link = link_in(OutboxMessage.objects.get())
    assert (sent.to, "amina" in link) == (["amina@example.org"], False)

    opened = client.get(link)
    assert (opened.status_code, Subscriber.objects.get().state) == (200, "unconfirmed")

    client.post(link)

    subscriber = Subscriber.objects.get()
    assert (subscriber.state, [str(row.topic_key) for row in subscriber.subscriptions.all()]) == (
        "confirmed",
        [topic("events")],
    )
    proof = list(ConsentRecord.objects.values_list("step", "place", "language", "at"))
    assert proof == [("asked", "/", "en", NOON), ("confirmed", "", "en", NOON)]
    assert "I can change my mind" in ConsentRecord.objects.first().words


def test_an_address_that_is_known_gets_the_same_page_and_another_mail(client, home_page):
    unknown = join(client, email="new@example.org")
    SubscriberFactory(email="amina@example.org")

    known = join(client)

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert OutboxMessage.objects.first().subject.startswith("You are on the list")
    assert Subscriber.objects.get(email="amina@example.org").state == "confirmed"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"email": ""}, "Enter your e-mail address."),
        ({"email": "amina"}, "Enter an e-mail address in the correct form"),
        ({"email": "a@localhost"}, "Enter an e-mail address in the correct form"),
        ({"email": "a@[127.0.0.1]"}, "Enter an e-mail address in the correct form"),
        ({"email": "a@127.0.0.1"}, "Enter an e-mail address in the correct form"),
        ({"email": "a@intranet"}, "Enter an e-mail address in the correct form"),
        ({"email": "a\0b@example.org"}, "Null characters are not allowed."),
        ({"email": "a" * 300 + "@example.org"}, "Ensure this value has at most 254 characters"),
        ({"topics": []}, "Choose at least one topic."),
        ({"topics": ["nonsense"]}, "One of these topics is no longer there."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, home_page, values, words):
    response = join(client, **values)

    body = response.content.decode()
    assert (response.status_code, Subscriber.objects.count(), OutboxMessage.objects.count()) == (422, 0, 0)
    assert body.count(words) >= 2  # in the summary and at the question
    assert "There is a problem" in body


def test_a_robot_that_fills_in_everything_is_thanked_and_forgotten(client, home_page):
    response = join(client, website="https://spam.example")

    assert (response.url, Subscriber.objects.count()) == ("/mailing-list/check-your-email/", 0)


def test_many_sign_ups_from_one_place_are_stopped_for_an_hour(client, home_page, settings):
    settings.LIMITS = settings.LIMITS | {"subscribe": Limit("What", ((20, timedelta(hours=1)),))}

    answers = [join(client, email=f"reader{number}@example.org") for number in range(22)]

    assert ([one.status_code for one in answers].count(302), answers[-1].status_code) == (20, 429)
    page = answers[-1].content.decode()
    assert "many sign-ups from your network, which you may share with others. Please try again in 60 minutes." in page
    assert 'value="reader21@example.org"' in page


def test_one_click_in_the_mail_program_is_enough_to_leave(client):
    subscriber = SubscriberFactory()
    path = f"/mailing-list/leave/{tokens.make(subscriber, tokens.PREFERENCES)}/"

    opened = client.get(path)
    assert (opened.status_code, Subscriber.objects.get().state) == (302, "confirmed")
    clicked = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})

    assert (clicked.status_code, Subscriber.objects.get().state) == (200, "unsubscribed")


def test_topics_can_be_changed_and_the_address_forgotten(client):
    subscriber = SubscriberFactory()
    path = f"/mailing-list/preferences/{tokens.make(subscriber, tokens.PREFERENCES)}/"

    client.post(path, {"action": "change", "topics": [topic("funding")]})
    assert [str(row.topic_key) for row in subscriber.subscriptions.all()] == [topic("funding")]
    client.post(path, {"action": "erase"})

    assert (Subscriber.objects.count(), ConsentRecord.objects.count()) == (0, 0)


@pytest.mark.parametrize("token", ["x", "a:b:c", "%00", "é", "A" * 5000, "..%2F..%2Fetc"])
@pytest.mark.parametrize("kind", ["confirm", "preferences", "leave"])
def test_a_link_that_is_not_ours_says_so(client, home_page, kind, token):
    response = client.get(f"/mailing-list/{kind}/{token}/", follow=True)

    assert response.status_code in (400, 404, 410)


def test_a_link_to_confirm_works_for_seven_days(client):
    with time_machine.travel(NOON, tick=False):
        path = f"/mailing-list/confirm/{tokens.make(SubscriberFactory(state='unconfirmed'), tokens.CONFIRM)}/"
    answers = []
    for age in (timedelta(days=7), timedelta(days=7, seconds=2)):
        with time_machine.travel(NOON + age, tick=False):
            answers.append(client.get(path).status_code)

    assert answers == [200, 410]


def test_a_link_for_one_purpose_does_not_serve_another(client):
    token = tokens.make(SubscriberFactory(), tokens.CONFIRM)

    assert client.get(f"/mailing-list/preferences/{token}/").status_code == 410


def test_unconfirmed_addresses_are_forgotten_after_thirty_days():
    SubscriberFactory(state="unconfirmed", created_at=NOON - timedelta(days=30, seconds=1))
    fresh = SubscriberFactory(state="unconfirmed", created_at=NOON - timedelta(days=30))
    old_but_confirmed = SubscriberFactory(created_at=NOON - timedelta(days=400))

    assert services.forget_unconfirmed(now=NOON) == 1
    assert set(Subscriber.objects.all()) == {fresh, old_but_confirmed}


@pytest.mark.parametrize(
    ("kind", "purpose"), [("preferences", tokens.PREFERENCES), ("never", tokens.REFUSE), ("leave", tokens.PREFERENCES)]
)
def test_a_link_of_somebody_who_is_forgotten_invites_to_nothing(client, home_page, kind, purpose):
    subscriber = SubscriberFactory()
    link = f"/mailing-list/{kind}/{tokens.make(subscriber, purpose)}/"
    subscriber.delete()

    response = client.post(link)

    assert (response.status_code, "We have forgotten your address" in response.content.decode()) == (410, True)
    assert "Sign up once more" not in response.content.decode()


def test_a_choice_that_is_saved_is_said_to_be(client, home_page):
    subscriber = SubscriberFactory(state="unsubscribed")
    link = f"/mailing-list/preferences/{tokens.make(subscriber, tokens.PREFERENCES)}/"
    before = client.get(link).content.decode()

    saved = client.post(link, {"action": "change", "topics": [topic("events")]}, follow=True).content.decode()

    assert ("Put me back on the list" in before, "Your choice is saved." in before) == (True, False)
    assert ("Put me back on the list" in saved, "Your choice is saved." in saved) == (False, True)
