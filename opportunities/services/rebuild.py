"""The read model made anew from the pages, for when somebody changed the database behind our back, or what "soon" means."""

from django.db import transaction
from django.db.models import F

from opportunities.models import PAGE_TYPES, OpportunityFacts, RoundFacts, StateInterval
from opportunities.search import current_index
from opportunities.services.projection import is_source, project_opportunity

IGNORED = ("id", "modified", "sequence")
ROUND = [field.attname for field in RoundFacts._meta.concrete_fields if field.name not in IGNORED]
PERIOD = [field.attname for field in StateInterval._meta.concrete_fields if field.name not in ("id", "facts", "round")]


def _rows():
    """What the read model says, by round; the periods of a scheme under the round that speaks in them."""
    rows = {row["uid"]: row | {"periods": []} for row in RoundFacts.objects.values(*ROUND)}
    for row in StateInterval.objects.order_by("facts", "starts_at").values("round__uid", *PERIOD):
        rows[row.pop("round__uid")]["periods"].append(row)
    return rows


@transaction.atomic
def rebuild_opportunities(*, now):
    """Project every published source page again and hide all others; keep the words of all of them to look for.

    Returns the differences found as sentences, in a stable order: none means the read model was true.
    """
    before = _rows()
    live = []
    for model in PAGE_TYPES.values():
        for page in model.objects.live().order_by("path").iterator():
            current_index.store_words(page)
            if is_source(page):
                live.append(page.pk)
                project_opportunity(page, now=now, tells_changes=False)
    StateInterval.objects.exclude(facts__page__in=live).filter(is_public=True).update(is_public=False)
    OpportunityFacts.objects.exclude(translation_key=F("page__translation_key")).delete()
    return sorted(_differences(before, _rows()))


def _differences(before, after):
    for uid in before.keys() - after.keys():
        yield f"{uid}: was left over and is gone"
    for uid in after.keys() - before.keys():
        yield f"{uid}: was missing and is back"
    for uid in before.keys() & after.keys():
        if changed := [name for name in after[uid] if before[uid][name] != after[uid][name]]:
            yield f"{uid}: corrected {', '.join(changed)}"
