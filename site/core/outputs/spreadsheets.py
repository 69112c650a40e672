"""Lists as CSV (RFC 4180), safe to open in a spreadsheet; and the rule of every other export, Wagtail's own included."""

import csv
import io
import re
from datetime import datetime

from wagtail.admin.views.mixins import SpreadsheetExportMixin as Export

from core.lines import printable
from core.timezones import is_unclear

from .fields import fields_with

#: What spreadsheets take for a formula, whatever white space stands before it; and what is marked already, so that taking off
#: one mark always gives what was marked. https://owasp.org/www-community/attacks/CSV_Injection
FORMULA = re.compile(r"[\s']*[=+\-@＝＋－＠]|[ ']*[\t\r\n]")
#: Spreadsheets take a file without it for the alphabet of their own country.
BYTE_ORDER_MARK = "\ufeff"


def is_formula(text):
    return bool(FORMULA.match(text))


def harmless(value):
    """A value that no spreadsheet works out: text that would be a formula is marked as text; numbers and days stay."""
    if not isinstance(value, str):
        return value
    text = printable(value)
    return f"'{text}" if is_formula(text) else text


def cell(value):
    """A value as a spreadsheet shows it best; text that would be a formula is marked as text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        # With its offset only where clocks show the time twice: spreadsheets know no offsets.
        return value.isoformat(" ", "minutes") if is_unclear(value) else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, list | tuple):
        value = "; ".join(str(each) for each in value)
    return harmless(value)


def to_csv(listing, request=None):
    fields = fields_with(listing.fields)
    text = io.StringIO()
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text)
    writer.writerow([column for field in fields for column in field.columns])
    for entry in listing.entries:
        writer.writerow([cell(value) for field in fields for value in field.cells(entry)])
    return text.getvalue().encode()


preprocess, heading, xlsx_row = Export.preprocess_field_value, Export.get_heading, Export.generate_xlsx_row


def preprocess_field_value(self, field, value, export_format):
    """In a CSV file text is marked as text; in a workbook the cell says so itself."""
    done = preprocess(self, field, value, export_format)
    if not isinstance(done, str):
        return done
    return harmless(done) if export_format == self.FORMAT_CSV else printable(done)


def get_heading(self, queryset, field):
    """Headings can be words that somebody typed: the questions of a form."""
    return harmless(heading(self, queryset, field))


def generate_xlsx_row(self, worksheet, row_dict, date_format=None):
    for cell in xlsx_row(self, worksheet, row_dict, date_format=date_format):
        if isinstance(cell.value, str) and is_formula(cell.value):
            # What Excel itself keeps where somebody typed an apostrophe: text, also when the cell is edited.
            cell.quotePrefix = True
        yield cell


def guard():
    """Let every view of Wagtail that exports, and every one of ours, write cells that no spreadsheet works out."""
    Export.preprocess_field_value, Export.get_heading = preprocess_field_value, get_heading
    Export.generate_xlsx_row = generate_xlsx_row
