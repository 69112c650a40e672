from datetime import timedelta

from events.models import Occurrence
from opportunities.shifts.services import make_shifts
from opportunities.shifts.spans import ShiftPlan

from .events import SOME_DAY, EventPageFactory

HOUR = timedelta(hours=1)


def shifts_of(role_page, event_page, *, people=2, longest=600, **plan):
    """The shifts of a role at every date of an event, soonest first."""
    dates = list(Occurrence.objects.filter(facts__page=event_page).order_by("starts_at"))
    made = make_shifts(
        role=role_page.opportunity_facts, occurrences=dates, people=people, plan=ShiftPlan(**plan), longest=longest
    )
    return sorted(made, key=lambda one: (one.starts_at, one.pk))


def event_at(events_page, *starts, hours=2, **values):
    """A published event with a date of some hours at each of the moments."""
    dates = [(at, at + hours * HOUR) for at in starts or (SOME_DAY,)]
    return EventPageFactory(parent=events_page, dates=dates, **values)
