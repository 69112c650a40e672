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
    ROOM_CLASH = "room-clash", gettext_lazy("Two sessions in one room")
    PERSON_CLASH = "person-clash", gettext_lazy("A person in two places")
    OVERLAP = "overlap", gettext_lazy("Runs of one session overlap")
    OUTSIDE_HOURS = "outside-hours", gettext_lazy("Outside opening hours")
    SKIPPED = "skipped", gettext_lazy("At a time that does not exist")
    NO_ROOM = "no-room", gettext_lazy("No room")
    NO_RUN = "no-run", gettext_lazy("No day and time")
    NO_ACCESS = "no-access", gettext_lazy("No access information")
    VANISHED = "vanished", gettext_lazy("Would disappear without a word")


@dataclass(frozen=True, kw_only=True)
class ProgrammeWarning:
    """One thing to look at, and the sessions it is about."""

    kind: WarningKind
    text: str
    sessions: tuple  # uids


def warnings_about(draft, *, festival, released):
    """Every warning about a draft, those that send people to a closed door first."""
    hours = read(written(festival.draft_page), draft.release.timezone)
    accessible = set(VenueAccess.objects.exclude(answer=AccessAnswer.UNKNOWN).values_list("venue", flat=True).distinct())
    # What is cancelled takes up neither a room nor a person.
    runs = [run for run in draft.runs if not (run.is_cancelled_alone or run.session.is_cancelled)]
    found = [
        *_room_clashes(runs),
        *_person_clashes(runs),
        *_overlaps(runs),
        *_outside_hours(runs, hours),
        *(
            _about_run(
                WarningKind.SKIPPED, run, _("Clocks go forward over the time of “%(title)s”, so readers see it %(when)s.")
            )
            for run in runs
            if run.is_skipped
        ),
        *(_about_run(WarningKind.NO_ROOM, run, _("“%(title)s” has no room %(when)s.")) for run in runs if run.room is None),
        *_without_runs(draft),
        *_without_access(draft, accessible),
        *_vanished(draft, released),
    ]
    return sorted(found, key=lambda one: list(WarningKind).index(one.kind))


def title_of(row):
    session = getattr(row, "session", row)
    return session.words[session.release.language]["title"]


def when_of(run):
    starts, ends = (local(at, run.timezone) for at in (run.starts_at, run.ends_at))
    return _("on %(day)s, %(hours)s") % {"day": formats.date_format(starts, _("l j F")), "hours": hours_words(starts, ends)}


def _about_run(kind, run, text):
    return ProgrammeWarning(kind=kind, text=text % {"title": title_of(run), "when": when_of(run)}, sessions=(run.session.uid,))


def overlap(one, other):
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def _pairs(runs):
    """Every two runs that overlap."""
    return [pair for pair in combinations(sorted(runs, key=lambda run: run.starts_at), 2) if overlap(*pair)]


def _room_clashes(runs):
    by_room = defaultdict(list)
    for run in runs:
        if run.room is not None:
            by_room[run.room.pk].append(run)
    for some in by_room.values():
        for one, other in _pairs(some):
            drop_ins = {one.session.participation, other.session.participation} == {Participation.DROP_IN}
            # Stalls share a hall; two talks don't.
            if one.session is not other.session and not drop_ins:
                yield ProgrammeWarning(
                    kind=WarningKind.ROOM_CLASH,
                    text=_("%(place)s has both “%(one)s” and “%(other)s” %(when)s.")
                    % {"place": place_of(one), "one": title_of(one), "other": title_of(other), "when": when_of(other)},
                    sessions=(one.session.uid, other.session.uid),
                )


def _person_clashes(runs):
    by_name, spelled = defaultdict(list), {}
    for run in runs:
        for person in run.session.people:
            key = " ".join(person["name"].casefold().split())
            spelled.setdefault(key, person["name"])
            by_name[key].append(run)
    for key, some in by_name.items():
        for one, other in _pairs(some):
            if one.session is not other.session:
                yield ProgrammeWarning(
                    kind=WarningKind.PERSON_CLASH,
                    text=_("%(name)s is in both “%(one)s” and “%(other)s” %(when)s.")
                    % {"name": spelled[key], "one": title_of(one), "other": title_of(other), "when": when_of(other)},
                    sessions=(one.session.uid, other.session.uid),
                )


def _overlaps(runs):
    by_session = defaultdict(list)
    for run in runs:
        by_session[run.session.uid].append(run)
    for some in by_session.values():
        for _one, other in _pairs(some):
            yield _about_run(WarningKind.OVERLAP, other, _("“%(title)s” is on twice at the same time %(when)s."))


def _outside_hours(runs, hours):
    for run in runs:
        if hours and not any(day.holds(starts_at=run.starts_at, ends_at=run.ends_at) for day in hours):
            yield _about_run(WarningKind.OUTSIDE_HOURS, run, _("“%(title)s” is outside the opening hours %(when)s."))


def _without_runs(draft):
    timed = {run.session.uid for run in draft.runs}
    for session in draft.sessions:
        if session.uid not in timed and not session.is_cancelled:
            text = _("“%(title)s” has no day and time, so nobody will see it.") % {"title": title_of(session)}
            yield ProgrammeWarning(kind=WarningKind.NO_RUN, text=text, sessions=(session.uid,))


def _without_access(draft, accessible_venues):
    told = {run.session.uid for run in draft.runs if run.venue is not None and run.venue.pk in accessible_venues}
    for session in draft.sessions:
        note = session.words[draft.release.language]["access_note"]
        if not (session.access or note or session.uid in told or session.is_cancelled):
            text = _("“%(title)s” says nothing about access, and neither does its venue.") % {"title": title_of(session)}
            yield ProgrammeWarning(kind=WarningKind.NO_ACCESS, text=text, sessions=(session.uid,))


def _vanished(draft, released):
    known = {session.uid for session in draft.sessions}
    for session in released.sessions:
        if session.uid not in known and not session.is_cancelled:
            text = _("“%(title)s” was deleted. Readers know of it: is it cancelled?") % {"title": title_of(session)}
            yield ProgrammeWarning(kind=WarningKind.VANISHED, text=text, sessions=())
