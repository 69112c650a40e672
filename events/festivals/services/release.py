"""A draft programme becomes what readers see: one action, with a number and a note."""

from django.db import transaction

from events.festivals.changes import differences, place_of
from events.festivals.models import Festival, ReleasedSession, ReleasedSlot

from .snapshot import Snapshot, draft_of

#: What makes a calendar fetch a run again when it differs (RFC 5545, 3.8.7.4).
SIGNIFICANT = ("starts_at", "ends_at", "is_cancelled", "reason", "reason_words")


class NothingToRelease(Exception):
    """The draft is what readers see already."""


class DraftHasChanged(Exception):
    """The draft is not the one whose warnings somebody has looked at."""


@transaction.atomic
def release_programme(*, festival, note, now, user=None, seen="", note_words=None):
    """Show readers the programme as it is drafted now. Raises NothingToRelease if they see it already.

    `note_words` are the note in other languages by their codes. `seen` is the fingerprint of the draft that was looked at;
    raises DraftHasChanged if somebody has changed it since.
    """
    # Two editors who press the button at once make two versions, one after the other.
    festival = Festival.objects.select_for_update(of=("self",)).get(pk=festival.pk)
    before, draft = Snapshot.of_release(festival.latest_release()), draft_of(festival)
    if before.release.pk and before.shown == draft.shown:
        raise NothingToRelease
    if seen and seen != draft.fingerprint:
        raise DraftHasChanged
    changes = differences(before, draft)
    draft.release.note_words = note_words or {}
    return write_release(before, draft, changes, note=note, now=now, user=user)


def write_release(before, draft, changes, *, note, now, user):
    """Store a version that differs from the one before by these changes."""
    release = draft.release
    release.number = (before.release.number or 0) + 1
    release.note, release.released_at, release.released_by = note, now, user
    # Everything is new in the first version: a list of it would tell nobody anything.
    release.changes = changes if before.release.pk else []
    release.save()
    _date(draft, before, now=now)
    ReleasedSession.objects.bulk_create(draft.sessions)
    ReleasedSlot.objects.bulk_create(draft.runs)
    return release


def _date(draft, before, *, now):
    """Keep the sequence of what is as it was, and raise it for what has changed."""
    known = {run.uid: run for run in before.runs}
    for run in draft.runs:
        old = known.get(run.uid)
        if old is None:
            run.modified = now
        elif _is_same(old, run):
            run.sequence, run.modified = old.sequence, old.modified
        else:
            run.sequence, run.modified = old.sequence + 1, now


def _is_same(old, new):
    return (
        all(getattr(old, name) == getattr(new, name) for name in SIGNIFICANT)
        and place_of(old) == place_of(new)
        and (old.session.words, old.session.is_cancelled) == (new.session.words, new.session.is_cancelled)
    )
