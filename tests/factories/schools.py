"""Plain valid summer schools."""

import zoneinfo
from datetime import UTC, date, datetime

import factory

from events.schools.models import Intake, SummerSchoolPage
from events.schools.models.facts import TERM_LISTS

from .pages import PageFactory

FIRST_DAY, LAST_DAY = date(2027, 8, 2), date(2027, 8, 6)
OPENS, CLOSES = datetime(2027, 2, 1, 9, 0, tzinfo=UTC), datetime(2027, 4, 30, 15, 0, tzinfo=UTC)
DECISION = date(2027, 5, 14)


def school_run(timezone_name="Europe/London", *, opens_at=OPENS, closes_at=CLOSES, **values):
    """A run of five days as an editor would write it; `opens_at` and `closes_at` are moments, or None."""
    for name, at in (("opens", opens_at), ("closes", closes_at)):
        if at is not None:
            at = at.astimezone(zoneinfo.ZoneInfo(timezone_name))
            values |= {f"{name}_date": at.date(), f"{name}_time": at.time()}
    defaults = {"name": "Caldermouth 2027", "start_date": FIRST_DAY, "end_date": LAST_DAY, "decision_on": DECISION}
    return Intake(**defaults | values)


def tick(name, **words):
    return {"type": "tick", "id": name, "value": {"statement": f"I am {name}", "hint": "", "evidence": ""} | words}


def any_of(at_least, *members, name="any"):
    return {"type": "any_of", "id": name, "value": {"title": name, "at_least": at_least, "members": list(members)}}


def all_of(*members, name="all"):
    return {"type": "all_of", "id": name, "value": {"title": name, "members": list(members)}}


class SummerSchoolPageFactory(PageFactory):
    """A published summer school with one run. `runs` are `Intake`s, made by `school_run`; `eligibility` is raw data."""

    class Meta:
        model = SummerSchoolPage

    title = factory.Sequence("Summer school {}".format)
    runs = factory.LazyFunction(lambda: [school_run()])

    @classmethod
    def _create(cls, model_class, *args, runs, **values):
        for order, run in enumerate(runs):
            run.sort_order = order
        many = {name: values.pop(name) for name in TERM_LISTS if name in values} | {"runs": runs}
        return super()._create(model_class, *args, many=many, **values)
