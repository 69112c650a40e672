"""Wall-clock times and the moments they mean."""

import zoneinfo
from datetime import UTC, datetime, time, timedelta
from functools import cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

MIDNIGHT = time(0, 0)


@cache
def known_timezones():
    """The names of all time zones, read from the disk once: Python looks through hundreds of files each time it is asked."""
    return frozenset(zoneinfo.available_timezones())


def validate_timezone(name):
    """Raises ValidationError unless `name` is an IANA time zone such as Europe/London."""
    if name not in known_timezones():
        raise ValidationError(_("Write a time zone by its IANA name, such as Europe/London."))


def default_timezone():
    return settings.TIME_ZONE


def moment(day, clock, timezone_name, *, fold=0):
    """The moment, in UTC, at which clocks in the zone show `clock` on `day`. If they do twice, `fold` says which (PEP 495)."""
    return datetime.combine(day, clock, tzinfo=zoneinfo.ZoneInfo(timezone_name)).replace(fold=fold).astimezone(UTC)


def exists(day, clock, timezone_name):
    """False for a time that clocks jump over when summer time begins."""
    shown = moment(day, clock, timezone_name).astimezone(zoneinfo.ZoneInfo(timezone_name))
    return (shown.date(), shown.time()) == (day, clock)


def is_ambiguous(day, clock, timezone_name):
    """True for a time that clocks show twice when summer time ends."""
    first, second = (moment(day, clock, timezone_name, fold=fold) for fold in (0, 1))
    return first != second and exists(day, clock, timezone_name)


def day_begins(day, timezone_name):
    return moment(day, MIDNIGHT, timezone_name)


def day_ends(day, timezone_name):
    """The first moment that is no longer that day in the zone."""
    return day_begins(day + timedelta(days=1), timezone_name)


def is_unclear(at):
    """Whether clocks show this time twice, or never: a date and a time alone don't say which moment is meant (PEP 495)."""
    return at.tzinfo is not None and at.replace(fold=0).utcoffset() != at.replace(fold=1).utcoffset()


def on_clocks(*moments):
    """Moments for formats that write a time without its offset: as they are, or all in UTC if one would be unclear.

    RFC 5545 (3.3.5) takes the first of two, so that the second would be an hour early, and many programs take neither.
    """
    return tuple(at.astimezone(UTC) for at in moments) if any(map(is_unclear, moments)) else moments


def skipped_times(clock_times, timezone_name):
    """`{field: what is wrong}` with those of `(field, day, clock)` that clocks in the zone jump over."""
    sentence = gettext("On %(day)s the clocks go forward: there is no %(time)s in this time zone. Choose another time.")
    return {
        name: sentence % {"day": date_format(day, "j F Y"), "time": clock.strftime("%H:%M")}
        for name, day, clock in clock_times
        if day and clock is not None and not exists(day, clock, timezone_name)
    }
