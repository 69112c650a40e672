"""Dates in one line: "2027-03-18 18:00 to 19:30". What spreadsheets write, and what our own export does."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from events.choices import Precision

#: Excel counts days from here (and takes 1900 for a leap year).
EXCEL_EPOCH = date(1899, 12, 30)
YEARS = range(1900, 2200)
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
TO = re.compile(r"\s+(?:to|until|till|-)\s+|\s*[–—]\s*|(?<=[:.]\d\d)-(?=\d{1,2}[:.]\d\d)", re.I)

#: No date is written with more letters; looking for one among thousands takes for ever.
LONGEST = 120
#: After a date: which of two times is meant that clocks show alike.
WHICH = re.compile(r"\s*\((first|second)\)$", re.I)


class CellError(Exception):
    """What is wrong with one cell, in words."""


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


def read_day(value):
    """A day from whatever a cell holds; a month such as "2015-07" is its first day. Returns (day, precision)."""
    if isinstance(value, datetime):
        return _within(value.date(), value), Precision.DAY
    if isinstance(value, date):
        return _within(value, value), Precision.DAY
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _serial(value), Precision.DAY
    text = str(value).strip()
    if re.fullmatch(r"\d{5}(\.0+)?", text):
        return _serial(float(text)), Precision.DAY
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})", text):
        return _day(int(match[1]), int(match[2]), 1, text), Precision.MONTH
    if match := re.fullmatch(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]00:00(?::00)?)?", text):
        return _day(int(match[1]), int(match[2]), int(match[3]), text), Precision.DAY
    if match := re.fullmatch(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})", text):
        return _day(int(match[3]), int(match[2]), int(match[1]), text), Precision.DAY
    if match := re.fullmatch(r"(?:[a-z]+,? )?(?:(\d{1,2})(?:st|nd|rd|th)? )?([a-z]{3,})\.?,? (\d{4})", text, re.I):
        month = next((number for number, name in enumerate(MONTHS, 1) if name.startswith(match[2].lower())), 0)
        if month:
            precision = Precision.DAY if match[1] else Precision.MONTH
            return _day(int(match[3]), month, int(match[1] or 1), text), precision
    raise CellError(_("“%(text)s” is not a date. Write it like 2027-03-18 or 18/03/2027.") % {"text": text[:60]})


def _day(year, month, day, text):
    if month > 12:
        message = _("“%(text)s” has no month %(month)d. Write the day first, like 18/03/2027.")
        raise CellError(message % {"text": text, "month": month})
    try:
        return _within(date(year, month, day), text)
    except ValueError as error:
        raise CellError(_("“%(text)s” is not in any calendar.") % {"text": text}) from error


def _within(day, text):
    if day.year not in YEARS:
        raise CellError(_("“%(text)s” is not a date. Write it like 2027-03-18 or 18/03/2027.") % {"text": str(text)[:60]})
    return day


def _serial(number):
    if not 1 <= number < 110_000:
        raise CellError(_("“%(text)s” is not a date. Write it like 2027-03-18 or 18/03/2027.") % {"text": str(number)[:60]})
    return EXCEL_EPOCH + timedelta(days=int(number))


def read_clock(value):
    """A time from whatever a cell holds: 18:00, 18.00, 6pm, 6:30 pm, or the part of a day that Excel keeps."""
    if isinstance(value, datetime):
        value = value.time()
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0, tzinfo=None)
    if isinstance(value, timedelta):
        value = value / timedelta(days=1)
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1:
        minutes = round(value * 24 * 60)
        return time(minutes // 60 % 24, minutes % 60)
    text = re.sub(r"^\d{4}-\d\d-\d\d[T ]", "", str(value).strip())
    match = re.fullmatch(r"(\d{1,2})(?:[:.h](\d{2})(?::\d{2})?)?\s*([ap])\.?m\.?", text, re.I)
    if match and 1 <= int(match[1]) <= 12 and int(match[2] or 0) < 60:
        return time(int(match[1]) % 12 + (12 if match[3].lower() == "p" else 0), int(match[2] or 0))
    match = re.fullmatch(r"(\d{1,2})[:.h](\d{2})(?::\d{2})?", text)
    if match and int(match[1]) < 24 and int(match[2]) < 60:
        return time(int(match[1]), int(match[2]))
    raise CellError(_("“%(text)s” is not a time. Write it like 18:00.") % {"text": text[:60]})


def read_dates(value):
    """Many dates, one a line or parted by semicolons."""
    lines = [line.strip() for line in re.split(r"[;\n]", str(value)) if line.strip()]
    return [read_date(line) for line in lines]


def read_date(line):
    if len(line) > LONGEST:
        raise CellError(_("“%(text)s” is not a date. Write it like 2027-03-18 or 18/03/2027.") % {"text": line[:60]})
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
        start_date, precision = read_day(day.rstrip(","))
        return start_date, found, precision
    start_date, precision = read_day(text)
    return start_date, None, precision


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
