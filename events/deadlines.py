"""Deadlines and money in the reader's words: a clock time, whose clock it is, the day, and how far away that is."""

import zoneinfo

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.clocks import clock_words
from events.formatting import day_words, local

SIGNS = {"GBP": "£", "EUR": "€", "USD": "$"}


def zone_words(timezone_name):
    """Whose clocks are meant: "UK time" in Britain, else by city: "Nairobi time"."""
    if timezone_name == "Europe/London":
        return _("UK time")
    return _("%(city)s time") % {"city": timezone_name.split("/")[-1].replace("_", " ")}


def moment_words(at, timezone_name):
    """A moment in full: "4pm UK time, Tuesday 12 October 2027"."""
    at = local(at, timezone_name)
    return _("%(time)s %(zone)s, %(day)s") % {
        "time": clock_words(at),
        "zone": zone_words(timezone_name),
        "day": day_words(at.date()),
    }


def days_between(now, at, timezone_name):
    """Midnights from now until then on the clocks of the zone: 0 is today, 1 tomorrow."""
    zone = zoneinfo.ZoneInfo(timezone_name)
    return (at.astimezone(zone).date() - now.astimezone(zone).date()).days


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


def amount(value, currency):
    """A sum of money: "£1,500", "€99.50", "CHF 2,000"."""
    places = 0 if value == value.to_integral_value() else 2
    number = formats.number_format(value, places, force_grouping=True)
    return f"{SIGNS[currency]}{number}" if currency in SIGNS else f"{currency} {number}"
