"""A programme's draft as a table: what a row may say of a session and of the time it is on, and what a table would do.

All of it is worked out before anything is changed: `services.importing` does it.
"""

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.imports.cells import (
    AddressColumn,
    ChoiceColumn,
    ClockColumn,
    Column,
    CurrencyColumn,
    DayColumn,
    MoneyColumn,
    NumberColumn,
    RoomColumn,
    TermColumn,
    Terms,
    TermsColumn,
    problem_lines,
    read_cells,
)
from core.imports.tables import CellError
from core.models import AccessFeature, Format, Venue, VenueRoom
from core.outputs.spreadsheets import harmless
from core.rollover import copied_row
from events.choices import Participation, PriceKind
from events.festivals.hours import clock_problems
from events.festivals.models import Session, SessionPerson, SessionSlot

L = gettext_lazy
MOST_PEOPLE = 40


@dataclass(frozen=True)
class PeopleColumn(Column):
    """Names with who they are, parted by semicolons: "Dr Non Prys, biologist; Jo Marsh"."""

    most: int = 4000

    def read(self, cell, terms):
        people = []
        for text in filter(None, (part.strip() for part in super().read(cell, terms).split(";"))):
            name, _comma, affiliation = (part.strip() for part in text.partition(","))
            if len(name) > 120 or len(affiliation) > 160:
                raise CellError(_("“%(text)s …” is too long for a name and who they are.") % {"text": text[:60]})
            people.append((name, affiliation))
        if len(people) > MOST_PEOPLE:
            raise CellError(_("A session can have %(most)d people at most.") % {"most": MOST_PEOPLE})
        return people

    @property
    def nothing(self):
        return []

    def get(self, page):
        return [(one.name, one.affiliation) for one in page.people.all()]

    def set(self, page, value):
        page.people = [
            SessionPerson(name=name, affiliation=affiliation, sort_order=order)
            for order, (name, affiliation) in enumerate(value)
        ]

    def show(self, value):
        return "; ".join(", ".join(filter(None, one)) for one in value)


@dataclass(frozen=True)
class TrackColumn(Column):
    """By its name; what is not known becomes a new track."""

    most: int = 80

    def get(self, page):
        return page.track.name if page.track else ""


SESSION_COLUMNS = (
    Column("title", L("Title"), ("session", "name", "session title"), most=160),
    Column("summary", L("Summary"), ("description", "text", "abstract"), most=600),
    TermColumn("kind", L("Kind"), ("format", "type"), model=Format),
    TrackColumn("track", L("Track"), ("strand", "thread", "theme")),
    ChoiceColumn("participation", L("How people take part"), ("drop-in", "mode"), choices=Participation),
    PeopleColumn("people", L("People"), ("speakers", "speaker", "presenters", "with")),
    NumberColumn("age_from", L("Youngest age"), ("minimum age", "age from"), default=0),
    NumberColumn("age_to", L("Oldest age"), ("maximum age", "age to")),
    TermsColumn("access_features", L("Access features"), ("access",), model=AccessFeature),
    Column("access_note", L("Access note")),
    Column("capacity_note", L("Places"), ("capacity", "capacity note"), most=120),
    ChoiceColumn("price", L("Price"), ("cost",), choices=PriceKind),
    MoneyColumn("price_from", L("Price from"), ("lowest price",)),
    MoneyColumn("price_to", L("Price to"), ("highest price",)),
    CurrencyColumn("currency", L("Currency")),
    AddressColumn("booking_url", L("Booking link"), ("book", "tickets", "booking url")),
)
RUN_COLUMNS = (
    Column("code", L("Code"), ("id", "reference", "run"), most=7),
    DayColumn("day", L("Day"), ("date",)),
    ClockColumn("starts", L("Starts"), ("start", "start time", "from", "time")),
    ClockColumn("ends", L("Ends"), ("end", "end time", "to", "until")),
    TermColumn("venue", L("Venue"), ("building", "place", "location"), model=Venue),
    RoomColumn("room", L("Room"), ("space",)),
)
COLUMNS = {column.name: column for column in (RUN_COLUMNS[0], *SESSION_COLUMNS, *RUN_COLUMNS[1:])}
RUN_NAMES = {column.name for column in RUN_COLUMNS}


def write_table(festival, file):
    """One row for each time; a session without one has a row of its own."""
    writer = csv.writer(file)
    writer.writerow([str(column.label) for column in COLUMNS.values()])
    for session in festival.sessions.whole().order_by("title", "pk"):
        shown = {column.name: column.show(column.get(session)) for column in SESSION_COLUMNS}
        for run in [*session.runs.all()] or [None]:
            row = shown | (_run(run) if run else {})
            writer.writerow([harmless(row.get(name, "")) for name in COLUMNS])


def _run(run):
    place = {"venue": run.room.venue.slug, "room": run.room.name} if run.room else {}
    return place | {
        "code": run.code,
        "day": f"{run.day:%Y-%m-%d}",
        "starts": f"{run.starts:%H:%M}",
        "ends": f"{run.ends:%H:%M}",
    }


NEW, CHANGED, SAME = "new", "changed", "same"


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
    trial = copied_row(session)
    for name in group.values.keys() - {"track", "people", "access_features"}:
        setattr(trial, name, group.values[name])
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
        if column.name in group.values and column.get(session) != group.values[column.name]
    ]


def _match_runs(group, zone):
    known = {run.code: run for run in group.session.runs.all()} if group.session.pk else {}
    by_time = {(run.day, run.starts): run for run in known.values()}
    seen = set()
    for line in group.lines:
        said = {name: line.values[name] for name in RUN_NAMES - {"code", "venue"} if name in line.values}
        run = known.get(line.values.get("code", "").lower()) or by_time.get((said.get("day"), said.get("starts")))
        if run is None and said:
            for name in ("day", "starts", "ends"):
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
