"""What clock times mean as moments."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from core.timezones import MIDNIGHT, day_begins, moment

#: The moments of a `RoundFacts`.
MOMENTS = [
    "opens_at",
    "interest_at",
    "internal_deadline_at",
    "closes_at",
    "starts_at",
    "ends_at",
    "results_at",
    "archived_at",
]
NO_MIDNIGHT = _("Midnight can be read as two days. Write 23:59 of the last day instead.")


def at(day, clock):
    """A clock time without a zone, to compare with others of the same row; None if a part is missing."""
    return datetime.combine(day, clock) if day and clock is not None else None


def moment_of(day, clock, page):
    return day and moment(day, clock, page.timezone)


def shared_moments(page, *, results_on=None):
    """What the days of results and archiving mean on the clocks of the page's zone."""
    return {
        "results_at": results_on and day_begins(results_on, page.timezone),
        "archived_at": page.archived_on and day_begins(page.archived_on, page.timezone),
    }


def midnight_errors(row, names):
    """A midnight at the end of something, by the name of its field."""
    return {
        f"{name}_time": NO_MIDNIGHT
        for name in names
        if getattr(row, f"{name}_date") and getattr(row, f"{name}_time") == MIDNIGHT
    }


def clock_times(row, names):
    """(field, day, clock) of the clock times of a row."""
    return [(f"{name}_time", getattr(row, f"{name}_date"), getattr(row, f"{name}_time")) for name in names]
