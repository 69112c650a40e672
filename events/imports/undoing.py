"""Taking an import back, as far as nobody has built on it."""

import logging
import uuid

from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from core.imports.undoing import take_back
from core.indexing import indexed_once
from core.versions import renewed_once
from events.imports.checking import PORTION, tell
from events.models import Import, ImportRow

logger = logging.getLogger(__name__)
Outcome, Result = ImportRow.Outcome, ImportRow.Result


def undo_import(batch):
    """Delete what was created and bring back what was changed, unless somebody has changed it since."""
    rows = batch.rows.filter(result__in=[Result.DONE, Result.UNDONE, Result.KEPT])
    waiting = list(rows.filter(result=Result.DONE).order_by("-number").values_list("pk", flat=True))
    total = rows.count()
    tell(batch, total=total, done=total - len(waiting))
    for start in range(0, len(waiting), PORTION):
        portion = waiting[start : start + PORTION]
        _undo_portion(batch, portion)
        tell(batch, done=total - len(waiting) + start + len(portion))
    tell(batch, done=total, state=Import.State.UNDONE)


def _undo_portion(batch, keys):
    """A portion at once, since pages are deleted together much faster; where one of them fails, each on its own."""
    try:
        _undo(batch, keys)
    except Exception:
        for key in keys:
            _undo_alone(batch, key)


def _undo_alone(batch, key):
    try:
        _undo(batch, [key])
    except Exception:
        logger.exception("undo_row_failed", extra={"row": key})
        words = _("Something went wrong, and the event is as it was.")
        ImportRow.objects.filter(pk=key).update(result=Result.KEPT, words=words)


@renewed_once()
def _undo(batch, keys):
    # Only the rows themselves: PostgreSQL locks nothing that may be missing, such as its page.
    rows = ImportRow.objects.select_for_update(of=("self",)).select_related("page__locale")
    rows = list(rows.filter(pk__in=keys, result=Result.DONE).order_by("-number"))
    _undone, kept = take_back(
        rows,
        is_new=lambda row: row.outcome == Outcome.NEW,
        why_kept=lambda row: _why_kept(row, batch.user),
        delete=lambda new: _delete([row.page for row in new], batch.user),
        bring_back=lambda row: _bring_back(row, batch.user),
    )
    for row in rows:
        row.words, row.result = kept.get(row, ""), Result.KEPT if row in kept else Result.UNDONE
        if row not in kept and row.outcome == Outcome.NEW:
            row.page = None
    ImportRow.objects.bulk_update(rows, ["words", "result", "page"])


def _why_kept(row, user):
    """Why an event is left alone; empty if it is not."""
    page = row.page
    if page is None:
        return _("The event is gone already.")
    if page.latest_revision_id != row.revision_after:
        return _("Somebody has changed this event since.")
    permissions = page.permissions_for_user(user)
    if permissions.page_locked():
        return _("This event is locked.")
    if row.outcome == Outcome.NEW:
        return _why_not_delete(page, permissions)
    if not Revision.objects.filter(pk=row.revision_before).exists():
        return _("What it was before is not kept any more.")
    if not permissions.can_edit() or (row.was_published and not permissions.can_publish()):
        return _("You may not change this event.")
    return ""


def _why_not_delete(page, permissions):
    if page.get_translations().exists():
        return _("This event has been translated since.")
    return "" if permissions.can_delete() else _("You may not delete this event.")


def _delete(pages, user):
    """As Wagtail does page by page: a line in the log of each, then the pages with all that belongs to them."""
    for page in pages:
        log(instance=page, action="wagtail.delete", user=user, deleted=True)
    Page.objects.filter(pk__in=[page.pk for page in pages]).delete()


def _bring_back(row, user):
    before = Revision.objects.get(pk=row.revision_before)
    # As Wagtail does when an editor goes back to an earlier version: a new one with its content.
    page = before.as_object()
    if row.was_published:
        page.change_reason, page.change_reason_id = _("It was changed by mistake, and is as it was."), uuid.uuid4()
    with indexed_once():
        revision = page.save_revision(user=user, log_action=True, previous_revision=before)
        if row.was_published:
            revision.publish(user=user)
