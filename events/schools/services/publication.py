"""From what editors write to what everybody reads: a summer school's page to `SchoolFacts` and `IntakeFacts` rows."""

from core.changelog.log import ChangeNote, record
from core.eligibility.criteria import criteria_of
from core.publishing import Publication
from events.schools.changelog import changes_between
from events.schools.models import SchoolFacts
from events.schools.models.facts import RUN_FACT_NAMES, TERM_LISTS

MOMENTS = ("opens_at", "closes_at", "decision_at", "starts_at", "ends_at", "is_all_day")


class SchoolPublication(Publication):
    """What people may have planned with and changes is written to the public log."""

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
