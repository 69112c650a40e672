"""What a table would do to a draft programme, worked out before anything is changed."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from events.festivals.hours import clock_problems
from events.festivals.models import Session, SessionSlot
from events.festivals.sheets.columns import COLUMNS, RUN_NAMES, SESSION_COLUMNS
from events.festivals.sheets.reading import lines_of
from events.festivals.sheets.terms import SheetTerms
from events.imports.mappings import guess_columns

NEW, CHANGED, SAME = "new", "changed", "same"
#: How a field of a run is called in the table where the two differ.
WHEN = ("day", "starts", "ends")


@dataclass(kw_only=True)
class Group:
    """One session with the rows that are about it."""

    session: Any
    lines: list = field(default_factory=list)
    values: dict = field(default_factory=dict)

    @property
    def has_changes(self):
        return any(line.outcome != SAME for line in self.lines)


@dataclass(kw_only=True)
class Check:
    """Everything a table says, and whether it may be brought in."""

    lines: list
    groups: list
    unknown: list  # headings nobody knows
    new_tracks: list

    @property
    def problem_count(self):
        return sum(len(line.problems) for line in self.lines)

    @property
    def has_changes(self):
        return any(line.outcome != SAME for line in self.lines)

    def count(self, outcome):
        return sum(line.outcome == outcome and not line.problems for line in self.lines)


def check(table, *, festival, columns=None):
    """`columns` are {heading: name}, guessed if not given. Raises BadFile where the table can't be read as a programme."""
    terms = SheetTerms(festival)
    lines, unknown = lines_of(table, terms, guess_columns(table.headings, COLUMNS) if columns is None else columns)
    groups, zone = _groups(lines, festival), festival.draft_page.timezone
    for group in groups:
        _merge(group)
        _check_session(group)
        _match_runs(group, zone)
    wanted = {group.values.get("track", "") for group in groups}
    new_tracks = sorted(name for name in wanted if name and name.casefold() not in terms.tracks)
    return Check(lines=lines, groups=groups, unknown=unknown, new_tracks=new_tracks)


def _groups(lines, festival):
    sessions = list(festival.sessions.whole())
    by_code = {run.code: session for session in sessions for run in session.runs.all()}
    by_title = defaultdict(list)
    for session in sessions:
        by_title[session.title.casefold()].append(session)
    groups = {}
    for line in lines:
        code, title = line.values.get("code", "").lower(), line.values.get("title", "")
        if code and code not in by_code:
            line.wrong("code", _("No session of this festival has this code. Leave it empty for a new one."))
            continue
        if not code and not title:
            line.wrong("title", _("Say which session this is about."))
            continue
        named = [by_code[code]] if code else by_title[title.casefold()]
        if len(named) > 1:
            line.wrong("title", _("Two sessions are called this. Give the code of one of its times."))
            continue
        key = named[0].pk if named else title.casefold()
        session = named[0] if named else Session(festival=festival, title=title)
        groups.setdefault(key, Group(session=session)).lines.append(line)
    return list(groups.values())


def _merge(group):
    """What the rows of one session say together: what two of them say, they must say alike."""
    said = {}
    for line in group.lines:
        for column in SESSION_COLUMNS:
            if column.name not in line.values:
                continue
            value = line.values[column.name]
            if column.name in said and group.values[column.name] != value:
                words = _("Row %(row)d says something else about the same session.") % {"row": said[column.name]}
                line.wrong(column.name, words)
            else:
                said.setdefault(column.name, line.number)
                group.values[column.name] = value


def _check_session(group):
    session, first = group.session, group.lines[0]
    trial = Session(
        **{
            field.attname: getattr(session, field.attname)
            for field in Session._meta.concrete_fields
            if field.name not in ("id", "uid")
        }
    )
    for column in SESSION_COLUMNS:
        if column.name in group.values and column.name not in ("track", "people", "access_features"):
            setattr(trial, column.name, group.values[column.name])
    try:
        trial.full_clean(exclude=["festival", "uid"], validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            first.wrong(name if name in COLUMNS else "title", " ".join(messages))
    if session.pk is None:
        first.outcome = NEW
        return
    first.changed = [
        column.label
        for column in SESSION_COLUMNS
        if column.name in group.values and column.get(session) != _comparable(column, group.values[column.name])
    ]


def _comparable(column, value):
    return value if column.name not in ("access_features",) else sorted(value, key=lambda term: term.pk)


def _match_runs(group, zone):
    known = {run.code: run for run in group.session.runs.all()} if group.session.pk else {}
    by_time = {(run.day, run.starts): run for run in known.values()}
    seen = set()
    for line in group.lines:
        said = {name: line.values[name] for name in RUN_NAMES - {"code", "venue"} if name in line.values}
        run = known.get(line.values.get("code", "").lower()) or by_time.get((said.get("day"), said.get("starts")))
        if run is None and said:
            for name in WHEN:
                if name not in said and name not in line.problems:
                    line.wrong(name, _("Say when it is: the day, and from when to when."))
            run = SessionSlot()
            line.changed = [*line.changed, _("a new time")]
        elif run is not None:
            line.changed += [COLUMNS[name].label for name in said if getattr(run, name) != said[name]]
        if run is not None and not line.problems:
            key = run.code if run.session_id else (said["day"], said["starts"], said.get("room"))
            if key in seen:
                line.wrong("day", _("This time is there twice."))
            seen.add(key)
            starts, ends = (said.get(name, getattr(run, name)) for name in ("starts", "ends"))
            if starts == ends:
                line.wrong("ends", _("It ends at the moment it starts."))
            for name, words in clock_problems(said.get("day", run.day), starts, ends, zone).items():
                line.wrong(name, words)
        line.run = (run, said) if run is not None else None
        line.outcome = line.outcome or (CHANGED if line.changed else SAME)
