"""A run's state, dates, money and ages in the reader's words."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.dates import clock_words, countdown_words, day_words, days_words, deadline_words, local
from core.money import money_words
from events.schools.choices import State, Stay


def state_words(run, state, timezone_name, *, now):
    """What it says next to "Summer school": the state with the one moment that matters in it."""

    def day(at):
        return day_words(local(at, timezone_name).date())

    def countdown(at):
        return countdown_words(at, timezone_name, now=now)

    if state == State.OPENS_LATER:
        return _("Applications open on %(day)s") % {"day": day(run.opens_at)}
    if state in (State.OPEN, State.CLOSING_SOON):
        return _("Open: closes %(countdown)s") % {"countdown": countdown(run.closes_at)}
    if state == State.CLOSED and run.decision_at:
        return _("Applications closed: decisions on %(day)s") % {"day": day(run.decision_at)}
    if state == State.DECIDED and local(now, timezone_name).date() == run.decision_on:
        return _("Decisions today: starts on %(day)s") % {"day": day(run.starts_at)}
    if state == State.DECIDED:
        return _("Places decided: starts on %(day)s") % {"day": day(run.starts_at)}
    if state == State.UNDER_WAY:
        return _("Under way until %(day)s") % {"day": day(run.ends_at - timedelta(microseconds=1))}
    if state == State.EXPECTED:
        return _("Planned: the dates for applications will follow")
    if state == State.OVER and not run.is_cancelled:
        return _("This run is over")
    if state == State.OVER:
        return State.CANCELLED.label
    return state.label


def window_words(run, timezone_name, *, now):
    """When people can apply, in full: one line each, empty if nobody knows."""
    opens = run.opens_at and deadline_words(run.opens_at, timezone_name, now=now)
    closes = run.closes_at and deadline_words(run.closes_at, timezone_name, now=now)
    return opens or "", closes or ""


def span_words(run, timezone_name):
    """When it takes place: "Monday 2 August 2027 to Friday 6 August 2027", with the hours if they are known."""
    first = local(run.starts_at, timezone_name)
    last = local(run.ends_at - timedelta(microseconds=1) if run.is_all_day else run.ends_at, timezone_name)
    if run.is_all_day:
        return days_words(first.date(), last.date())
    return _("%(first)s to %(last)s") % {"first": _moment(first), "last": _moment(last)}


def _moment(at):
    return _("%(day)s, %(time)s") % {"day": day_words(at.date()), "time": clock_words(at)}


def stay_words(run):
    return {Stay.RESIDENTIAL: _("Residential"), Stay.DAY: _("By day"), Stay.ONLINE: _("Online")}[run.stay]


def cost_words(run):
    if run.cost is None:
        return ""
    return _("Free") if run.cost == 0 else money_words(run.cost, run.currency)


def bursary_words(run):
    return _("Bursaries of up to %(amount)s") % {"amount": money_words(run.bursary, run.currency)} if run.bursary else ""


def places_words(run):
    return ngettext("%(number)s place", "%(number)s places", run.places) % {"number": run.places} if run.places else ""


def ages_words(run):
    low, high = run.age_from, run.age_to
    if low is not None and high is not None:
        return _("Ages %(low)s to %(high)s") % {"low": low, "high": high} if low != high else _("Age %(age)s") % {"age": low}
    if low is not None:
        return _("Ages %(low)s and over") % {"low": low}
    return _("Up to age %(high)s") % {"high": high} if high is not None else ""


def record_words(run):
    """What became of a run that is over: "214 people applied and 40 took part"."""
    if run.applications is not None and run.took_part is not None:
        return _("%(applied)s people applied and %(took_part)s took part") % {
            "applied": run.applications,
            "took_part": run.took_part,
        }
    if run.took_part is not None:
        return ngettext("%(number)s person took part", "%(number)s people took part", run.took_part) % {"number": run.took_part}
    return ""
