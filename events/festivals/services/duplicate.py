"""Another session like one that is there, with identities of its own."""

from datetime import timedelta

from django.db import transaction

from core.rollover import copied_row

LEFT_OUT = ("session", "is_cancelled", "reason", "reason_words")


@transaction.atomic
def duplicate_session(*, session, title, days=None):
    """A new session with the facts, people and words of another; with its times, too, if it says by how many days they move.

    Rooms come along with times on other days only: on the same day the room is taken by the session itself.
    """
    copy = _like(session, title=title)
    copy.people = [_like(one) for one in session.people.all()]
    # The old title in other languages would be the wrong one.
    copy.words = [_like(one) for one in session.words.all()] if title == session.title else []
    if days is not None:
        room = {} if days else {"room": None}
        copy.runs = [_like(run, shift=timedelta(days=days), **room) for run in session.runs.all()]
    copy.save()
    copy.access_features.set(session.access_features.all())
    copy.save()
    return copy


def _like(row, **values):
    return copied_row(row, left_out=LEFT_OUT, **values)
