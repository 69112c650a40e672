"""Dates as the words give them: relative to the week of loading, so that the site is never out of date.

"+2 sat 10:00-16:00"               one Saturday, the week after next
"+6 fri 18:30 to +6 sat 09:00"     past midnight
"-3 sat to +9 sun"                 many whole days
"+1 tue 10:30-11:00 weekly x10"    ten Tuesdays; also fortnightly and monthly
"-50 month"                        only the month is known
"""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta

from events.choices import Precision
from events.services.drafts import Pattern, generate_days

WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
PATTERNS = {"weekly": Pattern.WEEKLY, "fortnightly": Pattern.FORTNIGHTLY, "monthly": Pattern.MONTHLY_WEEKDAY}

DAY = r"(?P<{0}week>[+-]\d+) (?P<{0}day>mon|tue|wed|thu|fri|sat|sun)"
CLOCK = r"(?P<{0}>\d\d:\d\d)"
SPAN = re.compile(
    DAY.format("")
    + rf"(?: {CLOCK.format('start')})?"
    + rf"(?:-{CLOCK.format('end')})?"
    + rf"(?: to {DAY.format('last_')}(?: {CLOCK.format('last_end')})?)?"
    + r"(?: (?P<pattern>weekly|fortnightly|monthly) x(?P<count>\d+))?"
)
MONTH = re.compile(r"(?P<week>[+-]\d+) month")


@dataclass(frozen=True)
class Written:
    """What an editor would have typed into one row of dates."""

    start_date: date
    start_time: time | None = None
    end_date: date | None = None
    end_time: time | None = None
    precision: str = Precision.DAY


def dates_of(phrases, *, today):
    """Every date that the phrases mean, in order."""
    return [written for phrase in phrases for written in _dates_of(phrase, today=today)]


def day_of(phrase, *, today):
    """One day, such as "+4 fri"."""
    week, name = phrase.split()
    return _day(week, name, today=today)


def _dates_of(phrase, *, today):
    if found := MONTH.fullmatch(phrase):
        return [Written(_day(found["week"], "mon", today=today).replace(day=1), precision=Precision.MONTH)]
    found = SPAN.fullmatch(phrase)
    if found is None:
        raise ValueError(f"This is not a date: {phrase!r}")
    first = _day(found["week"], found["day"], today=today)
    start, end = _clock(found["start"]), _clock(found["end"] or found["last_end"])
    last = found["last_week"] and _day(found["last_week"], found["last_day"], today=today)
    if found["pattern"] is None:
        return [Written(first, start, last, end)]
    days = generate_days(first=first, pattern=PATTERNS[found["pattern"]], count=int(found["count"]))
    return [Written(day, start, None, end) for day in days]


def _day(week, name, *, today):
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(weeks=int(week), days=WEEKDAYS.index(name))


def _clock(text):
    return time.fromisoformat(text) if text else None
