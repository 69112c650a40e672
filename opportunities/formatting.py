"""States, deadlines and awards in the reader's words."""

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.dates import clock_words, day_words, deadline_words, local, moment_words, zone_words
from core.money import money_span_words, money_words
from opportunities.choices import Kind, Mode, State


def course_date_words(one, timezone_name):
    """When a run takes place: "Tuesday 12 October 2027, 10am to 4pm UK time", or from one day to another."""
    if one.starts_at is None:
        return ""
    starts, ends = local(one.starts_at, timezone_name), local(one.ends_at, timezone_name)
    if starts.date() == ends.date():
        words = {"start": clock_words(starts), "end": clock_words(ends), "zone": zone_words(timezone_name)}
        return _("%(day)s, %(start)s to %(end)s %(zone)s") % (words | {"day": day_words(starts.date())})
    words = {"start": moment_words(one.starts_at, timezone_name), "end": moment_words(one.ends_at, timezone_name)}
    return _("%(start)s to %(end)s") % words


def length_words(hours):
    """How long something takes: "1 hour", "6 hours", "1.5 hours"."""
    if hours is None:
        return ""
    shown = formats.number_format(hours, 0 if hours == int(hours) else 1)
    return ngettext("%(shown)s hour", "%(shown)s hours", 1 if hours == 1 else 2) % {"shown": shown}


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


def award_words(one):
    """What one award is worth: "£500 to £2,000", "Up to £2,000", "From £500"."""
    low, high, currency = one.award_from, one.award_to, one.currency
    if low is None and high is not None:
        return _("Up to %(high)s") % {"high": money_words(high, currency)}
    if low is not None and high is None:
        return _("From %(low)s") % {"low": money_words(low, currency)}
    return money_span_words(low, high, currency)
