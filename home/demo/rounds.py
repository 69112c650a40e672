"""Rounds and runs from how the words write them."""

from datetime import time

from home.demo.schedules import dates_of, day_of
from home.demo.texts import lasting_id
from opportunities.models import AwardRound, CallRound, ContributorRound, CourseDate

#: What the words call the fields of a round.
DAYS = {"opens": "opens_date", "interest": "interest_date", "internal": "internal_date", "closes": "closes_date"}
DAYS |= {"decision": "decision_on", "start": "earliest_start_on", "results": "results_on"}
PLAIN = {"award_from": "award_from", "award_to": "award_to", "total": "total", "awards": "awards_expected"}
PLAIN |= {"months": "duration_months", "applications": "applications", "made": "awards_made", "places": "places"}
PLAIN |= {"interest_is_required": "interest_is_required"}


def call_round(*args):
    return _round(CallRound, *args)


def award_round(*args):
    return _round(AwardRound, *args)


def contributor_round(*args):
    return _round(ContributorRound, *args)


def _round(model, key, order, written, today):
    one = model(uid=lasting_id(f"{key}:round:{order}"), sort_order=order, name=written.get("name", ""))
    one.mode = written.get("mode", one.mode)
    one.closes_time = time(16, 0)
    for word, field in DAYS.items():
        if word in written:
            setattr(one, field, day_of(written[word], today=today))
    for word, field in PLAIN.items():
        if word in written:
            setattr(one, field, written[word])
    one.key_dates = [
        {
            "type": "date",
            "id": str(lasting_id(f"{key}:round:{order}:{name}")),
            "value": {"name": name, "day": day_of(day, today=today).isoformat(), "time": None},
        }
        for name, day in written.get("dates", {}).items()
    ]
    return one


def training_run(key, order, written, today):
    """`on` says when a run takes place, as the dates of events do: "+2 tue 10:00-16:00"."""
    [dates] = dates_of([written["on"]], today=today)
    one = CourseDate(
        uid=lasting_id(f"{key}:run:{order}"),
        sort_order=order,
        name=written.get("name", ""),
        where=written.get("where", ""),
        places=written.get("places"),
        starts_date=dates.start_date,
        starts_time=dates.start_time,
        ends_date=dates.end_date,
        ends_time=dates.end_time,
    )
    for word, field in (("opens", "opens_date"), ("closes", "closes_date")):
        if word in written:
            setattr(one, field, day_of(written[word], today=today))
    return one
