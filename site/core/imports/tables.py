"""What every file is turned into: headings and rows of values, each row with the number a spreadsheet shows."""

import math
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from core.uploads.apart import NotRead

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 2000
MOST_COLUMNS = 100
MOST_CHARACTERS = 20_000
#: Lines with nothing in them are passed over, but not for ever.
MOST_LINES = 50 * MOST_ROWS


class BadFile(NotRead):
    """A file that can't be read at all; says why, and where if it is one cell."""


class CellError(Exception):
    """What is wrong with one cell, in words."""


@dataclass(frozen=True)
class Formula:
    """A cell that would have to be worked out, or that would do something if it were."""

    text: str


@dataclass
class Table:
    kind: str
    headings: list
    rows: list = field(default_factory=list)  # of (number, values)
    notes: list = field(default_factory=list)  # what was left out

    def named_rows(self, columns):
        """(number, {name of a column: cell}) of each row; `columns` are {heading: name}."""
        for number, values in self.rows:
            cells = zip(self.headings, values, strict=True)
            yield number, {columns[heading]: value for heading, value in cells if heading in columns}


def packed(table, *, most=None):
    """A table, or its first rows, as it can be kept."""
    rows = [[number, [_packed(value) for value in values]] for number, values in table.rows[:most]]
    return {"kind": table.kind, "headings": table.headings, "rows": rows, "notes": table.notes}


def unpacked(kept):
    """The table that `packed` packed."""
    rows = [
        (number, [Formula(**value) if isinstance(value, dict) else value for value in values])
        for number, values in kept["rows"]
    ]
    return Table(kept["kind"], kept["headings"], rows, kept["notes"])


def _packed(value):
    value = storable(value)
    return asdict(value) if isinstance(value, Formula) else value


def storable(cell):
    """A cell as it can be kept and read again: dates and times in plain writing."""
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}" if cell.time() == time.min else f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    if isinstance(cell, timedelta):
        return cell / timedelta(days=1)
    if isinstance(cell, float) and not math.isfinite(cell):
        return str(cell)
    return cell if isinstance(cell, int | float | Formula) else str(cell or "").strip()


def table_of(kind, lines):
    """A table of numbered lines, the first of which that is not empty has the headings. Empty lines are passed over."""
    lines = ((number, values) for number, values in lines if any(value not in (None, "") for value in values))
    _number, heading_line = next(lines, (0, None))
    if heading_line is None:
        raise BadFile(_("This file is empty."))
    headings = [str(value if value is not None else "").strip()[:255] for value in heading_line]
    while headings and not headings[-1]:
        headings.pop()
    if any("\0" in heading for heading in headings):
        raise BadFile(_("There is a NUL character in the headings. The file is damaged."))
    if len(headings) > MOST_COLUMNS:
        raise BadFile(_("This file has more than %(most)d columns.") % {"most": MOST_COLUMNS})
    named = [heading.casefold() for heading in headings if heading]
    if twice := next((name for name in headings if name and named.count(name.casefold()) > 1), None):
        raise BadFile(_("Two columns are called “%(name)s”. Give each a name of its own.") % {"name": twice})
    table = Table(kind, headings)
    for number, values in lines:
        if len(table.rows) + len(table.notes) == MOST_ROWS:
            raise BadFile(_("This file has more than %(most)d rows. Split it into several.") % {"most": MOST_ROWS})
        try:
            table.rows.append((number, _fitted(values, headings, number)))
        except CellError as error:
            table.notes.append(str(error))
    if not table.rows:
        raise BadFile(table.notes[0] if table.notes else _("This file has headings and no rows."))
    return table


def _fitted(values, headings, number):
    values = list(values[: len(headings)]) + [None] * (len(headings) - len(values))
    for heading, value in zip(headings, values, strict=True):
        where = _("Row %(row)d, %(column)s: ") % {"row": number, "column": heading or "?"}
        if isinstance(value, str) and "\0" in value:
            raise BadFile(where + _("there is a NUL character in this cell. The file is damaged."))
        if isinstance(value, str) and len(value) > MOST_CHARACTERS:
            raise CellError(where + _("this is longer than %(most)d characters.") % {"most": MOST_CHARACTERS})
    return values
