"""Days, times and deadlines in the reader's words."""

import calendar
import re
import zoneinfo
from datetime import date, datetime

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.timezones import is_unclear

#: Years that anything may be in: an absurd one in an address or a file is no year.
YEARS = range(1900, 2200)
MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


def local(at, timezone_name):
    return at.astimezone(zoneinfo.ZoneInfo(timezone_name))


def day_words(day):
    return formats.date_format(day, _("l j F Y"))


def days_words(first, last):
    """A day or several: "Saturday 1 May 2027", "Saturday 1 May 2027 to Sunday 2 May 2027"."""
    words = {"first": day_words(first), "last": day_words(last)}
    return words["first"] if first == last else _("%(first)s to %(last)s") % words


def month_words(first):
    return formats.date_format(first, "YEAR_MONTH_FORMAT")


def month_of(text):
    """The first day of "2027-03"; None for anything else."""
    found = MONTH.fullmatch(text)
    return date(int(found[1]), int(found[2]), 1) if found and int(found[1]) in YEARS else None


def end_of_month(day):
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def months_later(first, number):
    months = first.year * 12 + first.month - 1 + number
    return date(months // 12, months % 12 + 1, 1)


def clock_words(at):
    """The time of day, as GOV.UK's style writes it: "4pm", "4:30pm", "midday". Midnight is the first minute of its day.

    A moment that clocks show twice says which of the two is meant: "1:30am GMT".
    """
    words = _clock_words(at)
    return f"{words}\N{NO-BREAK SPACE}{at:%Z}" if isinstance(at, datetime) and is_unclear(at) else words


def _clock_words(at):
    if at.minute == 0 and at.hour in {0, 12}:
        return pgettext("time of day", "midday") if at.hour else pgettext("time of day", "midnight")
    # Translators: a Django time format; use "H:i" for a 24-hour clock.
    pattern = pgettext("time format, full hours", "gA") if at.minute == 0 else pgettext("time format", "g:iA")
    # Where a language writes a space before "pm", the two stay on one line.
    return formats.time_format(at, pattern).lower().replace(" ", "\N{NO-BREAK SPACE}")


def hours_words(starts, ends):
    """From one time of day to another: "6pm to 7:30pm"."""
    return _("%(start)s to %(end)s") % {"start": clock_words(starts), "end": clock_words(ends)}


def date_time_words(at, timezone_name, *, is_all_day=False):
    """When something begins, in one line: "Thursday 18 March 2027, 6pm"."""
    shown = local(at, timezone_name)
    day = day_words(shown.date())
    return day if is_all_day else _(", ").join((day, clock_words(shown)))


def zone_words(timezone_name):
    """Whose clocks are meant: "UK time" in Britain, else by city: "Nairobi time"."""
    if timezone_name == "Europe/London":
        return _("UK time")
    return _("%(city)s time") % {"city": city_of(timezone_name)}


def city_of(timezone_name):
    return timezone_name.split("/")[-1].replace("_", " ")


def moment_words(at, timezone_name):
    """A moment by which something must be done, in full: "4pm UK time, Tuesday 12 October 2027"."""
    at = local(at, timezone_name)
    return _("%(time)s %(zone)s, %(day)s") % {
        "time": clock_words(at),
        "zone": zone_words(timezone_name),
        "day": day_words(at.date()),
    }


def days_between(now, at, timezone_name):
    """Midnights from now until then on the clocks of the zone: 0 is today, 1 tomorrow."""
    return (local(at, timezone_name).date() - local(now, timezone_name).date()).days


def countdown_words(at, timezone_name, *, now):
    """How far away it is: "today", "tomorrow", "in 12 days"; nothing once it has passed."""
    if at <= now:
        return ""
    days = days_between(now, at, timezone_name)
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    return ngettext("in %(count)d day", "in %(count)d days", days) % {"count": days}


def deadline_words(at, timezone_name, *, now):
    """A deadline as it is read: "4pm UK time, Tuesday 12 October 2027 (in 12 days)"."""
    words = moment_words(at, timezone_name)
    countdown = countdown_words(at, timezone_name, now=now)
    return _("%(moment)s (%(countdown)s)") % {"moment": words, "countdown": countdown} if countdown else words
