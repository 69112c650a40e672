"""What readers see: a festival when its page is published, and its programme when it is released, with a number and a note.

A draft is first the rows that a release would write, unsaved: so previews and warnings see what readers would.
"""

import json
from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction
from django.utils.text import slugify

from core.changelog.log import record
from core.publishing import Publication, facts_on
from events.choices import OccurrenceKind, Status
from events.festivals.changelog import differences, place_of, written_for
from events.festivals.hours import clock_problems, read, written
from events.festivals.models import Festival, Release, ReleasedSession
from events.models import Occurrence
from events.models.occurrences import occurrences_changed, set_order

#: What a released session takes over as it is.
PLAIN = (
    "uid", "participation", "age_from", "age_to", "price", "price_from", "price_to", "currency", "booking_url",
    "is_highlight", "is_cancelled",
)  # fmt: skip
WORDS = ("title", "summary", "access_note", "capacity_note", "reason")
#: What readers see of a session and of a slot. What a slot's status is follows from it and from its session.
SEEN_OF_SESSION = [one.attname for one in ReleasedSession._meta.concrete_fields if one.name not in ("id", "release")]
SEEN_OF_SLOT = (
    "uid", "code", "starts_at", "ends_at", "venue_id", "venue_name", "room_name", "is_cancelled_alone", "reason",
    "reason_words",
)  # fmt: skip
#: What makes a calendar fetch a slot again when it differs (RFC 5545, 3.8.7.4).
SIGNIFICANT = ("starts_at", "ends_at", "is_cancelled_alone", "reason", "reason_words")
#: What a release writes of a slot that is there already.
WRITTEN = [field.name for field in Occurrence._meta.concrete_fields if field.name not in ("id", "uid")]


class FestivalPublication(Publication):
    """A festival is there as soon as its page is, so that its programme can be planned before anything is published."""

    facts = Festival
    terms = ("venues",)

    def fill(self, facts, page):
        facts.hours = written(page)
        hours = read(facts.hours, facts.timezone)
        facts.starts_at = min((one.starts_at for one in hours), default=None)
        facts.ends_at = max((one.ends_at for one in hours), default=None)

    def write_rows(self, facts, page, *, now, note, is_repair):
        self.shown(facts)
        return []

    def shown(self, facts):
        """Slots are written by releasing the programme, and public while the festival is."""
        Occurrence.objects.slots_of(facts).update(is_public=facts.is_public)

    def created(self, page):
        if page.alias_of_id is None and not Festival.objects.filter(translation_key=page.translation_key).exists():
            facts_on(page).save()


@dataclass(kw_only=True)
class Snapshot:
    """One version of a programme: released and read from the database, or drafted and not saved."""

    release: Release
    sessions: list
    runs: list

    @classmethod
    def of_release(cls, release, *, with_idle=True):
        """What the last release wrote, or an empty programme before it. Readers have no use for sessions without a slot."""
        if release is None:
            return cls(release=Release(timezone="UTC"), sessions=[], runs=[])
        runs = list(Occurrence.objects.slots_of(release.festival_id).select_related("session", "venue"))
        if runs and runs[0].session.release_id != release.pk:
            # Somebody has released another version at this very moment.
            release = Release.objects.get(pk=runs[0].session.release_id)
        sessions = {}
        for run in runs:
            run.session = sessions.setdefault(run.session_id, run.session)
            run.session.release = release
        idle = release.sessions.filter(slots=None) if with_idle else []
        return cls(release=release, sessions=[*sessions.values(), *idle], runs=runs)

    @property
    def shown(self):
        """Everything readers see of it: two versions that show the same are the same."""
        release = self.release
        return {
            "programme": [release.timezone, release.language, release.tracks],
            "sessions": {str(one.uid): [getattr(one, name) for name in SEEN_OF_SESSION] for one in self.sessions},
            "runs": {str(run.uid): [str(run.session.uid), *(getattr(run, name) for name in SEEN_OF_SLOT)] for run in self.runs},
        }

    @property
    def fingerprint(self):
        """The same in a few letters, to know it again by."""
        return sha256(json.dumps(self.shown, default=str, sort_keys=True).encode()).hexdigest()[:32]


def draft_of(festival):
    """The programme as editors have it now."""
    page = festival.draft_page
    language = page.locale.language_code
    tracks = list(festival.tracks.prefetch_related("words__locale"))
    keys = _keys(tracks)
    release = Release(
        festival=festival,
        timezone=page.timezone,
        language=language,
        tracks=[
            {
                "key": keys[track.pk],
                "words": {language: track.name, **{one.locale.language_code: one.name for one in track.words.all()}},
            }
            for track in tracks
        ],
    )
    sessions, runs = [], []
    for session in festival.sessions.whole().order_by("pk"):
        row = _session(session, keys, release, language)
        sessions.append(row)
        runs += [_slot(run, row, release) for run in session.runs.all()]
    runs.sort(key=lambda run: run.starts_at)
    return Snapshot(release=release, sessions=sessions, runs=runs)


def _keys(tracks):
    """{id: name in addresses}, each only once."""
    keys = {}
    for track in tracks:
        key = slugify(track.name, allow_unicode=True) or f"track-{track.pk}"
        keys[track.pk] = f"{key}-{track.pk}" if key in keys.values() else key
    return keys


def _session(session, tracks, release, language):
    words = {one.locale.language_code: {name: getattr(one, name) for name in WORDS} for one in session.words.all()}
    # The session itself is in the festival's own language, whatever a row of words says.
    words[language] = {name: getattr(session, name) for name in WORDS}
    return ReleasedSession(
        release=release,
        words=words,
        kind=session.kind.slug if session.kind else "",
        track=tracks.get(session.track_id, ""),
        access=sorted(feature.slug for feature in session.access_features.all()),
        people=[{"name": one.name, "affiliation": one.affiliation} for one in session.people.all()],
        **{name: getattr(session, name) for name in PLAIN},
    )


def _slot(run, session, release):
    starts_at, ends_at = run.span(release.timezone)
    row = Occurrence(
        kind=OccurrenceKind.SESSION_SLOT,
        session=session,
        uid=run.uid,
        code=run.code,
        starts_at=starts_at,
        ends_at=ends_at,
        timezone=release.timezone,
        is_cancelled_alone=run.is_cancelled,
        reason=run.reason,
        reason_words=run.reason_words,
    )
    put_in_room(row, run.room)
    row.is_skipped = bool(clock_problems(run.day, run.starts, run.ends, release.timezone))
    return row


def put_in_room(row, room):
    """Names are kept as they are now, so that a change of room is always part of a release."""
    row.room, row.venue = room, room and room.venue
    row.room_name, row.venue_name = (room.name, room.venue.name) if room else ("", "")


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
    release.save()
    # Everything is new in the first version: a list of it would tell nobody anything.
    if before.release.pk:
        record(written_for(changes, release))
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
