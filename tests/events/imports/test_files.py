"""A file is a table, or it is refused with a sentence."""

import io
import zipfile
from datetime import datetime, time

import pytest

from core.imports.tables import BadFile, Formula
from core.outputs.spreadsheets import harmless
from events.imports.calendars import read_events as read_table

from .files import calendar, csv_file, workbook

TABLE = (["Title", "Starts"], [(2, ["Sêr", "18:00"])])


def table(content, name):
    found = read_table(content, name)
    return found.headings, found.rows


@pytest.mark.parametrize(
    "content",
    [
        csv_file("Title,Starts", "Sêr,18:00"),
        csv_file("Title,Starts", "Sêr,18:00", encoding="utf-8-sig"),
        csv_file("Title,Starts", "Sêr,18:00", encoding="latin-1"),
        csv_file("Title,Starts", "Sêr,18:00", encoding="utf-16"),
        csv_file("Title;Starts", "Sêr;18:00"),
        csv_file("Title\tStarts", "Sêr\t18:00"),
        csv_file('"Title","Starts"', '"Sêr","18:00"', "", ",,,"),
        csv_file("Title,Starts,,", "Sêr,18:00,,,"),
    ],
)
def test_a_csv_file_is_read_however_a_spreadsheet_saved_it(content):
    assert table(content, "events.CSV") == TABLE


def test_rows_have_the_numbers_that_a_spreadsheet_shows():
    content = csv_file("", "Title", "", "One", '"Two', 'lines"', "Three")

    assert [number for number, _values in read_table(content, "a.csv").rows] == [4, 5, 6]


def test_a_workbook_is_read_from_its_first_visible_sheet_with_types():
    content = workbook(["Title", "Day", "Starts"], ["Stars", datetime(2027, 3, 18), time(18)], hidden="hidden")

    assert table(content, "events.xlsx") == (["Title", "Day", "Starts"], [(2, ["Stars", datetime(2027, 3, 18), time(18)])])


def test_formulas_are_kept_apart():
    [(_number, from_workbook)] = read_table(workbook(["Title"], ["=1+1"]), "a.xlsx").rows
    [(_number, from_csv)] = read_table(csv_file("Title", "=1+1"), "a.csv").rows

    assert [from_workbook, from_csv] == [[Formula("=1+1")], [Formula("=1+1")]]


@pytest.mark.parametrize("text", ["=1+1", "+44 1632 960000", "-", "@home", "\t=1+1", " =1+1"])
def test_what_a_spreadsheet_would_work_out_goes_out_harmless_and_comes_back_whole(text):
    [(_number, [back])] = read_table(csv_file("Title", f'"{harmless(text)}"'), "a.csv").rows

    assert (harmless(text), back) == ("'" + text, text)


def bomb():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (61 * 1024 * 1024))
    return file.getvalue()


