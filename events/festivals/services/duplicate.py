"""Another session like one that is there, with identities of its own."""

from datetime import timedelta

from django.db import transaction

from events.festivals.models import Session, SessionPerson, SessionSlot, SessionWords

NOT_COPIED = ("id", "uid", "code", "session", "is_cancelled", "reason", "reason_words")


@transaction.atomic
def duplicate_session(*, session, title, days=None):
    """A new session with the facts, people and words of another; with its times, too, if it says by how many days they move.

    Rooms come along with times on other days only: on the same day the room is taken by the session itself.
    """
    copy = _like(session, Session, title=title)
    copy.people = [_like(one, SessionPerson) for one in session.people.all()]
    # The old title in other languages would be the wrong one.
    copy.words = [_like(one, SessionWords) for one in session.words.all()] if title == session.title else []
    if days is not None:
        copy.runs = [_moved(run, days) for run in session.runs.all()]
    copy.save()
    copy.access_features.set(session.access_features.all())
    copy.save()
    return copy


def _moved(run, days):
    return _like(run, SessionSlot, day=run.day + timedelta(days=days), **({} if days else {"room": None}))


def _like(row, model, **values):
    names = [field.name for field in model._meta.concrete_fields if field.name not in (*NOT_COPIED, *values)]
    return model(**{name: getattr(row, name) for name in names}, **values)
