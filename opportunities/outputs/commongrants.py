"""Parts of an opportunity in the shapes of the CommonGrants protocol (https://commongrants.org)."""

from datetime import UTC, date, datetime, time

from django.utils.translation import gettext as _

from core.dates import local
from core.timezones import moment, on_clocks
from opportunities.choices import OPEN_STATES, State


def status(state):
    """The protocol's word for a state of this site's list."""
    if state in OPEN_STATES:
        return "open"
    return "forecasted" if state in (State.FORECAST, State.OPENS_LATER) else "closed"


def _money(value, currency):
    return None if value is None else {"amount": f"{value:.2f}", "currency": currency}


def funding(one):
    """What a round gives, or None if nothing is said about it."""
    if one.total is None and one.award_from is None and one.award_to is None and one.awards_expected is None:
        return None
    return {
        "totalAmountAvailable": _money(one.total, one.currency),
        "minAwardAmount": _money(one.award_from, one.currency),
        "maxAwardAmount": _money(one.award_to, one.currency),
        "estimatedAwardCount": one.awards_expected,
    }


def key_dates(one, timezone_name):
    """Every date of a round, each on the clocks of `timezone_name`."""
    return {
        "postDate": _single_date(_("Opens"), one.opens_at, timezone_name),
        "closeDate": _single_date(_("Closes"), one.closes_at, timezone_name),
        "otherDates": _other_dates(one, timezone_name),
    }


def _other_dates(one, timezone_name):
    dates = {
        "expressionOfInterest": (_("Expression of interest"), one.interest_at),
        "internalDeadline": (_("Internal deadline, counts for staff"), one.internal_deadline_at),
        "decision": (_("Decision expected"), one.decision_on),
        "earliestStart": (_("Earliest start"), one.earliest_start_on),
        "runStarts": (_("Starts"), one.starts_at),
        "runEnds": (_("Ends"), one.ends_at),
        "results": (_("Results"), one.results_on),
    }
    found = {key: _single_date(name, at, timezone_name) for key, (name, at) in dates.items() if at is not None}
    for each in one.key_dates:
        day = date.fromisoformat(each["day"])
        at = moment(day, time.fromisoformat(each["time"]), timezone_name) if each["time"] else day
        found[each["id"]] = _single_date(each["name"], at, timezone_name)
    return found


def _single_date(name, at, timezone_name):
    """A single date, on the clocks of its zone, or in UTC where these show the time twice; a day has no time."""
    if at is None:
        return None
    clock = None
    if isinstance(at, datetime):
        [at] = on_clocks(local(at, timezone_name))
        timezone_name = "UTC" if at.tzinfo is UTC else timezone_name
        clock = f"{at:%H:%M:%S}"
    return {
        "name": str(name),
        "eventType": "singleDate",
        "date": f"{at:%Y-%m-%d}",
        "time": clock,
        "description": timezone_name if clock else None,
    }
