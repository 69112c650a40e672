"""XLSX files: zipped XML from strangers, so bounded before it is opened and read row by row."""

import io

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from core.uploads.archives import ARCHIVE_DAMAGE, open_bounded
from core.uploads.markup import TooMuch
from events.imports.tables import MOST_COLUMNS, MOST_LINES, MOST_ROWS, BadFile, Formula, table_of
from events.imports.workbook_parts import measure

#: What a workbook may hold once unpacked, and in how many parts.
MOST_UNPACKED = 60 * 1024 * 1024
MOST_PARTS = 500


def read_workbook(content):
    _check(content)
    try:
        # defusedxml, where it is installed, keeps openpyxl from following entities.
        workbook = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        sheet = next((one for one in workbook.worksheets if one.sheet_state == "visible"), None)
        lines = list(_lines(sheet)) if sheet else []
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


def _lines(sheet):
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
