"""Deadlines, states and money in the reader's words."""

import zoneinfo

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from events.words import day_words, local
from opportunities.choices import Kind, Mode, State

SIGNS = {"GBP": "£", "EUR": "€", "USD": "$"}


def zone_words(timezone_name):
    """Whose clocks are meant: "UK time" for the site's own zone in Britain, else by city: "Nairobi time"."""
    if timezone_name == "Europe/London":
        return _("UK time")
    return _("%(city)s time") % {"city": timezone_name.split("/")[-1].replace("_", " ")}


def clock_words(at):
    """The time of day: "4pm", "4:30pm", "midday"."""
    if (at.hour, at.minute) == (12, 0):
        return pgettext("time of day", "midday")
    # Translators: a Django time format; use "H:i" for a 24-hour clock.
    pattern = pgettext("time format, full hours", "gA") if at.minute == 0 else pgettext("time format", "g:iA")
    return formats.time_format(at, pattern).lower()


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


def run_words(one, timezone_name):
    """When a run takes place: "Tuesday 12 October 2027, 10am to 4pm UK time", or from one day to another."""
    if one.starts_at is None:
        return ""
    starts, ends = local(one.starts_at, timezone_name), local(one.ends_at, timezone_name)
    if starts.date() == ends.date():
        return _("%(day)s, %(start)s to %(end)s %(zone)s") % {
            "day": day_words(starts.date()),
            "start": clock_words(starts),
            "end": clock_words(ends),
            "zone": zone_words(timezone_name),
        }
    return _("%(start)s to %(end)s") % {
        "start": moment_words(one.starts_at, timezone_name),
        "end": moment_words(one.ends_at, timezone_name),
    }


def days_words(first, last):
    """A day or several: "Saturday 6 May 2028", "Saturday 6 May 2028 to Sunday 7 May 2028"."""
    if first is None:
        return ""
    if last is None or last == first:
        return day_words(first)
    return _("%(first)s to %(last)s") % {"first": day_words(first), "last": day_words(last)}


def hours_words(hours):
    """How long something takes: "1 hour", "6 hours", "1.5 hours"."""
    if hours is None:
        return ""
    shown = formats.number_format(hours, 0 if hours == int(hours) else 1)
    return ngettext("%(shown)s hour", "%(shown)s hours", 1 if hours == 1 else 2) % {"shown": shown}


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


def state_words(state, *, kind, mode=Mode.OPEN):
    """A state by its name, where the kind allows it: nobody reviews the volunteers of a role that has closed."""
    if state == State.UNDER_REVIEW and kind == Kind.ROLE:
        return pgettext("nobody can apply any more", "Closed")
    if state == State.UNDER_REVIEW and kind == Kind.TRAINING:
        return _("Booking closed")
    if state == State.OPEN and kind == Kind.TRAINING and mode == Mode.OPEN:
        return _("Open for booking")
    if state == State.OPEN and mode == Mode.ROLLING:
        return _("Open all the time")
    return State(state).label


def when_words(one, state, deadline_at, timezone_name, *, now, kind):
    """The one line that says when: the deadline that comes next, or what came instead of it."""
    if state == State.FORECAST:
        if one.opens_at:
            return _("Expected to open on %(day)s") % {"day": day_words(local(one.opens_at, timezone_name).date())}
        return _("Dates are not known yet")
    if state == State.OPENS_LATER:
        return _("Opens %(moment)s") % {"moment": deadline_words(one.opens_at, timezone_name, now=now)}
    if deadline_at:
        words = deadline_words(deadline_at, timezone_name, now=now)
        if deadline_at == one.internal_deadline_at:
            return _("Internal deadline %(moment)s") % {"moment": words}
        if one.interest_is_required and deadline_at == one.interest_at:
            return _("Expression of interest by %(moment)s") % {"moment": words}
        if kind == Kind.TRAINING:
            return _("Book by %(moment)s") % {"moment": words}
        return _("Closes %(moment)s") % {"moment": words}
    if state == State.OPEN:
        return _("No closing date")
    if one.closes_at:
        return _("Closed on %(day)s") % {"day": day_words(local(one.closes_at, timezone_name).date())}
    return ""


def amount(value, currency):
    """A sum of money: "£1,500", "€99.50", "CHF 2,000"."""
    places = 0 if value == value.to_integral_value() else 2
    number = formats.number_format(value, places, force_grouping=True)
    return f"{SIGNS[currency]}{number}" if currency in SIGNS else f"{currency} {number}"


def award_words(one):
    """What one award is worth: "£500 to £2,000", "Up to £2,000", "From £500"."""
    low, high = one.award_from, one.award_to
    if low is not None and high is not None and low != high:
        return _("%(low)s to %(high)s") % {"low": amount(low, one.currency), "high": amount(high, one.currency)}
    if low is not None and high is not None:
        return amount(low, one.currency)
    if high is not None:
        return _("Up to %(high)s") % {"high": amount(high, one.currency)}
    if low is not None:
        return _("From %(low)s") % {"low": amount(low, one.currency)}
    return ""


def total_words(one):
    return "" if one.total is None else amount(one.total, one.currency)
