"""Files as programs write them."""

import io

from openpyxl import Workbook


def csv_file(*lines, encoding="utf-8"):
    return "\r\n".join(lines).encode(encoding)


def workbook(*rows, **sheets):
    """The bytes of an XLSX file with one sheet, and others of the given states before it."""
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for title, state in sheets.items():
        book.create_sheet(title, 0).sheet_state = state
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def calendar(*entries):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//EN"]
    for entry in entries:
        lines += ["BEGIN:VEVENT", "DTSTAMP:20270101T000000Z", *entry.strip().splitlines(), "END:VEVENT"]
    return "\r\n".join(line.strip() for line in [*lines, "END:VCALENDAR"]).encode()
