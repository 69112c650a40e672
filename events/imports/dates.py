"""Dates of events in a file: "2027-03-18 18:00 to 19:30", as spreadsheets write them and as our own export does."""

import re
from dataclasses import dataclass, replace
from datetime import date, time

from core.imports.cells import Column, plain
from core.imports.days import LONGEST, no_date, read_clock, read_day
from core.imports.tables import CellError
from core.timezones import is_ambiguous
from events.choices import Precision, WhichTime
from events.models import EventDate

TO = re.compile(r"\s+(?:to|until|till|-)\s+|\s*[–—]\s*|(?<=[:.]\d\d)-(?=\d{1,2}[:.]\d\d)", re.I)
#: After a date: which of two times is meant that clocks show alike.
WHICH = re.compile(r"\s*\((first|second)\)$", re.I)


@dataclass(frozen=True)
class DateValue:
    """One date as an editor would write it."""

    start_date: date
    start_time: time | None = None
    end_date: date | None = None
    end_time: time | None = None
    precision: str = Precision.DAY
    which_time: str = ""

    @property
    def order(self):
        return (self.start_date, self.start_time or time.min, self.end_date or self.start_date, self.end_time or time.min)

    @property
    def row(self):
        """An unsaved `EventDate`."""
        return EventDate(**vars(self))

    @classmethod
    def of(cls, row):
        """What an `EventDate` says, without a last day that is the first."""
        end_date = row.end_date if row.end_date != row.start_date else None
        return cls(row.start_date, row.start_time, end_date, row.end_time, row.precision, row.which_time)


def read_dates(value):
    """Many dates, one a line or parted by semicolons."""
    lines = [line.strip() for line in re.split(r"[;\n]", str(value)) if line.strip()]
    return [read_date(line) for line in lines]


def read_date(line):
    if len(line) > LONGEST:
        raise no_date(line)
    if match := WHICH.search(line):
        return replace(read_date(line[: match.start()]), which_time=match[1].lower())
    first, *rest = TO.split(line, maxsplit=1)
    start_date, start_time, precision = _moment(first)
    if not rest:
        return DateValue(start_date, start_time, precision=precision)
    if start_time and (clock := _clock_or_none(rest[0])):
        return DateValue(start_date, start_time, None, clock)
    end_date, end_time, _precision = _moment(rest[0])
    return DateValue(start_date, start_time, end_date if end_date != start_date else None, end_time, precision)


def _moment(text):
    """A day, with or without a time after it."""
    text = re.sub(r"(?<=\d)T(?=\d)", " ", text.strip())
    day, _space, clock = text.rpartition(" ")
    if day and (found := _clock_or_none(clock)):
        start_date, is_month = read_day(day.rstrip(","))
        return start_date, found, _precision(is_month)
    start_date, is_month = read_day(text)
    return start_date, None, _precision(is_month)


def _precision(is_month):
    return Precision.MONTH if is_month else Precision.DAY


def _clock_or_none(text):
    """A time with no day before it."""
    try:
        return None if re.match(r"\d{4}-", text) else read_clock(text)
    except CellError:
        return None


def show_dates(dates):
    return "; ".join(show_date(one) for one in dates)


def show_date(one):
    if one.precision == Precision.MONTH:
        return f"{one.start_date:%Y-%m}"
    start = f"{one.start_date:%Y-%m-%d}" + (f" {one.start_time:%H:%M}" if one.start_time else "")
    end = " ".join(filter(None, [one.end_date and f"{one.end_date:%Y-%m-%d}", one.end_time and f"{one.end_time:%H:%M}"]))
    which = f" ({one.which_time})" if one.which_time else ""
    return (f"{start} to {end}" if end else start) + which


class DatesColumn(Column):
    """One date or many, with or without their times."""

    def read(self, cell, terms):
        if isinstance(cell, str):
            return read_dates(cell)
        plain(cell)
        day, is_month = read_day(cell)
        return [DateValue(day, precision=_precision(is_month))]

    def show(self, value):
        return show_dates(value)


def shows_twice(one, zone):
    pairs = ((one.start_date, one.start_time), (one.end_date or one.start_date, one.end_time))
    return any(clock and is_ambiguous(day, clock, zone) for day, clock in pairs)


def meant_by(start, end):
    """Which of two times is meant by moments of a calendar, which know it."""
    for moment in (start, end):
        if moment is not None and moment.tzinfo and is_ambiguous(moment.date(), moment.time(), moment.tzinfo.key):
            return WhichTime.SECOND if moment.fold else WhichTime.FIRST
    return ""
