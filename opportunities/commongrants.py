"""What an opportunity has besides what every entry has. Names and shapes are those of the CommonGrants protocol where it has
them (`OpportunityBase`, https://commongrants.org): so programs that know it can read the list as it is."""

from datetime import UTC, date, datetime, time

from django.utils.translation import gettext as _

from core.dates import local
from core.outputs import extra_field
from core.outputs.fields import MOMENT, TEXT, TEXTS, optional, optional_object
from core.timezones import moment, on_clocks
from opportunities.choices import OPEN_STATES, State

COUNT = {"type": ["integer", "null"]}
OPTIONAL_TEXT = optional(TEXT)
#: A decimal number as text, so that no program rounds it, and the code of its currency (ISO 4217).
MONEY = optional_object(amount=TEXT, currency=TEXT)
DATE = optional_object(name=TEXT, eventType=TEXT, date=TEXT, time=OPTIONAL_TEXT, description=OPTIONAL_TEXT)
STATUS = optional_object(
    value={"type": "string", "enum": ["forecasted", "open", "closed", "custom"]},
    customValue=OPTIONAL_TEXT,
    description=OPTIONAL_TEXT,
)
APPLICANT = {"type": "object", "properties": {"value": TEXT, "customValue": TEXT, "description": TEXT}}


def _dates_in_cell(dates):
    found = [dates["postDate"], dates["closeDate"], *dates["otherDates"].values()]
    return "; ".join(_date_in_cell(each) for each in found if each)


def _date_in_cell(date):
    """On the clocks of the line's own zone, unless they show the time twice."""
    zone = "UTC" if date["description"] == "UTC" else ""
    return " ".join(filter(None, (date["name"], date["date"], date["time"], zone)))


def _applicants_in_cell(applicants):
    return "; ".join(each["description"] for each in applicants or ())


FIELDS = (
    extra_field("id", "Stays the same for ever and in every language (CommonGrants)."),
    extra_field(
        "status", "`open`, `forecasted` or `closed`; `customValue` is the state of this site's list (CommonGrants).", STATUS
    ),
    extra_field("description", "One or two sentences, as `summary` (CommonGrants)."),
    extra_field(
        "funding",
        "How much there is, null if that is not known or no money is given (CommonGrants).",
        optional_object(totalAmountAvailable=MONEY, minAwardAmount=MONEY, maxAwardAmount=MONEY, estimatedAwardCount=COUNT),
    ),
    extra_field(
        "keyDates",
        "When it opens and closes, and further dates by name, the deadline for staff among them (CommonGrants).",
        optional_object(postDate=DATE, closeDate=DATE, otherDates={"type": "object", "additionalProperties": DATE}),
        _dates_in_cell,
    ),
    extra_field(
        "acceptedApplicantTypes",
        "Who can apply; empty if everybody can (CommonGrants; `customValue` is the word in this site's addresses).",
        {"type": "array", "items": APPLICANT},
        _applicants_in_cell,
    ),
    extra_field("source", "Where the funder announces it, or the page itself (CommonGrants)."),
    extra_field("createdAt", "When it was first published (CommonGrants).", optional(MOMENT)),
    extra_field("lastModifiedAt", "When it last changed (CommonGrants).", MOMENT),
    extra_field("kind", "`funding`, `training`, `award`, `contributors` or `role`."),
    extra_field("round", "The name of the round that counts now."),
    extra_field("mode", "`open`, `rolling`, `by-invitation` or `forecast`."),
    extra_field("funder", "Who gives the money."),
    extra_field("themes", "What it is about.", TEXTS),
    extra_field("meant_for", "Whom it is made for.", TEXTS),
    extra_field("open_to", "Who may come.", TEXTS),
    extra_field("applyUrl", "Where to apply."),
    extra_field("matchFundingPercent", "The share that applicants bring themselves.", COUNT),
    extra_field("durationMonths", "The longest duration in months.", COUNT),
    extra_field("commitment", "How much time a role takes, in words."),
    extra_field("minimumAge", "Of volunteers.", COUNT),
)


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
