"""From what editors write to what everybody reads: pages to `OpportunityFacts`, `RoundFacts` and `StateInterval` rows."""

from core.changelog.log import note_of, record
from core.eligibility.criteria import criteria_of
from core.publishing import Publication
from opportunities.changelog import changes_between, published_facts
from opportunities.models import PAGE_TYPES, OpportunityFacts, StateInterval
from opportunities.models.facts import TERM_LISTS
from opportunities.models.rounds import MOMENTS, ROUND_FACT_NAMES
from opportunities.search import current_index
from opportunities.shifts.services import follow
from opportunities.states import RANKS, timeline


class OpportunityPublication(Publication):
    """What differs from the last publication is kept for readers."""

    facts = OpportunityFacts
    terms = TERM_LISTS
    rows = "rounds"
    copied = (*(name for name in ROUND_FACT_NAMES if name != "uid"), *MOMENTS, "key_dates", "award_size")
    significant = ("mode", "opens_at", "interest_at", "closes_at", "internal_deadline_at")
    public_rows = ("periods",)

    def fill(self, facts, page):
        facts.kind = page.kind
        facts.eligibility = criteria_of(page.eligibility, lang=page.locale.language_code).as_data()

    snapshot = staticmethod(published_facts)
    note = staticmethod(note_of)

    def written(self, page):
        return page.written_rounds()

    def write_notes(self, facts, rows, *, before, page, now, note):
        record(changes_between(facts, rows, before=before, note=note, now=now))

    def write_rows(self, facts, page, *, now, note, is_repair):
        rows = super().write_rows(facts, page, now=now, note=note, is_repair=is_repair)
        facts.periods.all().delete()
        StateInterval.objects.bulk_create(intervals_of(facts, rows, is_public=facts.is_public))
        return rows

    def rebuilt(self, *, now):
        for model in PAGE_TYPES.values():
            for page in model.objects.live().iterator():
                current_index.store_words(page)
        moved = follow()
        return [f"{moved} shifts put where their events are."] if moved else []


def intervals_of(facts, rounds, *, is_public):
    """Unsaved intervals of an opportunity with these rounds."""
    return [
        StateInterval(facts=facts, rank=RANKS[stretch.state], is_public=is_public, **vars(stretch))
        for stretch in timeline(rounds)
    ]
