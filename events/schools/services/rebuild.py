"""The rows of summer schools made anew from their pages, for when somebody changed the database behind our back."""

from django.db import transaction

from core.versions import PAGES, renew
from events.schools.models import IntakeFacts, SchoolFacts, SummerSchoolPage
from events.services.projection import is_source

from .projection import project_school

COMPARED = [field.attname for field in IntakeFacts._meta.concrete_fields if field.name not in ("id", "modified", "sequence")]


def _rows():
    return {row.pop("uid"): row for row in IntakeFacts.objects.values(*COMPARED, "facts__is_public")}


@transaction.atomic
def rebuild_schools(*, now):
    """Project every published source page again and hide all others. Returns the differences found as sentences."""
    before = _rows()
    live = [page for page in SummerSchoolPage.objects.live().order_by("path") if is_source(page, facts=SchoolFacts)]
    for page in live:
        project_school(page, now=now, is_repair=True)
    SchoolFacts.objects.exclude(page__in=[page.pk for page in live]).update(is_public=False)
    renew(PAGES)
    return sorted(_differences(before, _rows()))


def _differences(before, after):
    for uid in before.keys() - after.keys():
        yield f"{uid}: was left over and is gone"
    for uid in after.keys() - before.keys():
        yield f"{uid}: was missing and is back"
    for uid in before.keys() & after.keys():
        if changed := [name for name in after[uid] if before[uid][name] != after[uid][name]]:
            yield f"{uid}: corrected {', '.join(changed)}"
