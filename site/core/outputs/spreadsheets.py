"""Lists as CSV (RFC 4180), safe to open in a spreadsheet."""

import csv
import io
import re
from datetime import datetime

from core.lines import printable

from .fields import fields_with
from .timezones import is_unclear

#: What spreadsheets take for a formula, whatever white space stands before it.
#: https://owasp.org/www-community/attacks/CSV_Injection
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
#: Spreadsheets take a file without it for the alphabet of their own country.
BYTE_ORDER_MARK = "\ufeff"


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
    if isinstance(value, str):
        value = printable(value)
        return f"'{value}" if FORMULA.match(value) else value
    return value


def to_csv(listing, request=None):
    fields = fields_with(listing.fields)
    text = io.StringIO()
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text)
    writer.writerow([column for field in fields for column in field.columns])
    for entry in listing.entries:
        writer.writerow([cell(value) for field in fields for value in field.cells(entry)])
    return text.getvalue().encode()
