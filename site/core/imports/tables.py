"""What every file is turned into: headings and rows of values, each row with the number a spreadsheet shows."""

import csv
import io
import math
import zlib
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import PurePath
from types import MappingProxyType
from xml.parsers import expat

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import load_workbook

from core.outputs.spreadsheets import is_formula
from core.uploads.apart import NotRead
from core.uploads.archives import ARCHIVE_DAMAGE, Measure, TooMuch, open_bounded

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
    rows = [
        [number, [asdict(value) if isinstance(value, Formula) else storable(value) for value in values]]
        for number, values in table.rows[:most]
    ]
    return {"kind": table.kind, "headings": table.headings, "rows": rows, "notes": table.notes}


def unpacked(kept):
    """The table that `packed` packed."""
    rows = [
        (number, [Formula(**value) if isinstance(value, dict) else value for value in values])
        for number, values in kept["rows"]
    ]
    return Table(kept["kind"], kept["headings"], rows, kept["notes"])


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


KINDS = {"csv": "CSV", "xlsx": "XLSX", "ics": "ICS"}
#: The first bytes of what people choose by mistake.
OTHERS = {
    b"\xd0\xcf\x11\xe0": gettext_lazy("an old Excel or Word file. Save it as XLSX"),
    b"%PDF": gettext_lazy("a PDF file. Export the table as CSV or XLSX"),
    b"\x89PNG": gettext_lazy("a picture"),
    b"\xff\xd8\xff": gettext_lazy("a picture"),
    b"GIF8": gettext_lazy("a picture"),
    b"{\\rtf": gettext_lazy("a text document. Save the table as CSV or XLSX"),
}
MARKUP = ("<!doctype", "<html", "<?xml", "<script", "<table", "<svg")
#: Bytes by which a file is known, and letters of one line of a CSV file.
START, LONGEST_LINE = 4096, 1_000_000


def read_table(content, name, *, others=MappingProxyType({})):
    """The table in a file. `others` are readers of more kinds than CSV and XLSX. Raises `BadFile`, in words.

    For the worker: see `core.uploads.apart`.
    """
    return ({"csv": read_csv, "xlsx": read_workbook} | others)[kind_of_file(content, name)](content)


def read_packed(content, name):
    """A table as it is kept while an editor looks at it."""
    return packed(read_table(content, name))


