"""The same link or form at the same moment, or again: one change, one record, one mail."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import connection

from mail.models import OutboxMessage
from mailinglist import services, tokens
from mailinglist.models import ConsentRecord, Subscriber
from tests.factories.mailinglist import SubscriberFactory
from tests.mailinglist.test_journey import form_id, join, topic

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
LIMIT = 60  # seconds; nobody waits that long
MANY = 6
State = Subscriber.State
needs_threads = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def at_once(act, number=MANY):
    """Do it in many threads at the same moment. Whatever went wrong in one of them is raised here."""
    start, problems = threading.Barrier(number), []

    def run():
        try:
            start.wait(LIMIT)
            act()
        except Exception as error:
            problems.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _number in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LIMIT)
    assert problems == []


def ask(form="", email="amina@example.org"):
    services.subscribe(
        email=email,
        topics=[topic("events")],
        place="/",
        address="https://example.org",
        site_name="Engage",
        now=NOON,
        form_id=form,
    )


def steps():
    return list(ConsentRecord.objects.values_list("step", flat=True))


@needs_threads
def test_a_link_pressed_many_times_at_once_confirms_once():
    subscriber = SubscriberFactory(state=State.UNCONFIRMED)

    at_once(lambda: services.confirm(subscriber=Subscriber.objects.get(pk=subscriber.pk), now=NOON))

    assert (steps(), Subscriber.objects.get().state) == (["confirmed"], State.CONFIRMED)


@needs_threads
def test_without_the_condition_it_would_confirm_many_times():
    """The positive control: the race above is a real one."""
    subscriber = SubscriberFactory(state=State.UNCONFIRMED)
    looked = threading.Barrier(MANY)

    def read_then_write():
        waits = Subscriber.objects.get(pk=subscriber.pk).state == State.UNCONFIRMED
        looked.wait(LIMIT)
        if waits:
            Subscriber.objects.filter(pk=subscriber.pk).update(state=State.CONFIRMED)
            subscriber.consents.create(step="confirmed", words="Yes", language="en", at=NOON)

    at_once(read_then_write)

    assert steps() == ["confirmed"] * MANY


@needs_threads
def test_one_form_sent_many_times_at_once_is_one_wish_and_one_mail():
    at_once(lambda: ask("one form"))

    assert (Subscriber.objects.count(), steps(), OutboxMessage.objects.count()) == (1, ["asked"], 1)


@needs_threads
def test_without_the_number_of_the_form_it_would_be_many():
    """The positive control; and many forms at once for one new address make one subscriber, and no error."""
    at_once(lambda: ask(), number=3)

    assert (Subscriber.objects.count(), steps(), OutboxMessage.objects.count()) == (1, ["asked"] * 3, 3)


@needs_threads
def test_leaving_many_times_at_once_is_written_down_once():
    subscriber = SubscriberFactory()

    at_once(lambda: services.unsubscribe(subscriber=Subscriber.objects.get(pk=subscriber.pk), now=NOON))

    assert (steps(), Subscriber.objects.get().state) == (["left"], State.UNSUBSCRIBED)


@needs_threads
def test_saving_the_same_topics_many_times_at_once_is_one_change_and_no_error():
    subscriber = SubscriberFactory()
    topics = [topic("events"), topic("funding")]

    at_once(lambda: services.change_topics(subscriber=Subscriber.objects.get(pk=subscriber.pk), topics=topics, now=NOON))

    assert steps() == ["changed"]
    assert {str(row.topic_key) for row in subscriber.subscriptions.all()} == set(topics)


@pytest.mark.django_db
def test_the_same_form_sent_three_times_is_one_mail_and_another_answer_is_another(client, home_page):
    form = form_id(client)
    answers = [join(client, form=form).status_code for _time in range(3)]

    assert (answers, OutboxMessage.objects.count(), steps()) == ([302] * 3, 1, ["asked"])
    join(client, form=form, email="corrected@example.org")
    join(client, form=form, topics=[topic("funding")])
    assert OutboxMessage.objects.count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["", "made up", "x" * 300])
def test_a_form_we_have_not_shown_is_shown_once_more_with_what_was_typed(client, home_page, form):
    response = join(client, form=form)

    body = response.content.decode()
    assert (response.status_code, OutboxMessage.objects.count(), Subscriber.objects.count()) == (422, 0, 0)
    assert ("Please press the button once more." in body, 'value="amina@example.org"' in body) == (True, True)
    shown = response.context["form"]["form"].value()
    assert join(client, form=shown).status_code == 302
    assert OutboxMessage.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("tail", [".", "/.", ",", "/,", ">", "/>", "/).", "/%3E", ""])
@pytest.mark.parametrize("kind", ["confirm", "preferences", "never"])
def test_a_link_to_which_a_mail_program_added_something_opens(client, home_page, kind, tail):
    purpose = {"confirm": tokens.CONFIRM, "preferences": tokens.PREFERENCES, "never": tokens.REFUSE}[kind]
    token = tokens.make(SubscriberFactory(state=State.UNCONFIRMED), purpose)

    assert client.get(f"/mailing-list/{kind}/{token}{tail}").status_code == 200


@pytest.mark.django_db
def test_a_shortened_link_to_leave_is_followed_without_a_redirect_that_would_lose_the_post(client):
    subscriber = SubscriberFactory()

    answer = client.post(f"/mailing-list/leave/{tokens.make(subscriber, tokens.PREFERENCES)}>")

    assert (answer.status_code, Subscriber.objects.get().state) == (200, State.UNSUBSCRIBED)
