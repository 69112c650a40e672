"""What a table would do to a draft programme, worked out before anything is changed."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core.imports.cells import Terms, problem_lines, read_cells
from core.imports.tables import CellError
from core.models import VenueRoom
from events.festivals.hours import clock_problems
from events.festivals.models import Session, SessionSlot
from events.festivals.sheets.columns import COLUMNS, RUN_NAMES, SESSION_COLUMNS

NEW, CHANGED, SAME = "new", "changed", "same"
#: How a field of a run is called in the table where the two differ.
WHEN = ("day", "starts", "ends")


@dataclass(kw_only=True)
class Line:
    """One row: what it says by the name of a column, and what is wrong, likewise. A row with something wrong is left out."""

    number: int
    values: dict = field(default_factory=dict)
    problems: dict = field(default_factory=dict)
    outcome: str = ""  # new, changed, same
    changed: list = field(default_factory=list)  # labels of columns
    run: Any = None

    def wrong(self, name, words):
        self.problems.setdefault(name, words)

    @property
    def name(self):
        return self.values.get("title") or self.values.get("code", "")

    @property
    def told(self):
        """(label of a column, what is wrong), for the table."""
        return [(COLUMNS[name].label if name in COLUMNS else "", words) for name, words in self.problems.items()]


@dataclass(kw_only=True)
class Group:
    """One session with the rows that are about it and have nothing wrong with them."""

    session: Any
    lines: list = field(default_factory=list)
    values: dict = field(default_factory=dict)

    @property
    def has_changes(self):
        return any(line.outcome != SAME for line in self.lines)


@dataclass(kw_only=True)
class Check:
    """Everything a table says, and what it would do but for the rows that are left out."""

    lines: list
    groups: list
    unknown: list  # headings nobody knows
    new_tracks: list

    @property
    def problems(self):
        return list(problem_lines([(line.number, line.problems) for line in self.lines], COLUMNS))

    @property
    def has_changes(self):
        return any(group.has_changes for group in self.groups)

    def count(self, outcome):
        return sum(line.outcome == outcome and not line.problems for line in self.lines)


class SheetTerms(Terms):
    """Those of the festival's own language; rooms of its venues come before rooms elsewhere."""

    def __init__(self, festival):
        page = festival.draft_page
        super().__init__(page.locale)
        self._venues = {venue.pk for venue in page.venues.all()}

    def room_anywhere(self, text):
        """The one room of this name. Raises CellError where there is none, or more than one."""
        found = self._by_name.get(text.casefold(), [])
        ours = [room for room in found if room.venue_id in self._venues] or found
        if len(ours) == 1:
            return ours[0]
        if ours:
            raise CellError(_("Several venues have a room “%(text)s”. Say which venue.") % {"text": text[:60]})
        raise CellError(_("No venue has a room “%(text)s”.") % {"text": text[:60]})

    @cached_property
    def _by_name(self):
        rooms = defaultdict(list)
        for room in VenueRoom.objects.filter(venue__locale=self.locale, venue__is_retired=False):
            rooms[room.name.casefold()].append(room)
        return rooms


def check(table, *, festival, columns):
    """What a table would do to a festival's draft, `columns` being {heading: name}."""
    terms = SheetTerms(festival)
    lines = [_read(number, cells, terms) for number, cells in table.named_rows(columns)]
    groups, zone = _groups(lines, festival), festival.draft_page.timezone
    for group in groups:
        _settle(group, zone)
    groups = [group for group in groups if group.lines]
    tracks = {track.name.casefold() for track in festival.tracks.all()}
    wanted = {group.values.get("track", "") for group in groups}
    new_tracks = sorted(name for name in wanted if name and name.casefold() not in tracks)
    unknown = [name for name in table.headings if name and name not in columns]
    return Check(lines=lines, groups=groups, unknown=unknown, new_tracks=new_tracks)


def _read(number, cells, terms):
    line = Line(number=number)
    line.values, line.problems = read_cells(cells, COLUMNS, terms)
    if room := line.values.get("room"):
        # A room is one of a venue: of the one in its row, or of whichever has a room of that name, if only one has.
        venue = line.values.get("venue")
        try:
            line.values["room"] = terms.room(venue, room) if venue else terms.room_anywhere(room)
        except CellError as error:
            line.wrong("room", str(error))
    return line


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
        elif not code and not title:
            line.wrong("title", _("Say which session this is about."))
        named = [by_code[code]] if code in by_code else by_title[title.casefold()]
        if len(named) > 1:
            line.wrong("title", _("Two sessions are called this. Give the code of one of its times."))
        if line.problems:
            continue
        key = named[0].pk if named else title.casefold()
        session = named[0] if named else Session(festival=festival, title=title)
        groups.setdefault(key, Group(session=session)).lines.append(line)
    return list(groups.values())


def _settle(group, zone):
    """Work out what the rows of a session do together, anew without those that turn out to be wrong."""
    while group.lines:
        group.values = {}
        for line in group.lines:
            line.outcome, line.changed, line.run = "", [], None
        _merge(group)
        _check_session(group)
        _match_runs(group, zone)
        if not any(line.problems for line in group.lines):
            return
        group.lines = [line for line in group.lines if not line.problems]


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
    taken = {field.attname: getattr(session, field.attname) for field in Session._meta.concrete_fields}
    trial = Session(**{name: value for name, value in taken.items() if name not in ("id", "uid")})
    for name, value in group.values.items():
        if name not in ("track", "people", "access_features"):
            setattr(trial, name, value)
    try:
        trial.full_clean(exclude=["festival", "uid"], validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            # Of the rows that say it; or of all, where none does and it is what they say together.
            for line in [line for line in group.lines if name in line.values] or group.lines:
                line.wrong(name if name in COLUMNS else "title", " ".join(messages))
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
                if name not in said:
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