def with_entities():
    """A workbook whose sheet expands a little text into very much ("billion laughs")."""
    source, file = io.BytesIO(workbook(["Title"], ["Stars"])), io.BytesIO()
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(file, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                content = laughs + content.replace(b"<sheetData>", b"<sheetData><row><c><v>&b;</v></c></row>")
            new.writestr(part.filename, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.csv", "This file is empty."),
        (b" \r\n", "a.csv", "This file is empty."),
        (csv_file("Title"), "a.csv", "This file has headings and no rows."),
        (workbook(), "a.xlsx", "This file is empty."),
        (csv_file("Title,Title", "a,b"), "a.csv", "Two columns are called “Title”. Give each a name of its own."),
        (csv_file("Title", "x"), "a.pdf", "Choose a CSV, XLSX or ICS file."),
        (csv_file("Title", "x"), "a.xlsx", "This is not a XLSX file, whatever its name says."),
        (workbook(["Title"], ["x"]), "a.csv", "This is not a CSV file, whatever its name says."),
        (b"PK\x03\x04 no zip at all", "a.xlsx", "This workbook is damaged"),
        (b"\xd0\xcf\x11\xe0 old", "a.csv", "This is an old Excel or Word file. Save it as XLSX."),
        (b"%PDF-1.4", "a.csv", "This is a PDF file."),
        (b"\x89PNG\r\n", "a.csv", "This is a picture."),
        (b"<!DOCTYPE html><table>", "a.csv", "This is a web page, not a table."),
        (csv_file("Title", "a\x01b"), "a.csv", "This is not a CSV file, whatever its name says."),
        (csv_file("Title,Starts", "Stars,18:00", "Mo\0ns,19:00"), "a.csv", "Row 3, Title: there is a NUL character"),
        (csv_file("Title", '"Stars', "Moons"), "a.csv", "Row 2 can't be read: a quotation mark is missing"),
        (csv_file("Title", "x" * 20_001), "a.csv", "Row 2, Title: this is longer than 20000 characters."),
        (csv_file("Title", "x" * 200_000), "a.csv", "Row 2 can't be read"),
        (csv_file("Title", *["x"] * 2001), "a.csv", "This file has more than 2000 rows."),
        (workbook(["Title"], *[["x"]] * 2001), "a.xlsx", "This file has more than 2000 rows."),
        (csv_file(",".join(f"c{n}" for n in range(101)), "x"), "a.csv", "This file has more than 100 columns."),
        (b"x" * (5 * 1024 * 1024 + 1), "a.csv", "This file is larger than 5 MB."),
        (bomb(), "a.xlsx", "This workbook is far larger inside than it says."),
        (with_entities(), "a.xlsx", "This workbook is damaged"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nnonsense\r\n", "a.ics", "This calendar file is damaged"),
        (calendar("UID:a\nSUMMARY:Stars"), "a.ics", "Entry 1, Stars: its dates can't be read."),
        (calendar("UID:a\nSUMMARY:Stars\nDTSTART:20271345T990000Z"), "a.ics", "Entry 1, Stars: its dates"),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_in_words(content, name, words):
    with pytest.raises(BadFile) as refused:
        read_table(content, name)

    assert str(refused.value).startswith(words)


def test_a_calendar_becomes_rows_with_all_dates():
    content = calendar(
        """
        UID:talk@example.org
        SUMMARY:Stars
        DTSTART;TZID=Europe/London:20270318T180000
        DTEND;TZID=Europe/London:20270318T193000
        RRULE:FREQ=WEEKLY;COUNT=4
        EXDATE;TZID=Europe/London:20270325T180000
        LOCATION:Old Observatory
        CATEGORIES:Space,Night
        DESCRIPTION:Bring a coat.
        """,
        """
        UID:talk@example.org
        RECURRENCE-ID;TZID=Europe/London:20270401T180000
        SUMMARY:Stars
        DTSTART;TZID=Europe/London:20270402T190000
        DTEND;TZID=Europe/London:20270402T200000
        """,
        """
        UID:fair@example.org
        SUMMARY:Fair
        DTSTART;VALUE=DATE:20270501
        DTEND;VALUE=DATE:20270503
        """,
        """
        UID:zulu@example.org
        SUMMARY:Zulu
        DTSTART:20270701T170000Z
        DURATION:PT1H
        """,
        """
        UID:off@example.org
        SUMMARY:Off
        STATUS:CANCELLED
        DTSTART:20270701T170000Z
        """,
    )

    found = read_table(content, "a.ics")

    assert [values[:4] for _number, values in found.rows] == [
        ["talk@example.org", "Stars", "2027-03-18 18:00 to 19:30", "2027-04-02 19:00 to 20:00; 2027-04-08 18:00 to 19:30"],
        ["fair@example.org", "Fair", "2027-05-01 to 2027-05-02", ""],
        ["zulu@example.org", "Zulu", "2027-07-01 18:00 to 19:00", ""],
    ]
    assert found.rows[0][1][4:] == ["Bring a coat.", "Old Observatory", "Space; Night", "Europe/London"]
    assert found.notes == ["1 cancelled entries of this calendar are left out."]


def test_an_endless_rule_ends():
    content = calendar("UID:a\nSUMMARY:Stars\nDTSTART:20270318T180000Z\nRRULE:FREQ=DAILY")

    [(_number, values)] = read_table(content, "a.ics").rows

    assert values[3].count(";") == 364


@pytest.mark.parametrize(
    ("start", "rule", "more"),
    [
        ("DTSTART:20270318T180000", "FREQ=DAILY;UNTIL=20270319T235959Z", 1),
        ("DTSTART;TZID=Europe/London:20270318T180000", "FREQ=DAILY;UNTIL=20270320", 2),
        ("DTSTART;TZID=Europe/London:20270327T180000", "FREQ=DAILY;UNTIL=20270328T170000Z", 1),
        ("DTSTART;VALUE=DATE:20270318", "FREQ=DAILY;UNTIL=20270320", 2),
        ("DTSTART;VALUE=DATE:20270318", "FREQ=DAILY;UNTIL=20270319T230000Z", 1),
        ("DTSTART:20270318T180000Z", "FREQ=YEARLY;COUNT=999999999", 10),
    ],
)
def test_a_rule_ends_where_it_says_however_it_says_so(start, rule, more):
    [(_number, values)] = read_table(calendar(f"UID:a\nSUMMARY:Stars\n{start}\nRRULE:{rule}"), "a.ics").rows

    assert (bool(values[2]), len(values[3].split(";")) if values[3] else 0) == (True, more)


def test_a_calendar_with_dates_beyond_measure_is_refused():
    entries = [f"UID:{number}\nSUMMARY:Stars\nDTSTART:20270318T180000\nRRULE:FREQ=DAILY" for number in range(140)]

    with pytest.raises(BadFile) as refused:
        read_table(calendar(*entries), "a.ics")

    assert str(refused.value) == "This calendar has more than 50000 dates. Split it into several."


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY;BYMONTHDAY=30;BYMONTH=2", "FREQ=YEARLY;BYMONTHDAY=30;BYMONTH=2", "COUNT=2"])
def test_a_rule_that_never_ends_to_look_for_a_date_is_refused(rule):
    with pytest.raises(BadFile) as refused:
        read_table(
            calendar("UID:a\nSUMMARY:Stars\nDTSTART:20270318T180000\nRRULE:FREQ=SECONDLY;BYMONTHDAY=30;BYMONTH=2"), "a.ics"
        )

    assert str(refused.value) == "Entry 1, Stars: its dates can't be read."
