"""When a festival is open: written days and the moments they mean."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from core.timezones import exists, moment


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
    starts_at, ends_at = moment(day, starts, timezone_name), moment(last_day, ends, timezone_name)
    # In the night the clocks change a time that they jump over can come to lie after the end: it lasts as long as it says.
    length = datetime.combine(last_day, ends) - datetime.combine(day, starts)
    return starts_at, ends_at if ends_at > starts_at else starts_at + length


def clock_problems(day, starts, ends, timezone_name):
    """{"starts" or "ends": words} for times that clocks jump over on that day."""
    last_day = day if ends > starts else day + timedelta(days=1)
    words = _("The clocks go forward at that time: it does not exist on that day.")
    pairs = {"starts": (day, starts), "ends": (last_day, ends)}
    return {name: words for name, (on, clock) in pairs.items() if not exists(on, clock, timezone_name)}


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
