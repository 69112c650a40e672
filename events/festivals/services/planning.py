"""Changes to many sessions of a draft at once."""

from datetime import datetime, timedelta

from django.db import transaction

from events.festivals.hours import span

from .reasons import translate_reason

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
            length = _length(run)
            starts = datetime.combine(run.day, run.starts) + shift
            run.day, run.starts, run.ends = starts.date(), starts.time(), (starts + length).time()
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


def _length(run):
    """On the clock, so that no change to summer time makes a talk longer."""
    starts, ends = span(run.day, run.starts, run.ends, "UTC")
    return ends - starts
