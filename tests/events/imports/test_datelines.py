"""Days and times as people and spreadsheets write them."""

from datetime import date, datetime, time

import pytest

from core.imports.days import read_clock, read_day, read_day_at_start
from core.imports.tables import CellError
from events.choices import Precision
from events.imports.columns import read_date, read_dates, show_date
from events.services.spans import DateValue

MARCH = date(2027, 3, 18)


@pytest.mark.parametrize(
    "cell",
    [
        "2027-03-18", "18/03/2027", "18.3.2027", "18-03-2027", "2027/03/18", "18 March 2027", "18 Mar 2027", "18th March 2027",
        "Thursday 18 March 2027", "March 18, 2027", "2027-03-18 00:00", "46464", 46464, 46464.0, MARCH,
        datetime(2027, 3, 18, 9),
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(cell):
    assert read_day(cell) == (MARCH, False)


@pytest.mark.parametrize("text", ["2027-03-18T16:00:00", "18 March 2027 16:00", "Thursday, 18th Mar 2027, 4pm UK time"])
def test_a_day_may_be_followed_by_a_time(text):
    assert read_day_at_start(text) == MARCH


@pytest.mark.parametrize("cell", ["2015-07", "July 2015", "Jul 2015"])
def test_a_month_is_read_as_a_month(cell):
    assert read_day(cell) == (date(2015, 7, 1), True)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("soon", "“soon” is not a date."),
        ("03/18/2027", "“03/18/2027” has no month 18. Write the day first, like 18/03/2027."),
        ("30/02/2027", "“30/02/2027” is not in any calendar."),
        ("29/02/2027", "“29/02/2027” is not in any calendar."),
        ("0001-01-01", "“0001-01-01” is not a date."),
        ("9999-12-31", "“9999-12-31” is not a date."),
        (-5, "“-5” is not a date."),
        (10**30, f"“{10**30}” is not a date."),
        ("9" * 5000, "“" + "9" * 60 + "” is not a date."),
        (True, "“True” is not a date."),
    ],
)
def test_what_is_no_day_is_said_in_words(cell, words):
    with pytest.raises(CellError) as refused:
        read_day(cell)

    assert str(refused.value).startswith(words)


@pytest.mark.parametrize(
    "cell",
    ["18:30", "18.30", "18:30:00", "6:30pm", "6.30 p.m.", "18h30", time(18, 30), datetime(1900, 1, 1, 18, 30), 18.5 / 24],
)
def test_a_time_is_read_however_it_is_written(cell):
    assert read_clock(cell) == time(18, 30)


@pytest.mark.parametrize(("cell", "clock"), [("12am", time(0)), ("12 pm", time(12)), ("9am", time(9)), (0, time(0))])
def test_the_odd_hours_of_the_twelve_hour_clock(cell, clock):
    assert read_clock(cell) == clock


@pytest.mark.parametrize("cell", ["13:99", "25:00", "24:00", "13pm", "0am", "noon", 1.5, -0.1, "1" * 5000])
def test_what_is_no_time_is_said_in_words(cell):
    with pytest.raises(CellError) as refused:
        read_clock(cell)

    assert str(refused.value) == f"“{str(cell)[:60]}” is not a time. Write it like 18:00."


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("2027-03-18", DateValue(MARCH)),
        ("2027-03-18 18:00", DateValue(MARCH, time(18))),
        ("2027-03-18 18:00 to 19:30", DateValue(MARCH, time(18), None, time(19, 30))),
        ("18/03/2027, 6pm – 7.30pm", DateValue(MARCH, time(18), None, time(19, 30))),
        ("18 March 2027 18:00-19:30", DateValue(MARCH, time(18), None, time(19, 30))),
        ("2027-03-18 to 2027-03-21", DateValue(MARCH, None, date(2027, 3, 21))),
        ("2027-03-18 22:00 to 2027-03-19 01:00", DateValue(MARCH, time(22), date(2027, 3, 19), time(1))),
        ("2015-07", DateValue(date(2015, 7, 1), precision=Precision.MONTH)),
    ],
)
def test_a_date_in_one_line_is_read_and_written_back(line, value):
    assert (read_date(line), read_date(show_date(value))) == (value, value)


def test_many_dates_are_parted_by_lines_or_semicolons():
    assert read_dates("2027-03-18; 2027-03-19\n2027-03-20\n") == [DateValue(date(2027, 3, day)) for day in (18, 19, 20)]


@pytest.mark.parametrize("line", ["2027-03-18" + " " * 19_000 + "x", "2027-03-18" + "\t" * 19_000 + "(second", "–" * 121])
def test_a_date_among_thousands_of_spaces_is_not_looked_for(line):
    with pytest.raises(CellError) as refused:
        read_date(line)

    assert str(refused.value).endswith("is not a date. Write it like 2027-03-18 or 18/03/2027.")
