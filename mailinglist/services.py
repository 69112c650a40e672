from datetime import timedelta

from django.db import transaction
from django.utils.translation import get_language

from core import limits, people
from mail import services as mail
from mail.addresses import normalised
from mailinglist import emails
from mailinglist.models import CONSENT, ConsentRecord, Subscriber, Subscription

#: An address that nobody has confirmed is forgotten after this (GDPR article 5(1)(e)).
UNCONFIRMED_RETENTION = timedelta(days=30)
#: How long a form that was shown may be sent; for as long it is known that it was.
FORM_LIVES = timedelta(days=1)
State, Step = Subscriber.State, ConsentRecord.Step
#: Whoever has left, or complained, is off the list already.
GONE = (State.UNSUBSCRIBED, State.COMPLAINED)
NOTHING_ASKED = {"asked_at": None, "asked_topics": [], "asked_language": ""}


@transaction.atomic
def subscribe(*, email, topics, place, address, site_name, now, form_id=""):
    """Take somebody's wish to join and send the mail that asks them to confirm it. Tells the caller nothing about the address.

    `topics` are keys; `address` is the site's own, for links; `form_id` names the form that was sent, so that the same one
    sent again changes nothing. Whoever types an address is not taken for its owner: nothing that holds of the owner is
    changed by it, whether they are on the list, have left, or have complained. Who wants no mail at all gets none.
    """
    email = normalised(email)
    if not _is_first(form_id, email, topics, now=now) or mail.is_suppressed(email):
        return
    subscriber = _locked(email=email, now=now)
    if Subscriber.objects.has_complained(email=email):
        # Nothing is kept: another spelling of their address would be a row of its own.
        transaction.set_rollback(True)
        return
    if subscriber.state == State.CONFIRMED:
        subject, text = emails.already_there(subscriber, address=address, site_name=site_name)
    else:
        subscriber.asked_at, subscriber.asked_topics, subscriber.asked_language = now, list(topics), get_language()
        subscriber.save(update_fields=["asked_at", "asked_topics", "asked_language"])
        _note(subscriber, Step.ASKED, place=place, now=now)
        subject, text = emails.confirmation(subscriber, address=address, site_name=site_name)
    message = mail.send(recipient=email, subject=subject, text=text, purpose="mailinglist.subscribe", unsolicited=True, now=now)
    if message is None:
        # This mailbox has been written to often enough, so nothing is kept either.
        transaction.set_rollback(True)


@transaction.atomic
def confirm(*, subscriber, now):
    """They have pressed the button in the page that the mail leads to. A second press changes nothing.

    Their own act, whatever has become of their address before: who has complained is written to again only by this.
    """
    here = Subscriber.objects.filter(pk=subscriber.pk)
    if not here.exclude(state=State.CONFIRMED).update(state=State.CONFIRMED, changed_at=now):
        return
    subscriber.refresh_from_db()
    if subscriber.asked_at:
        _set_topics(subscriber, subscriber.asked_topics)
        here.update(language=subscriber.asked_language, **NOTHING_ASKED)
    mail.write_again(address=subscriber.email)
    _note(subscriber, Step.CONFIRMED, now=now)


@transaction.atomic
def change_topics(*, subscriber, topics, now):
    """They have chosen in the page that only their own link opens, and are on the list now. A second time is no change."""
    if not Subscriber.objects.filter(pk=subscriber.pk).update(changed_at=now):  # locks the row: one at a time
        return
    subscriber.refresh_from_db()
    chosen = {str(key) for key in subscriber.subscriptions.values_list("topic_key", flat=True)}
    if subscriber.state == State.CONFIRMED and chosen == set(topics):
        return
    _set_topics(subscriber, topics)
    Subscriber.objects.filter(pk=subscriber.pk).update(state=State.CONFIRMED, **NOTHING_ASKED)
    mail.write_again(address=subscriber.email)
    _note(subscriber, Step.CHANGED, now=now)


@transaction.atomic
def unsubscribe(*, subscriber, now):
    """Leave at once, without a question. A second time changes nothing."""
    here = Subscriber.objects.filter(pk=subscriber.pk).exclude(state__in=GONE)
    if here.update(state=State.UNSUBSCRIBED, changed_at=now, **NOTHING_ASKED):
        _note(subscriber, Step.LEFT, now=now)


@transaction.atomic
def refuse(*, subscriber, now):
    """They never asked and want nothing more from us, whoever types their address. A second time changes nothing."""
    mail.suppress(address=subscriber.email, reason="refused", now=now)
    if Subscriber.objects.never_agreed().filter(pk=subscriber.pk).exists():
        people.erase(address=subscriber.email)
    else:
        unsubscribe(subscriber=subscriber, now=now)


@transaction.atomic
def complain(*, subscriber, now):
    """They have called what we wrote to them spam. Nothing more goes to their mailbox, even when this row is forgotten."""
    mail.suppress(address=subscriber.email, reason="complained", now=now)
    Subscriber.objects.filter(pk=subscriber.pk).update(state=State.COMPLAINED, changed_at=now, **NOTHING_ASKED)


def erase(*, subscriber):
    """Forget somebody wholly, here and everywhere else (GDPR article 17)."""
    people.erase(address=subscriber.email)


@transaction.atomic
def forget_unconfirmed(*, now):
    """Forget what nobody has confirmed in time: an address that never was, or a wish of whoever typed it. Returns how many."""
    old = Subscriber.objects.unanswered(before=now - UNCONFIRMED_RETENTION)
    strangers = list(old.never_agreed().values_list("pk", flat=True))
    Subscriber.objects.filter(pk__in=strangers).delete()
    others = list(old)
    for subscriber in others:
        _fall_back(subscriber)
    return len(strangers) + len(others)


def _fall_back(subscriber):
    """To what they were before somebody asked in their name. The proof of what they once agreed to stays."""
    answered = subscriber.consents.exclude(step=Step.ASKED).last()
    wishes = subscriber.consents.filter(step=Step.ASKED)
    (wishes.filter(pk__gt=answered.pk) if answered else wishes).delete()
    state = State.UNSUBSCRIBED if subscriber.state == State.UNCONFIRMED else subscriber.state
    Subscriber.objects.filter(pk=subscriber.pk).update(state=state, **NOTHING_ASKED)


def _is_first(form_id, email, topics, *, now):
    """Whether this very form has not been sent before: pressed twice, sent again. Another answer is another form."""
    return not form_id or limits.allow("form", f"{form_id} {email} {sorted(topics)}", most=1, per=FORM_LIVES, now=now)


def _locked(*, email, now):
    """The subscriber of an address, made if there is none, with the row locked until the transaction ends."""
    subscriber, _made = Subscriber.objects.get_or_create(
        email=email, defaults={"language": get_language(), "created_at": now, "changed_at": now}
    )
    Subscriber.objects.filter(pk=subscriber.pk).update(email=email)
    subscriber.refresh_from_db()
    return subscriber


def _set_topics(subscriber, topics):
    subscriber.subscriptions.all().delete()
    Subscription.objects.bulk_create(Subscription(subscriber=subscriber, topic_key=key) for key in topics)


def _note(subscriber, step, *, now, place=""):
    subscriber.consents.create(step=step, words=str(CONSENT), language=get_language(), place=place, at=now)
