"""The read model made anew from the pages, for when somebody changed the database behind our back."""

from django.db import transaction
from django.db.models import F

from events.models import EventFacts, EventPage, Occurrence
from events.models.facts import TERM_LISTS
from events.notices import occurrences_changed
from events.search import current_index
from events.services.lifecycle import is_source
from events.services.projection import project_event

COMPARED = [field.attname for field in Occurrence._meta.concrete_fields if field.name not in ("id", "modified", "sequence")]
FACTS_COMPARED = [field.attname for field in EventFacts._meta.concrete_fields if field.name != "id"]


def _dates():
    return {row.pop("uid"): row for row in Occurrence.objects.event_dates().order_by("pk").values(*COMPARED)}


def _facts():
    rows = {row["translation_key"]: row for row in EventFacts.objects.order_by("pk").values(*FACTS_COMPARED)}
    for name in TERM_LISTS:
        through = getattr(EventFacts, name).through
        column = next(field.attname for field in through._meta.fields if field.attname not in ("id", "eventfacts_id"))
        for key, term in through.objects.order_by(column).values_list("eventfacts__translation_key", column):
            rows[key].setdefault(name, []).append(term)
    return rows


@transaction.atomic
def rebuild_occurrences(*, now):
    """Project every published source page again and hide the dates of all others.

    Returns the differences found as sentences, in a stable order: none means the read model was true. What is mended is no
    news: the public log stays as it is.
    """
    before, facts_before = _dates(), _facts()
    live = [page for page in EventPage.objects.live().order_by("path").iterator(chunk_size=500) if is_source(page)]
    for page in live:
        project_event(page, now=now, is_repair=True)
    hidden = Occurrence.objects.event_dates().exclude(facts__page__in=[page.pk for page in live]).filter(is_public=True)
    uids = set(hidden.values_list("uid", flat=True))
    hidden.update(is_public=False)
    occurrences_changed.send(sender=Occurrence, uids=uids)
    EventFacts.objects.exclude(page=None).exclude(translation_key=F("page__translation_key")).delete()
    EventFacts.objects.filter(page=None).delete()
    for page in EventPage.objects.live().iterator():
        current_index.store_words(page)
    found = [*_differences(before, _dates()), *_differences(facts_before, _facts(), what="facts ")]
    return sorted(found)


def _differences(before, after, *, what=""):
    for key in before.keys() - after.keys():
        yield f"{what}{key}: was left over and is gone"
    for key in after.keys() - before.keys():
        yield f"{what}{key}: was missing and is back"
    for key in before.keys() & after.keys():
        names = sorted(before[key].keys() | after[key].keys())
        if changed := [name for name in names if before[key].get(name) != after[key].get(name)]:
            yield f"{what}{key}: corrected {', '.join(changed)}"
