from datetime import timedelta

from django.db import transaction
from django.utils.translation import get_language

from mail import services as mail
from mail.addresses import normalised
from mailinglist import emails
from mailinglist.models import ConsentRecord, Subscriber, Subscription
from mailinglist.words import CONSENT

#: An address that nobody has confirmed is forgotten after this (GDPR article 5(1)(e)).
UNCONFIRMED_KEPT = timedelta(days=30)
State, Step = Subscriber.State, ConsentRecord.Step


@transaction.atomic
def subscribe(*, email, topics, place, address, site_name, now):
    """Take somebody's wish to join and send the mail that asks them to confirm it. Tells the caller nothing about the address.

    `topics` are keys; `address` is the site's own, for links. Somebody who is on the list keeps their topics: only the
    link in the mail can change them.
    """
    subscriber, _made = Subscriber.objects.get_or_create(
        email=normalised(email), defaults={"language": get_language(), "created_at": now, "changed_at": now}
    )
    if subscriber.state == State.CONFIRMED:
        subject, text = emails.already_there(subscriber, address=address, site_name=site_name)
    else:
        subscriber.state, subscriber.language = State.UNCONFIRMED, get_language()
        subscriber.created_at = subscriber.changed_at = now
        subscriber.save()
        _set_topics(subscriber, topics)
        _note(subscriber, Step.ASKED, place=place, now=now)
        subject, text = emails.confirmation(subscriber, address=address, site_name=site_name)
    mail.send(recipient=subscriber.email, subject=subject, text=text, purpose="mailinglist.subscribe", now=now)


@transaction.atomic
def confirm(*, subscriber, now):
    """They have pressed the button in the page that the mail leads to. A second press changes nothing."""
    if subscriber.state != State.UNCONFIRMED:
        return
    _set_state(subscriber, State.CONFIRMED, now=now)
    _note(subscriber, Step.CONFIRMED, now=now)


@transaction.atomic
def change_topics(*, subscriber, topics, now):
    _set_topics(subscriber, topics)
    _set_state(subscriber, State.CONFIRMED, now=now)
    _note(subscriber, Step.CHANGED, now=now)


@transaction.atomic
def unsubscribe(*, subscriber, now):
    """Leave at once, without a question. A second time changes nothing."""
    if subscriber.state == State.UNSUBSCRIBED:
        return
    _set_state(subscriber, State.UNSUBSCRIBED, now=now)
    _note(subscriber, Step.LEFT, now=now)


def erase(*, subscriber):
    """Forget somebody wholly: address, topics and consent records (GDPR article 17)."""
    subscriber.delete()


def forget_unconfirmed(*, now):
    """Delete addresses nobody confirmed in time. Returns how many."""
    old = Subscriber.objects.filter(state=State.UNCONFIRMED, created_at__lt=now - UNCONFIRMED_KEPT)
    number = old.count()
    old.delete()
    return number


def _set_topics(subscriber, topics):
    subscriber.subscriptions.all().delete()
    Subscription.objects.bulk_create(Subscription(subscriber=subscriber, topic_key=key) for key in topics)


def _set_state(subscriber, state, *, now):
    subscriber.state, subscriber.changed_at = state, now
    subscriber.save(update_fields=["state", "changed_at"])


def _note(subscriber, step, *, now, place=""):
    subscriber.consents.create(step=step, words=str(CONSENT), language=get_language(), place=place, at=now)
