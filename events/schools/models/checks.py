"""What is wrong with a run as somebody wrote it, in words beside the field it is about."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.changelog.log import validate_reason
from core.timezones import MIDNIGHT


def errors_of(run):
    """{field: what is wrong with it}"""
    return _date_errors(run) | _application_errors(run) | _number_errors(run) | _timetable_errors(run) | _reason_errors(run)


def _date_errors(run):
    if not (run.start_date and run.end_date):
        return {}
    if run.end_date < run.start_date:
        return {"end_date": _("The last day is before the first one.")}
    if bool(run.start_time) != bool(run.end_time):
        return {"end_time": _("Give both times of day, or neither.")}
    if run.start_time and run.start_date == run.end_date and run.end_time <= run.start_time:
        return {"end_time": _("It ends before it starts.")}
    return {}


def _application_errors(run):
    errors = {}
    opens, closes = _at(run.opens_date, run.opens_time), _at(run.closes_date, run.closes_time)
    starts = _at(run.start_date, run.start_time or MIDNIGHT)
    if opens and not run.closes_date:
        errors["closes_date"] = _("Say when applications close too.")
    if opens and closes and closes <= opens:
        errors["closes_date"] = _("Applications close before they open.")
    elif closes and starts and closes > starts:
        errors["closes_date"] = _("Applications close after the run has started.")
    if closes and closes.time() == MIDNIGHT:
        errors["closes_time"] = _("Midnight can be read as two days. Write 23:59 of the last day instead.")
    if run.decision_on and run.closes_date and run.decision_on <= run.closes_date:
        errors["decision_on"] = _("Decide after applications have closed: on a later day.")
    elif run.decision_on and run.start_date and run.decision_on > run.start_date:
        errors["decision_on"] = _("The decision comes after the run has started.")
    return errors


def _number_errors(run):
    errors = {}
    if run.age_from is not None and run.age_to is not None and run.age_to < run.age_from:
        errors["age_to"] = _("The oldest age is below the youngest.")
    if not run.currency and (run.cost is not None or run.bursary is not None):
        errors["currency"] = _("Say in which currency, such as GBP.")
    for name in ("cost", "bursary"):
        if (getattr(run, name) or 0) < 0:
            errors[name] = _("An amount of money can't be below 0.")
    if run.took_part is not None and run.applications is not None and run.took_part > run.applications:
        errors["took_part"] = _("More people took part than applied.")
    return errors


def _reason_errors(run):
    if not run.change_reason.strip():
        return {"change_reason": _("Say in one sentence why: people will ask.")} if run.is_cancelled else {}
    try:
        validate_reason(run.change_reason)
    except ValidationError as error:
        return {"change_reason": error.messages}
    return {}


def _timetable_errors(run):
    if not (run.start_date and run.end_date and run.end_date >= run.start_date):
        return {}
    last = max((day.value["number"] for day in run.timetable if day.value["number"]), default=0)
    if last <= run.length:
        return {}
    sentence = ngettext(
        "The run has %(length)s day, so there is no day %(day)s.",
        "The run has %(length)s days, so there is no day %(day)s.",
        run.length,
    )
    return {"timetable": sentence % {"length": run.length, "day": last}}


def _at(day, clock):
    return datetime.combine(day, clock) if day and clock is not None else None
