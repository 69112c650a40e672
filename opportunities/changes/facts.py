"""What differs between two publications of an opportunity, as facts without a language."""

from datetime import date, datetime
from decimal import Decimal

#: What readers are told about when it changes, in the order in which they are told.
ROUND_NAMES = (
    "mode", "opens_at", "interest_at", "internal_deadline_at", "closes_at", "starts_at", "ends_at", "decision_on",
    "earliest_start_on", "award_from", "award_to", "total", "awards_expected", "duration_months", "places", "results_on",
)  # fmt: skip
FACT_NAMES = (
    "match_funding", "needs_training", "needs_ethics", "sign_off_days", "minimum_age", "checks", "expenses", "commitment",
    "nomination", "fee", "happens_on", "applicants", "archived_on",
)  # fmt: skip
#: Sums, which mean nothing without their currency.
CURRENCIES = {"award_from": "currency", "award_to": "currency", "total": "currency", "fee": "fee_currency"}


def plain(value):
    """A fact as JSON keeps it, the same in every language."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value.quantize(Decimal("0.01")))
    return value


def facts_of_round(one):
    return {name: _fact(one, name) for name in ROUND_NAMES}


def facts_of_opportunity(facts):
    own = {name: _fact(facts, name) for name in FACT_NAMES if name != "applicants"}
    return own | {"applicants": sorted(facts.applicants.values_list("slug", flat=True))}


def _fact(one, name):
    value = plain(getattr(one, name))
    return [value, getattr(one, CURRENCIES[name])] if name in CURRENCIES and value is not None else value


def differences(before, after):
    """(name, before, after) of each fact that differs."""
    return [(name, before[name], after[name]) for name in after if before[name] != after[name]]
