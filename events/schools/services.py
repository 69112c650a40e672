"""What is done with a summer school: it is published, and its runs go on next year."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction

from core.changelog.log import ChangeNote, record
from core.eligibility.criteria import criteria_of
from core.publishing import Publication
from core.rollover import copied_row, moved_name, weeks_to_next_year
from events.schools.changelog import changes_between
from events.schools.models import SchoolFacts
from events.schools.models.facts import RUN_FACT_NAMES, TERM_LISTS

MOMENTS = ("opens_at", "closes_at", "decision_at", "starts_at", "ends_at", "is_all_day")


class SchoolPublication(Publication):
    """From a page to `SchoolFacts` and `IntakeFacts`. What people may have planned with and changes goes to the public log."""

    facts = SchoolFacts
    terms = TERM_LISTS
    rows = "runs"
    copied = (*RUN_FACT_NAMES, *MOMENTS)
    significant = (*MOMENTS, "is_cancelled", "venue_id", "stay")

    def fill(self, facts, page):
        facts.criteria = criteria_of(page.eligibility, lang=page.locale.language_code).as_data()
        facts.has_record = bool(page.record)

    def written(self, page):
        return [one.as_facts(page) for one in page.runs.all()]

    def snapshot(self, facts):
        return {one.uid: one for one in facts.runs.select_related("venue")}

    def note(self, page, *, user_id):
        """The reason stands with the intake that it is about."""
        return ChangeNote(user_id=user_id)

    def write_notes(self, facts, rows, *, before, page, now, note):
        written = {one.translation_key: one for one in page.runs.all()}
        for row in rows:
            if old := before.get(row.uid):
                record(changes_between(old, row, written=written[row.uid], facts=facts, now=now, user_id=note.user_id))


#: Every day of a run that moves with it.
DAYS = ("opens_date", "closes_date", "decision_on", "start_date", "end_date")
#: What belongs to one year only.
CLEARED = ("places", "apply_url", "applications", "took_part")


@dataclass(kw_only=True)
class Rolled:
    """A run beside the one it would become."""

    old: Any
    new: Any
    weeks: int
    is_there: bool = False
    is_chosen: bool = False

    @property
    def key(self):
        return str(self.old.translation_key)

    @property
    def days(self):
        """(what, this year, next year) of every day that is written."""
        written = {name: day for name in DAYS if (day := getattr(self.old, name))}
        return [(self._label(name), day, getattr(self.new, name)) for name, day in written.items()]

    @property
    def cleared(self):
        """Names of what this year's run says and next year's will not."""
        return [self._label(name) for name in CLEARED if getattr(self.old, name)]

    def _label(self, name):
        return self.old._meta.get_field(name).verbose_name


def rolled(run, *, today):
    """The run in the next year in which it is still to come, unsaved: the same weekdays, the same words.

    All its days move by the same number of weeks.
    """
    weeks, start = 0, run.start_date
    while weeks == 0 or start <= today:
        weeks += weeks_to_next_year(start)
        start = run.start_date + timedelta(weeks=weeks)
    name = moved_name(run.name, old=run.start_date.year, new=start.year)
    left_out = (*CLEARED, "is_cancelled", "change_reason", "change_reason_translations", "sort_order")
    return Rolled(old=run, new=copied_row(run, shift=timedelta(weeks=weeks), left_out=left_out, name=name), weeks=weeks)


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
