"""What somebody should look at before a programme is released. Warnings, never blocks: the editor knows better."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from django.db import models
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.choices import AccessAnswer
from core.dates import hours_words, local
from core.models import VenueAccess
from events.choices import Participation
from events.festivals.changelog import place_of
from events.festivals.hours import read, written


class WarningKind(models.TextChoices):
    """Those that send people to a closed door first."""

    ROOM_CLASH = "room-clash", gettext_lazy("Two sessions in one room")
    PERSON_CLASH = "person-clash", gettext_lazy("A person in two places")
    OVERLAP = "overlap", gettext_lazy("Runs of one session overlap")
    OUTSIDE_HOURS = "outside-hours", gettext_lazy("Outside opening hours")
    SKIPPED = "skipped", gettext_lazy("At a time that does not exist")
    NO_ROOM = "no-room", gettext_lazy("No room")
    NO_RUN = "no-run", gettext_lazy("No day and time")
    NO_ACCESS = "no-access", gettext_lazy("No access information")
    VANISHED = "vanished", gettext_lazy("Would disappear without a word")


SENTENCES = {
    WarningKind.ROOM_CLASH: gettext_lazy("%(place)s has both “%(one)s” and “%(other)s” %(when)s."),
    WarningKind.PERSON_CLASH: gettext_lazy("%(name)s is in both “%(one)s” and “%(other)s” %(when)s."),
    WarningKind.OVERLAP: gettext_lazy("“%(title)s” is on twice at the same time %(when)s."),
    WarningKind.OUTSIDE_HOURS: gettext_lazy("“%(title)s” is outside the opening hours %(when)s."),
    WarningKind.SKIPPED: gettext_lazy("Clocks go forward over the time of “%(title)s”, so readers see it %(when)s."),
    WarningKind.NO_ROOM: gettext_lazy("“%(title)s” has no room %(when)s."),
    WarningKind.NO_RUN: gettext_lazy("“%(title)s” has no day and time, so nobody will see it."),
    WarningKind.NO_ACCESS: gettext_lazy("“%(title)s” says nothing about access, and neither does its venue."),
    WarningKind.VANISHED: gettext_lazy("“%(title)s” was deleted. Readers know of it: is it cancelled?"),
}


@dataclass(frozen=True, kw_only=True)
class ProgrammeWarning:
    """One thing to look at, and the sessions it is about."""

    kind: WarningKind
    text: str
    sessions: tuple  # uids


def warnings_about(draft, *, festival, released):
    """Every warning about a draft."""
    hours = read(written(festival.draft_page), draft.release.timezone)
    # What is cancelled takes up neither a room nor a person.
    runs = [run for run in draft.runs if not (run.is_cancelled_alone or run.session.is_cancelled)]
    found = [*_clashes(runs), *_about_runs(runs, hours), *_about_sessions(draft, released)]
    return sorted(found, key=lambda one: list(WarningKind).index(one.kind))


def _warning(kind, *rows, **values):
    """About sessions or runs of theirs; of two that clash the later one says when."""
    sessions = [getattr(row, "session", row) for row in rows]
    titles = [session.words[session.release.language]["title"] for session in sessions]
    values |= {"title": titles[0], "one": titles[0], "other": titles[-1]}
    if rows[-1] is not sessions[-1]:
        values["when"] = _when(rows[-1])
    return ProgrammeWarning(kind=kind, text=SENTENCES[kind] % values, sessions=tuple(one.uid for one in sessions))


def _when(run):
    starts, ends = (local(at, run.timezone) for at in (run.starts_at, run.ends_at))
    return _("on %(day)s, %(hours)s") % {"day": formats.date_format(starts, _("l j F")), "hours": hours_words(starts, ends)}


def _overlapping(runs, keys_of):
    """(key, earlier, later) of every two runs that overlap and have a key in common."""
    by_key = defaultdict(list)
    for run in sorted(runs, key=lambda run: run.starts_at):
        for key in keys_of(run):
            by_key[key].append(run)
    for key, some in by_key.items():
        for one, other in combinations(some, 2):
            if one.starts_at < other.ends_at and other.starts_at < one.ends_at:
                yield key, one, other


def _clashes(runs):
    for _room, one, other in _overlapping(runs, lambda run: [run.room.pk] if run.room else []):
        drop_ins = {one.session.participation, other.session.participation} == {Participation.DROP_IN}
        # Stalls share a hall; two talks don't.
        if one.session is not other.session and not drop_ins:
            yield _warning(WarningKind.ROOM_CLASH, one, other, place=place_of(one))
    spelled = {}
    for person in (person for run in runs for person in run.session.people):
        spelled.setdefault(_folded(person), person["name"])
    for name, one, other in _overlapping(runs, lambda run: map(_folded, run.session.people)):
        if one.session is not other.session:
            yield _warning(WarningKind.PERSON_CLASH, one, other, name=spelled[name])
    for _session, _one, other in _overlapping(runs, lambda run: [run.session.uid]):
        yield _warning(WarningKind.OVERLAP, other)


def _folded(person):
    return " ".join(person["name"].casefold().split())


def _about_runs(runs, hours):
    for run in runs:
        if hours and not any(day.holds(starts_at=run.starts_at, ends_at=run.ends_at) for day in hours):
            yield _warning(WarningKind.OUTSIDE_HOURS, run)
        if run.is_skipped:
            yield _warning(WarningKind.SKIPPED, run)
        if run.room is None:
            yield _warning(WarningKind.NO_ROOM, run)


def _about_sessions(draft, released):
    accessible = set(VenueAccess.objects.exclude(answer=AccessAnswer.UNKNOWN).values_list("venue", flat=True).distinct())
    timed = {run.session.uid for run in draft.runs}
    told = {run.session.uid for run in draft.runs if run.venue is not None and run.venue.pk in accessible}
    for session in draft.sessions:
        if session.uid not in timed and not session.is_cancelled:
            yield _warning(WarningKind.NO_RUN, session)
        note = session.words[draft.release.language]["access_note"]
        if not (session.access or note or session.uid in told or session.is_cancelled):
            yield _warning(WarningKind.NO_ACCESS, session)
    known = {session.uid for session in draft.sessions}
    for session in released.sessions:
        if session.uid not in known and not session.is_cancelled:
            yield _warning(WarningKind.VANISHED, session)
