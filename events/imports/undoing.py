"""Taking an import back, as far as nobody has built on it."""

import logging
import uuid

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Revision

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
    for position, pk in enumerate(waiting, start=1):
        _undo(batch, pk)
        if position % PORTION == 0:
            tell(batch, done=total - len(waiting) + position)
    tell(batch, done=total, state=Import.State.UNDONE)


def _undo(batch, pk):
    try:
        with transaction.atomic():
            # Only the row itself: PostgreSQL locks nothing that may be missing, such as its page.
            rows = ImportRow.objects.select_for_update(of=("self",)).select_related("page")
            row = rows.filter(pk=pk, result=Result.DONE).first()
            if row is None:
                return
            row.words = _taken_back(row, batch.user)
            row.result = Result.KEPT if row.words else Result.UNDONE
            row.save()
    except Exception:
        logger.exception("undo_row_failed", extra={"row": pk})
        words = _("Something went wrong, and the event is as it was.")
        ImportRow.objects.filter(pk=pk).update(result=Result.KEPT, words=words)


def _taken_back(row, user):
    """Empty, or why it was left alone."""
    page = row.page
    if page is None:
        return _("The event is gone already.")
    if page.latest_revision_id != row.revision_after:
        return _("Somebody has changed this event since.")
    permissions = page.permissions_for_user(user)
    if permissions.page_locked():
        return _("This event is locked.")
    if row.outcome == Outcome.NEW:
        return _delete(row, page, permissions, user)
    return _bring_back(row, page, permissions, user)


def _delete(row, page, permissions, user):
    if page.get_translations().exists():
        return _("This event has been translated since.")
    if not permissions.can_delete():
        return _("You may not delete this event.")
    page.delete(user=user)
    row.page = None
    return ""


def _bring_back(row, page, permissions, user):
    before = Revision.objects.filter(pk=row.revision_before).first()
    if before is None:
        return _("What it was before is not kept any more.")
    if not permissions.can_edit() or (row.was_published and not permissions.can_publish()):
        return _("You may not change this event.")
    # As Wagtail does when an editor goes back to an earlier version: a new one with its content.
    page = before.as_object()
    if row.was_published:
        page.change_reason, page.change_reason_id = _("It was changed by mistake, and is as it was."), uuid.uuid4()
    revision = page.save_revision(user=user, log_action=True, previous_revision=before)
    if row.was_published:
        revision.publish(user=user)
    return ""
