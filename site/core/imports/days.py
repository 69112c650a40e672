"""Days and times as people and spreadsheets write them."""

import re
from contextlib import suppress
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from core.dates import YEARS
from core.imports.tables import CellError

#: Excel counts days from here (and takes 1900 for a leap year).
EXCEL_EPOCH = date(1899, 12, 30)
#: No date is written with more letters; looking for one among thousands takes for ever.
LONGEST = 120
MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september"]
MONTHS += ["october", "november", "december"]
WEEKDAY, ORDINAL, MONTH = r"(?:[a-z]+,? )?", r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<month>[a-z]{3,9})\.?,?"
#: Numbers with strokes are read as day/month/year. Without a day the month is meant.
WRITTEN = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})",
        r"(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})(?:[T ]00:00(?::00)?)?",
        r"(?P<day>\d{1,2})[/.\-](?P<month>\d{1,2})[/.\-](?P<year>\d{4})",
        rf"{WEEKDAY}(?:{ORDINAL} )?{MONTH} (?P<year>\d{{4}})",
        rf"{MONTH} {ORDINAL},? (?P<year>\d{{4}})",
    )
]


def no_date(text):
    return CellError(_("“%(text)s” is not a date. Write it like 2027-03-18 or 18/03/2027.") % {"text": str(text)[:60]})


def read_day(value):
    """A day from whatever a cell holds: (day, whether only its month is meant). Raises `CellError`."""
    if isinstance(value, datetime):
        return _within(value.date(), value), False
    if isinstance(value, date):
        return _within(value, value), False
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _serial(value), False
    text = str(value).strip()
    if re.fullmatch(r"\d{5}(\.0+)?", text):
        return _serial(float(text)), False
    for pattern in WRITTEN:
        if (found := pattern.fullmatch(text)) and (month := _month(found["month"])):
            day = found.groupdict().get("day")
            return _day(int(found["year"]), month, int(day or 1), text), day is None
    raise no_date(text)


def read_day_at_start(text):
    """The day that a text begins with, whatever follows it, such as a time. Raises `CellError`."""
    text = " ".join(str(text).split())[:LONGEST]
    try:
        return read_day(text)[0]
    except CellError:
        for found in reversed(list(re.finditer(r"[T ,]", text))):
            with suppress(CellError):
                day, is_month = read_day(text[: found.start()])
                if not is_month:
                    return day
        raise


def _month(text):
    """Its number; 0 if it is none."""
    if text.isdigit():
        return int(text)
    return next((number for number, name in enumerate(MONTHS, 1) if name.startswith(text.lower())), 0)


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
        raise no_date(text)
    return day


def _serial(number):
    if not 1 <= number < 110_000:
        raise no_date(number)
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
