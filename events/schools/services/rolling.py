"""Next year's runs from this year's: the same weeks of the year, the same weekdays, the same words."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from events.schools.models.intakes import Intake, next_years_name

#: Every day of a run that moves with it.
DAYS = ("opens_date", "closes_date", "decision_on", "start_date", "end_date")
#: What belongs to one year only.
CLEARED = {"places": None, "apply_url": "", "applications": None, "took_part": None, "is_cancelled": False, "change_reason": ""}
KEPT = [
    "stay", "venue", "age_from", "age_to", "cost", "bursary", "currency", "years", "money_words", "timetable",
    "opens_time", "closes_time", "start_time", "end_time",
]  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Rolled:
    """A run beside the one it would become."""

    old: Any
    new: Any
    weeks: int


def weeks_to_next_year(day):
    """How many weeks later the same week of the ISO year comes round: 52, or 53 across a long year. A week 53 takes 52."""
    year, week, weekday = day.isocalendar()
    try:
        return (date.fromisocalendar(year + 1, week, weekday) - day).days // 7
    except ValueError:
        return 52


def rolled(run, *, today):
    """The run in the next year in which it is still to come, unsaved. All its days move by the same number of weeks."""
    weeks, start = 0, run.start_date
    while weeks == 0 or start <= today:
        weeks += weeks_to_next_year(start)
        start = run.start_date + timedelta(weeks=weeks)
    new = Intake(
        translation_key=uuid.uuid4(),
        name=next_years_name(run.name, old=run.start_date.year, new=start.year),
        **{name: getattr(run, name) for name in KEPT},
        **{name: (day := getattr(run, name)) and day + timedelta(weeks=weeks) for name in DAYS},
        **CLEARED,
    )
    return Rolled(old=run, new=new, weeks=weeks)


@transaction.atomic
def roll_over(*, page, runs, today, user=None):
    """Add next year's runs to the page's latest draft and save that as a new draft; what is published stays as it is.

    `runs` are the `translation_key`s of runs to move on. Returns the new runs, in the order of their first days.
    """
    draft = page.get_latest_revision_as_object()
    wanted = [run for run in draft.runs.all() if run.translation_key in set(runs)]
    new = sorted((rolled(run, today=today).new for run in wanted), key=lambda one: one.start_date)
    # What comes next is read first.
    draft.runs = [*new, *draft.runs.all()]
    for order, run in enumerate(draft.runs.all()):
        run.sort_order = order
    draft.save_revision(user=user, log_action=True)
    return new
