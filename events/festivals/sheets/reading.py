"""From the rows of a table to what each says, and what is wrong with it."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from events.festivals.sheets.columns import COLUMNS
from events.imports.cells import CLEAR, RoomColumn, plain
from events.imports.datelines import CellError
from events.imports.tables import BadFile


@dataclass(kw_only=True)
class Line:
    """One row: what it says by the name of a column, and what is wrong, likewise."""

    number: int
    cells: dict
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


def lines_of(table, terms, columns):
    """`columns` say which heading is what. Raises BadFile where the table can't be a programme."""
    if "title" not in columns.values() and "code" not in columns.values():
        raise BadFile(_("There is no column with the titles of sessions. Call it “Title”."))
    lines = []
    for number, values in table.rows:
        cells = {columns[name]: value for name, value in zip(table.headings, values, strict=True) if name in columns}
        lines.append(_read(Line(number=number, cells=cells), terms))
    return lines, [name for name in table.headings if name and name not in columns]


def _read(line, terms):
    for name, cell in line.cells.items():
        column = COLUMNS[name]
        try:
            text = plain(cell)
            if text == "" or isinstance(column, RoomColumn):
                continue
            line.values[name] = column.nothing if text == CLEAR else column.read(cell, terms)
        except CellError as error:
            line.wrong(name, str(error))
    _read_room(line, terms)
    return line


def _read_room(line, terms):
    """A room is one of a venue: of the one in its row, or of whichever has a room of that name, if only one has."""
    try:
        text = plain(line.cells.get("room"))
        if text == "":
            return
        if text == CLEAR:
            line.values["room"] = None
        elif line.values.get("venue"):
            line.values["room"] = terms.room(line.values["venue"], text)
        elif "venue" not in line.problems:
            line.values["room"] = terms.room_anywhere(text)
    except CellError as error:
        line.wrong("room", str(error))
