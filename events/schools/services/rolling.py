"""Next year's runs from this year's: the same weeks of the year, the same weekdays, the same words."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction

from core.rollover import copied_row, moved_name, weeks_to_next_year

#: Every day of a run that moves with it.
DAYS = ("opens_date", "closes_date", "decision_on", "start_date", "end_date")
#: What belongs to one year only, and its place among the runs.
LEFT_OUT = ("places", "apply_url", "applications", "took_part", "is_cancelled", "change_reason", "sort_order")


@dataclass(frozen=True, kw_only=True)
class Rolled:
    """A run beside the one it would become."""

    old: Any
    new: Any
    weeks: int


def rolled(run, *, today):
    """The run in the next year in which it is still to come, unsaved. All its days move by the same number of weeks."""
    weeks, start = 0, run.start_date
    while weeks == 0 or start <= today:
        weeks += weeks_to_next_year(start)
        start = run.start_date + timedelta(weeks=weeks)
    name = moved_name(run.name, old=run.start_date.year, new=start.year)
    return Rolled(old=run, new=copied_row(run, shift=timedelta(weeks=weeks), left_out=LEFT_OUT, name=name), weeks=weeks)


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
