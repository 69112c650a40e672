"""Writing an announced change to the page, so that facts stay once: to what is public and to every draft of it."""

from django.db.models import Q
from modelcluster.models import get_serializable_data_for_fields

from core.publishing import copied_uid
from events.models import EventDate, EventPage


def amend_page(page, *, uids, dates=None, page_facts=None):
    """Change these dates, and facts of the page, wherever the page may be published from next.

    That is its live row, its latest draft and a scheduled revision. Older revisions stay what they were: publishing one
    brings its dates back in public, with a line in the log. Going through a revision of its own instead would publish
    somebody's unfinished words, or end their workflow.
    """
    dates, page_facts = dates or {}, page_facts or {}
    written = None
    for date in EventDate.objects.filter(page=page):
        if _is_one_of(date.uid, uids, page):
            for name, value in dates.items():
                setattr(date, name, value)
            date.save(update_fields=list(dates))
            written = date
    if page_facts:
        EventPage.objects.filter(pk=page.pk).update(**page_facts)
    said = get_serializable_data_for_fields(written) if written else {}
    said = {name: said[name] for name in dates if name in said}
    for revision in page.revisions.filter(
        Q(pk__in=[page.latest_revision_id, page.live_revision_id]) | Q(approved_go_live_at__isnull=False)
    ):
        for date in revision.content.get("dates", ()):
            if _is_one_of(date["uid"], uids, page):
                date.update(said)
        revision.content |= page_facts
        revision.save(update_fields=["content"])


def _is_one_of(uid, uids, page):
    return str(uid) in uids or str(copied_uid(page.translation_key, uid)) in uids
