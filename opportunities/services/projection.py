"""From what editors write to what everybody reads: pages to `OpportunityFacts`, `RoundFacts` and `StateInterval` rows."""

from django.db import transaction

from core.eligibility.criteria import criteria_of
from opportunities.models import OpportunityFacts, RoundFacts, StateInterval
from opportunities.models.facts import TERM_LISTS
from opportunities.models.rounds import MOMENTS, ROUND_FACT_NAMES
from opportunities.services.changes import published_facts, record_changes
from opportunities.states import RANKS, timeline

COPIED = [*(name for name in ROUND_FACT_NAMES if name != "uid"), *MOMENTS, "key_dates", "award_size"]
#: What makes a calendar fetch a deadline again when it differs (RFC 5545, 3.8.7.4).
SIGNIFICANT = ["mode", "opens_at", "interest_at", "closes_at", "internal_deadline_at"]


def is_source(page):
    """Whether facts are edited on this page, rather than on the page it is translated from.

    Where nobody says which is the source, it is the page that was published first.
    """
    from wagtail_localize.models import TranslationSource

    if page.alias_of_id is not None:
        return False
    source = TranslationSource.objects.filter(object_id=page.translation_key).only("locale_id").first()
    if source is not None:
        return source.locale_id == page.locale_id
    first = OpportunityFacts.objects.filter(translation_key=page.translation_key).values_list("page_id", flat=True).first()
    return first in (None, page.pk)


@transaction.atomic
def project_opportunity(page, *, now, tells_changes=True):
    """Make the facts, rounds and periods of a published source page true. A translation changes nothing.

    What differs from the last publication is kept for readers, unless the read model is only made anew.
    """
    if not is_source(page):
        return None
    facts = OpportunityFacts.objects.filter(translation_key=page.translation_key).first()
    before = published_facts(facts) if facts and tells_changes else None
    facts = facts or OpportunityFacts(translation_key=page.translation_key)
    facts.page_id, facts.kind = page.pk, page.kind
    facts.eligibility = criteria_of(page.eligibility, lang=page.locale.language_code).as_data()
    for name in page.fact_names():
        setattr(facts, name, getattr(page, name))
    facts.save()
    for name in TERM_LISTS:
        getattr(facts, name).set(getattr(page, name).all())
    rounds = _project_rounds(page, facts, now=now)
    _project_periods(facts, rounds, is_public=page.live)
    if before:
        record_changes(facts, rounds, before=before, now=now)
    return facts


def _project_rounds(page, facts, *, now):
    known = {one.uid: one for one in facts.rounds.all()}
    rows = []
    for new in page.written_rounds():
        row = known.pop(new.uid, None)
        if row is None:
            row, new.facts, new.modified = new, facts, now
            row.save()
        elif any(getattr(row, name) != getattr(new, name) for name in COPIED):
            row.sequence += any(getattr(row, name) != getattr(new, name) for name in SIGNIFICANT)
            for name in COPIED:
                setattr(row, name, getattr(new, name))
            row.modified = now
            row.save()
        rows.append(row)
    RoundFacts.objects.filter(pk__in=[gone.pk for gone in known.values()]).delete()
    return rows


def _project_periods(facts, rounds, *, is_public):
    facts.periods.all().delete()
    StateInterval.objects.bulk_create(periods_of(facts, rounds, is_public=is_public))


def periods_of(facts, rounds, *, is_public):
    """Unsaved periods of an opportunity with these rounds."""
    return [
        StateInterval(
            facts=facts,
            round=stretch.round,
            state=stretch.state,
            rank=RANKS[stretch.state],
            position=stretch.position,
            starts_at=stretch.starts_at,
            ends_at=stretch.ends_at,
            deadline_at=stretch.deadline_at,
            is_public=is_public,
        )
        for stretch in timeline(rounds)
    ]


def withdraw_opportunity(page):
    """Take an unpublished opportunity out of every list; its facts stay for its return."""
    StateInterval.objects.filter(facts__page_id=page.pk).update(is_public=False)
