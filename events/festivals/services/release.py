"""A draft programme becomes what readers see: one action, with a number and a note."""

from django.db import transaction

from events.choices import Status
from events.festivals.changes import differences, place_of
from events.festivals.models import Festival, ReleasedSession
from events.models import Occurrence
from events.models.occurrences import set_order
from events.notices import occurrences_changed

from .snapshot import Snapshot, draft_of

#: What makes a calendar fetch a slot again when it differs (RFC 5545, 3.8.7.4).
SIGNIFICANT = ("starts_at", "ends_at", "is_cancelled_alone", "reason", "reason_words")
#: What a release writes of a slot that is there already.
WRITTEN = [field.name for field in Occurrence._meta.concrete_fields if field.name not in ("id", "uid")]


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
    ReleasedSession.objects.bulk_create(draft.sessions)
    _write_slots(draft, before, now=now)
    return release


def _write_slots(draft, before, *, now):
    """Make the rows those of the draft: what is new comes, what is not in it any more goes."""
    gone = {slot.uid: slot for slot in before.runs}
    by_session = {}
    for slot in draft.runs:
        _date(slot, gone.pop(slot.uid, None), now=now)
        is_off = slot.is_cancelled_alone or slot.session.is_cancelled
        slot.status = Status.CANCELLED if is_off else Status.SCHEDULED
        slot.is_public = draft.release.festival.is_public
        by_session.setdefault(slot.session.uid, []).append(slot)
    for slots in by_session.values():
        set_order(slots)
    Occurrence.objects.filter(uid__in=gone).delete()
    Occurrence.objects.bulk_create(draft.runs, update_conflicts=True, unique_fields=["uid"], update_fields=WRITTEN)
    occurrences_changed.send(sender=Occurrence, uids={*gone, *(slot.uid for slot in draft.runs)})


def _date(slot, old, *, now):
    """Keep the sequence of what is as it was, and raise it for what has changed."""
    if old is None:
        slot.modified = now
    elif _is_same(old, slot):
        slot.sequence, slot.modified = old.sequence, old.modified
    else:
        slot.sequence, slot.modified = old.sequence + 1, now


def _is_same(old, new):
    return (
        all(getattr(old, name) == getattr(new, name) for name in SIGNIFICANT)
        and place_of(old) == place_of(new)
        and (old.session.words, old.session.is_cancelled) == (new.session.words, new.session.is_cancelled)
    )
