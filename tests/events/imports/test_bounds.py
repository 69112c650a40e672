"""How much work a file can make is bounded by us and not by the file."""

import io
import sys
import zipfile

import pytest

from core.imports.tables import BadFile, kind_of_file
from events.imports.calendars import read_events as read_table

from .files import calendar, csv_file, workbook


def steps(content, name, read=read_table):
    """How many calls, of Python's and of C's, it takes to refuse or read a file. The same on every machine."""
    count = 0

    def call(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(call)
    try:
        read(content, name)
    except BadFile:
        pass
    finally:
        sys.setprofile(None)
    return count


def with_part(name, content):
    source, file = io.BytesIO(workbook(["Title"], ["Stars"])), io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part.filename, old.read(part))
        new.writestr(name, content)
    return file.getvalue()


NAMESPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET = "xl/worksheets/sheet1.xml"


def one_row(number):
    return with_part(SHEET, b"<worksheet %s><sheetData><row>%s</row></sheetData></worksheet>" % (NAMESPACE, b"<c/>" * number))


def many_rows(number):
    return with_part(SHEET, b"<worksheet %s><sheetData>%s</sheetData></worksheet>" % (NAMESPACE, b"<row><c/></row>" * number))


def deep(number):
    return with_part(SHEET, b"<worksheet %s>%s%s</worksheet>" % (NAMESPACE, b"<x>" * number, b"</x>" * number))


def shared_words(number):
    words = b"<si><t>a</t></si>" * number
    return with_part("xl/sharedStrings.xml", b"<sst %s>%s</sst>" % (NAMESPACE, words))


def names(number):
    defined = b'<definedName name="a">A1</definedName>' * number
    return with_part("xl/workbook.xml", b"<workbook %s><definedNames>%s</definedNames></workbook>" % (NAMESPACE, defined))


def merged(number):
    cells = b'<mergeCell ref="A1:B2"/>' * number
    return with_part(SHEET, b"<worksheet %s><sheetData/><mergeCells>%s</mergeCells></worksheet>" % (NAMESPACE, cells))


@pytest.mark.parametrize(
    ("made", "number"),
    [(one_row, 20_000), (deep, 150), (shared_words, 520_000), (names, 110_000), (merged, 110_000)],
    ids=["cells in a row", "depth", "shared words", "defined names", "merged cells"],
)
def test_a_workbook_with_four_times_too_much_takes_no_more_work_than_one_with_too_much(made, number):
    assert steps(made(4 * number), "a.xlsx") < 1.2 * steps(made(number), "a.xlsx")


@pytest.mark.parametrize("made", [one_row, deep], ids=["cells in a row", "depth"])
def test_a_workbook_that_holds_far_too_much_is_refused_in_words(made):
    with pytest.raises(BadFile) as refused:
        read_table(made(100_000), "a.xlsx")

    assert str(refused.value) == "This workbook is far larger inside than it says. Save only the table in a new one."


def test_rows_of_nothing_are_read_in_proportion():
    assert steps(many_rows(8000), "a.xlsx") < 6 * steps(many_rows(2000), "a.xlsx")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (csv_file("Title", "x," * 600_000), "Line 2 of this file is far too long."),
        (csv_file("Title", "," * 1001), "This file has more than 100 columns."),
        (csv_file("Title", "x", *[""] * 100_001), "This file has more than 2000 rows. Split it into several."),
        (csv_file("Ti\0tle", "x"), "There is a NUL character in the headings. The file is damaged."),
    ],
    ids=["a line", "columns", "empty lines", "NUL in a heading"],
)
def test_a_csv_file_beyond_measure_is_refused_in_words(content, words):
    with pytest.raises(BadFile) as refused:
        read_table(content, "a.csv")

    assert str(refused.value) == words


def test_a_csv_file_of_one_line_is_refused_before_it_is_parted():
    assert steps(b"a," * 2_000_000, "a.csv") < 20_000


def test_an_entry_of_a_calendar_ends_somewhere():
    content = calendar("UID:a\nSUMMARY:Stars\nDTSTART:20270318T180000\n" + "COMMENT:x\n" * 100_000)

    with pytest.raises(BadFile) as refused:
        read_table(content, "a.ics")

    assert str(refused.value) == "An entry of this calendar has more than 5000 lines."
    assert steps(content, "a.ics") < 10_000


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTHDAY=30;BYMONTH=2",
        "FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=4",
        "FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24))) + ";BYMINUTE=" + ",".join(map(str, range(60))),
    ],
    ids=["daily", "yearly", "every minute"],
)
def test_a_rule_that_never_fits_is_given_up_soon(rule):
    content = calendar(f"UID:a\nSUMMARY:Stars\nDTSTART:20270318T180000\nRRULE:{rule}")

    with pytest.raises(BadFile) as refused:
        read_table(content, "a.ics")

    assert str(refused.value) == "Entry 1, Stars: its dates can't be read."
    # Until the year 9999 it would be tens of millions.
    assert steps(content, "a.ics") < 2_000_000


@pytest.mark.parametrize(
    ("start", "rule", "dates"),
    [
        ("DTSTART:20240229T180000", "FREQ=YEARLY;COUNT=3", ["2024-02-29 18:00", "2028-02-29 18:00", "2032-02-29 18:00"]),
        ("DTSTART:20150105T180000", "FREQ=MONTHLY;BYDAY=1MO;COUNT=2", ["2015-01-05 18:00", "2015-02-02 18:00"]),
        (
            "DTSTART;TZID=Europe/London:20271030T010000",
            "FREQ=DAILY;UNTIL=20271101T010000Z",
            ["2027-10-30 01:00", "2027-10-31 01:00", "2027-11-01 01:00"],
        ),
        ("DTSTART:20991231T180000", "FREQ=DAILY;COUNT=2", ["2099-12-31 18:00", "2100-01-01 18:00"]),
    ],
    ids=["leap days", "first Mondays", "over a change of the clocks", "a turn of the century"],
)
def test_a_rule_is_followed_on_its_own_calendar(start, rule, dates):
    [(_number, values)] = read_table(calendar(f"UID:a\nSUMMARY:Stars\n{start}\nRRULE:{rule}"), "a.ics").rows

    assert [values[2], *values[3].split("; ")] == [f"{one} (first)" if one == "2027-10-31 01:00" else one for one in dates]


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.ics"])
def test_the_first_glance_in_the_request_costs_the_same_for_every_file(name):
    starts = {"a.csv": b"Title\r\n", "a.xlsx": b"PK\x03\x04", "a.ics": b"BEGIN:VCALENDAR\r\n"}

    small, large = (steps(starts[name] + b"x" * size, name, kind_of_file) for size in (10, 4_000_000))

    assert small == large < 100
