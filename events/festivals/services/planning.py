"""Changes to sessions of a draft: many at once, or one more like another."""

from datetime import datetime, timedelta

from django.db import transaction
from wagtail.models import Locale

from core.rollover import copied_row
from events.festivals.models import SessionWords

#: What can be the same for many sessions.
SHARED = ("track", "kind", "participation", "price")


@transaction.atomic
def change_sessions(*, sessions, room=None, **values):
    """Give all sessions the same facts, and all their runs the same room. What is not given stays as it is."""
    for session in sessions:
        for name in SHARED:
            if values.get(name):
                setattr(session, name, values[name])
        if room is not None:
            for run in session.runs.all():
                run.room = room
                run.save(update_fields=["room"])
        session.save()
    return len(sessions)


@transaction.atomic
def move_sessions(*, sessions, days=0, minutes=0):
    """Move every run of the sessions by days and minutes on the clock; negative ones move it earlier."""
    shift = timedelta(days=days, minutes=minutes)
    for session in sessions:
        for run in session.runs.all():
            # On the clock, so that no change to summer time makes a talk longer.
            starts, ends = (datetime.combine(run.day, clock) + shift for clock in (run.starts, run.ends))
            run.day, run.starts, run.ends = starts.date(), starts.time(), ends.time()
            run.save(update_fields=["day", "starts", "ends"])
    return len(sessions)


@transaction.atomic
def cancel_sessions(*, sessions, reason, translations=None):
    """Mark sessions as cancelled in the draft; readers hear of it with the next release."""
    for session in sessions:
        session.is_cancelled, session.reason = True, reason
        session.save()
        translate_reason(session, translations or {})
    return len(sessions)


def translate_reason(session, translations):
    """Put the reason for which a session is cancelled with its words in other languages, and leave no other there."""
    session.words.update(reason="")
    for locale in Locale.objects.filter(language_code__in=translations):
        SessionWords.objects.update_or_create(
            session=session, locale=locale, defaults={"reason": translations[locale.language_code]}
        )


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
