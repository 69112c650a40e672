"""The read model made anew from the pages, for when somebody changed the database behind our back."""

from django.db import transaction
from django.db.models import F

from events.models import EventFacts, EventPage, Occurrence
from events.notices import occurrences_changed
from events.services.projection import is_source, project_event

COMPARED = [field.attname for field in Occurrence._meta.concrete_fields if field.name not in ("id", "modified", "sequence")]


def _rows():
    return {row.pop("uid"): row for row in Occurrence.objects.values(*COMPARED)}


@transaction.atomic
def rebuild_occurrences(*, now):
    """Project every published source page again and hide the dates of all others.

    Returns the differences found as sentences, in a stable order: none means the read model was true.
    """
    before = _rows()
    live = [page for page in EventPage.objects.live().order_by("path").iterator() if is_source(page)]
    for page in live:
        project_event(page, now=now)
    hidden = Occurrence.objects.exclude(facts__page__in=[page.pk for page in live]).filter(is_public=True)
    uids = set(hidden.values_list("uid", flat=True))
    hidden.update(is_public=False)
    occurrences_changed.send(sender=Occurrence, uids=uids)
    EventFacts.objects.exclude(translation_key=F("page__translation_key")).delete()
    return sorted(_differences(before, _rows()))


def _differences(before, after):
    for uid in before.keys() - after.keys():
        yield f"{uid}: was left over and is gone"
    for uid in after.keys() - before.keys():
        yield f"{uid}: was missing and is back"
    for uid in before.keys() & after.keys():
        if changed := [name for name in after[uid] if before[uid][name] != after[uid][name]]:
            yield f"{uid}: corrected {', '.join(changed)}"
