"""What a row of a programme's table may say of a session and of the time it is on; and the draft as such a table."""

import csv
from dataclasses import dataclass

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
    TermsColumn,
)
from core.imports.tables import CellError
from core.models import AccessFeature, Format, Venue
from core.outputs.spreadsheets import harmless
from events.choices import Participation, PriceKind
from events.festivals.models import SessionPerson

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
    return {
        "code": run.code,
        "day": f"{run.day:%Y-%m-%d}",
        "starts": f"{run.starts:%H:%M}",
        "ends": f"{run.ends:%H:%M}",
        "venue": run.room.venue.slug if run.room else "",
        "room": run.room.name if run.room else "",
    }
