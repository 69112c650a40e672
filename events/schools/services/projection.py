"""From what editors write to what everybody reads: a summer school's page to `SchoolFacts` and `IntakeFacts` rows."""

from django.db import transaction

from core.eligibility.criteria import criteria_of
from core.versions import PAGES, renew
from events.schools.models import IntakeFacts, SchoolChange, SchoolFacts
from events.schools.models.facts import RUN_FACT_NAMES, SCHOOL_FACT_NAMES, TERM_LISTS
from events.schools.services.public_log import changes_between
from events.services.projection import is_source

MOMENTS = ("opens_at", "closes_at", "decision_at", "starts_at", "ends_at", "is_all_day")
#: What makes a calendar fetch its entries again when it differs (RFC 5545, 3.8.7.4).
SIGNIFICANT = (*MOMENTS, "is_cancelled", "venue_id", "stay")


@transaction.atomic
def project_school(page, *, now, is_repair=False):
    """Make the rows of a published source page true. A translation changes nothing.

    What people may have planned with and changes is written to the public log; a repair of damaged rows is no news.
    """
    if not is_source(page, facts=SchoolFacts):
        return None
    facts = SchoolFacts.objects.filter(translation_key=page.translation_key).first() or SchoolFacts(
        translation_key=page.translation_key
    )
    facts.page = page
    for name in SCHOOL_FACT_NAMES:
        setattr(facts, name, getattr(page, name))
    facts.criteria = criteria_of(page.eligibility, lang=page.locale.language_code).as_data()
    facts.is_public, facts.has_record = page.live, bool(page.record)
    facts.save()
    for name in TERM_LISTS:
        getattr(facts, name).set(getattr(page, name).all())
    log = _project_runs(page, facts, now=now)
    if not is_repair:
        SchoolChange.objects.bulk_create(log)
    # Last, so that nobody keeps what was true before it (events.schools.teasers).
    renew(PAGES)
    return facts


def _project_runs(page, facts, *, now):
    """Write the rows of all runs, and return what there is to tell of it, unsaved."""
    known = {one.uid: one for one in facts.runs.select_related("venue")}
    log = []
    for written in page.runs.all():
        new = written.as_facts(page)
        row = known.pop(new.uid, None)
        if row is None:
            new.facts, new.modified = facts, now
            new.save()
        elif _differ(row, new, (*RUN_FACT_NAMES, *MOMENTS)):
            if _differ(row, new, SIGNIFICANT):
                row.sequence += 1
            log += changes_between(row, new, written=written, facts=facts, now=now)
            for name in (*RUN_FACT_NAMES, *MOMENTS):
                setattr(row, name, getattr(new, name))
            row.modified = now
            row.save()
    IntakeFacts.objects.filter(pk__in=[gone.pk for gone in known.values()]).delete()
    return log


def _differ(row, new, names):
    return any(getattr(row, name) != getattr(new, name) for name in names)


def withdraw_school(page):
    """Take an unpublished school out of every list; its facts stay for its return."""
    SchoolFacts.objects.filter(page_id=page.pk).update(is_public=False)
    renew(PAGES)
