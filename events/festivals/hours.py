"""When a festival is open: written days and the moments they mean."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from events.timezones import moment


@dataclass(frozen=True)
class Hours:
    """The opening hours of one day, as moments."""

    day: date
    starts_at: datetime
    ends_at: datetime

    def holds(self, *, starts_at, ends_at):
        return self.starts_at <= starts_at and ends_at <= self.ends_at


def span(day, starts, ends, timezone_name):
    """The moments between two times on the clock; an end that is not after the start belongs to the next day."""
    last_day = day if ends > starts else day + timedelta(days=1)
    return moment(day, starts, timezone_name), moment(last_day, ends, timezone_name)


def written(page):
    """The days on a festival page as they are kept: days and times on the clock, in order."""
    days = sorted(page.days.all(), key=lambda one: one.day)
    return [{"day": f"{one.day:%Y-%m-%d}", "opens": f"{one.opens:%H:%M}", "closes": f"{one.closes:%H:%M}"} for one in days]


def read(rows, timezone_name):
    """The moments that kept days mean."""
    return [
        Hours(
            day := date.fromisoformat(row["day"]),
            *span(day, time.fromisoformat(row["opens"]), time.fromisoformat(row["closes"]), timezone_name),
        )
        for row in rows
    ]