def kind_of_file(content, name):
    """Which of the kinds we read a file is, by its first bytes: quick, however large it is. Raises `BadFile`, in words."""
    if len(content) > MOST_BYTES:
        raise BadFile(_("This file is larger than %(most)d MB.") % {"most": MOST_BYTES // 1024**2})
    if not content.strip():
        raise BadFile(_("This file is empty."))
    kind = kind_of(content)
    extension = PurePath(name).suffix[1:].lower()
    if extension not in KINDS:
        raise BadFile(_("Choose a CSV, XLSX or ICS file."))
    if kind != extension:
        raise BadFile(_("This is not a %(kind)s file, whatever its name says.") % {"kind": KINDS[extension]})
    return kind


def kind_of(content):
    for start, what in OTHERS.items():
        if content.startswith(start):
            raise BadFile(_("This is %(what)s.") % {"what": what})
    if content.startswith(b"PK\x03\x04"):
        return "xlsx"
    start = content[:START].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.upper().startswith(b"BEGIN:VCALENDAR"):
        return "ics"
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if content[:START].decode("utf-16" if wide else "utf-8-sig", "replace").lstrip().lower().startswith(MARKUP):
        raise BadFile(_("This is a web page, not a table. Export the table as CSV or XLSX."))
    return "csv"


def decoded(content):
    """Text in what spreadsheets write: UTF-8 and UTF-16 with a mark, UTF-8 without, else Windows' western letters."""
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if is_wide else ["utf-8-sig", "cp1252", "latin-1"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadFile(_("The letters of this file can't be read. Save it as UTF-8."))


def read_csv(content):
    text = decoded(content)
    if any(ord(letter) < 32 and letter not in "\t\r\n\0" for letter in text[:4096]):
        raise BadFile(_("This is not a CSV file, whatever its name says."))
    return table_of("csv", _lines(text))


def _lines(text):
    reader = csv.reader(_bounded(text), delimiter=_delimiter(text), strict=True)
    number = 0
    while True:
        number += 1
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            message = _("Row %(row)d can't be read: a quotation mark is missing or in the wrong place.")
            raise BadFile(message % {"row": number}) from error
        if len(values) > 10 * MOST_COLUMNS:
            raise BadFile(_("This file has more than %(most)d columns.") % {"most": MOST_COLUMNS})
        if number > MOST_LINES:
            raise BadFile(_("This file has more than %(most)d rows. Split it into several.") % {"most": MOST_ROWS})
        yield number, [_plain(value) for value in values]


def _bounded(text):
    """The lines of a text, none of them so long that it alone would be too much."""
    file = io.StringIO(text, newline="")
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            raise BadFile(_("Line %(line)d of this file is far too long.") % {"line": number})
        yield line


def _delimiter(text):
    """The sign that parts the headings: commas, semicolons (where commas are decimal signs) or tabs."""
    heading = next((line for line in _bounded(text) if line.strip()), "")
    outside = "".join(part for position, part in enumerate(heading.split('"')) if position % 2 == 0)
    return max(",;\t", key=outside.count)


def _plain(value):
    """Take off the apostrophe that keeps spreadsheets from working a cell out, as our own export puts it there."""
    if value[:1] == "'" and is_formula(value):
        return value[1:]
    return Formula(value) if value.startswith("=") else value


#: What a workbook may hold once unpacked, and in how many parts.
MOST_UNPACKED = 60 * 1024 * 1024
MOST_PARTS = 500


def read_workbook(content):
    _check(content)
    try:
        # defusedxml, where it is installed, keeps openpyxl from following entities.
        workbook = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        sheet = next((one for one in workbook.worksheets if one.sheet_state == "visible"), None)
        lines = list(_filled_lines(sheet)) if sheet else []
        workbook.close()
    except Exception as error:  # the parsers of openpyxl fail in as many ways as a file can be broken
        raise _damaged() from error
    return table_of("xlsx", lines)


def _damaged():
    return BadFile(_("This workbook is damaged and can't be read. Open it in a spreadsheet program and save it again."))


def _check(content):
    try:
        with open_bounded(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if "xl/workbook.xml" not in {part.filename for part in parts}:
                raise BadFile(_("This is not an XLSX file, whatever its name says."))
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise TooMuch
            measure(archive, parts)
    except TooMuch as error:
        raise BadFile(_("This workbook is far larger inside than it says. Save only the table in a new one.")) from error
    except ARCHIVE_DAMAGE as error:
        raise _damaged() from error


def _filled_lines(sheet):
    # What a sheet says of its own size need not be true.
    sheet.reset_dimensions()
    filled = 0
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1), start=1):
        values = [Formula(str(cell.value)) if cell.data_type == "f" else cell.value for cell in cells]
        if any(value not in (None, "") for value in values):
            filled += 1
            yield number, values
        # One more than may be, so that `table_of` says so; and no sheet of a million empty rows.
        if filled > MOST_ROWS + 2 or number > MOST_LINES:
            return


AT_ONCE = 64 * 1024
#: What is inside of cells and of shared strings, with what makes words bold or red.
WORDS = {
    "v", "f", "is", "t", "si", "r", "rPr", "rPh", "phoneticPr", "b", "i", "u", "sz", "color", "rFont", "family", "charset",
    "scheme", "vertAlign", "strike",
}  # fmt: skip


class WorkbookMeasure(Measure):
    #: Of all parts together: two thousand rows of a hundred cells with the most that a cell is written with.
    most_elements = 1_000_000
    #: Of these, styles, names and relations, of which openpyxl makes objects.
    most_others = 100_000
    #: What spreadsheets have at most.
    most_cells_in_a_row = 16_384

    def __init__(self):
        super().__init__()
        self.others = self.cells = 0

    def count(self, name):
        if name == "row":
            self.cells = 0
        elif name == "c":
            self.cells += 1
        elif name not in WORDS:
            self.others += 1
        if self.others > self.most_others or self.cells > self.most_cells_in_a_row:
            raise TooMuch


def measure(archive, parts):
    """Raises `TooMuch`, or ValueError for what only attackers write.

    What is no XML, such as pictures, counts for nothing; what is damaged is seen by whoever reads it.
    """
    measured = WorkbookMeasure()
    for part in parts:
        try:
            with archive.open(part) as file:
                measured.cells = 0
                measured.read(iter(partial(file.read, AT_ONCE), b""))
        except (expat.ExpatError, zlib.error):
            continue
    return measured
