"""Doing what the dry run said, and taking it back as far as nobody has built on it.

A few rows at a time, so that others can go on working and a stop loses nothing.
"""

import logging
import uuid
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from core.imports import take_back
from core.imports.cells import Terms
from core.indexing import indexed_once
from core.versions import renewed_once
from events.imports.checking import PORTION, tell, why_not_edit
from events.imports.columns import ANNOUNCED
from events.imports.pages import find_room, read_row, settle_clocks, validate, write
from events.models import EventPage, ExternalId, Import, ImportRow

logger = logging.getLogger(__name__)
Outcome, Result = ImportRow.Outcome, ImportRow.Result
#: Rows in one transaction: few enough that nobody who saves meanwhile waits for long.
AT_ONCE = 10
#: What importing writes on a row.
WRITTEN = ["page", "revision_after", "was_published", "result", "words"]


class RowRefused(Exception):
    """Why a row can't be imported any more, in words."""


def run_import(batch):
    """Import every row that is new or changed and not done yet. Started again after a stop, it goes on where it was."""
    rows = batch.rows.filter(outcome__in=[Outcome.NEW, Outcome.CHANGED])
    _in_portions(batch, rows, rows.filter(result=""), Importer(batch).apply, _failed_import, at_once=AT_ONCE)
    tell(batch, state=Import.State.IMPORTED)


def undo_import(batch):
    """Delete what was created and bring back what was changed, unless somebody has changed it since."""
    rows = batch.rows.filter(result__in=[Result.DONE, Result.UNDONE, Result.KEPT])
    waiting = rows.filter(result=Result.DONE).order_by("-number")
    # Pages are deleted together much faster.
    _in_portions(batch, rows, waiting, partial(_undo, batch), _failed_undo, at_once=PORTION)
    tell(batch, state=Import.State.UNDONE)


def _in_portions(batch, rows, waiting, do, failed, *, at_once):
    """Do it to a few rows at once and tell how far it is; where a portion fails, to each of its rows alone."""
    total, keys = rows.count(), list(waiting.values_list("pk", flat=True))
    done = total - len(keys)
    tell(batch, total=total, done=done)
    for start in range(0, len(keys), at_once):
        portion = keys[start : start + at_once]
        try:
            do(portion)
        except Exception:
            for key in portion:
                _alone(do, key, failed)
        done += len(portion)
        tell(batch, done=done)


def _alone(do, key, failed):
    try:
        do([key])
    except Exception:
        logger.exception("import_row_failed", extra={"row": key})
        ImportRow.objects.filter(pk=key).update(**failed())


def _failed_import():
    return {"result": Result.FAILED, "words": _("Something went wrong with this row, and nothing of it was kept.")}


def _failed_undo():
    return {"result": Result.KEPT, "words": _("Something went wrong, and the event is as it was.")}


class Importer:
    def __init__(self, batch):
        self.batch, self.user, self.terms = batch, batch.user, Terms(batch.parent.specific.locale)
        self.may_publish_new = batch.publishes and batch.parent.permissions_for_user(batch.user).can_publish_subpage()

    @renewed_once()
    def apply(self, keys):
        """A few rows, each whole or not at all, and all of them in the indexes at once."""
        with indexed_once():
            # Fresh, and held until all are there: somebody may have moved or renamed it meanwhile.
            self.parent = type(self.batch.parent).objects.select_for_update().get(pk=self.batch.parent_id)
            rows = list(ImportRow.objects.select_for_update().filter(pk__in=keys, result="").order_by("number"))
            for row in rows:
                self._apply_or_refuse(row)
            ImportRow.objects.bulk_update(rows, WRITTEN)

    def _apply_or_refuse(self, row):
        before = {name: getattr(row, name) for name in WRITTEN}
        try:
            with transaction.atomic():
                self._apply(row)
            row.result = Result.DONE
            return
        except RowRefused as error:
            failed = {"result": Result.FAILED, "words": str(error)[:500]}
        except ValidationError as error:
            failed = {"result": Result.FAILED, "words": " ".join(error.messages)[:500]}
        except Exception:
            logger.exception("import_row_failed", extra={"row": row.pk})
            failed = _failed_import()
        for name, value in (before | failed).items():
            setattr(row, name, value)

    def _apply(self, row):
        values, problems = read_row(row.cells, self.terms)
        page = self._new() if row.outcome == Outcome.NEW else self._known(row)
        was_live, had_changes = page.live, page.has_unpublished_changes
        find_room(page, values, problems, self.terms)
        settle_clocks(page, values, problems, which_time=self.batch.which_time)
        write(page, values, problems)
        if problems:
            raise RowRefused(" ".join(problems.values()))
        if row.outcome == Outcome.NEW:
            self._add(page, values)
        else:
            validate(page, problems)
            if problems:
                raise RowRefused(" ".join(problems.values()))
        if self.batch.reason and ANNOUNCED & row.changes.keys():
            # As in the event's own editor: told once, where this changes what people have been told.
            page.change_reason, page.change_reason_id = self.batch.reason, uuid.uuid4()
        # The dry run has asked the page a moment ago, and `validate` what has changed since.
        revision = page.save_revision(user=self.user, log_action=True, clean=False)
        row.page, row.revision_after = page, revision.pk
        row.words = self._publish(row, page, revision, was_live, had_changes)

    def _new(self):
        return EventPage(locale=self.batch.parent.locale, owner=self.user, live=False)

    def _known(self, row):
        page = row.page
        if page is None:
            raise RowRefused(_("The event is gone."))
        if problem := why_not_edit(page, self.user):
            raise RowRefused(problem)
        if page.latest_revision_id != row.revision_before:
            raise RowRefused(_("Somebody has changed this event since the file was checked. Check the file again."))
        return page.get_latest_revision_as_object()

    def _add(self, page, values):
        self.parent.add_child(instance=page)
        if reference := values.get("reference"):
            if ExternalId.objects.filter(external_id=reference).exists():
                raise RowRefused(_("Another event has this reference by now."))
            ExternalId.objects.create(external_id=reference, page=page)

    def _publish(self, row, page, revision, was_live, had_changes):
        """Publish where that was asked for and may be; says in words why it was not."""
        if not self.batch.publishes:
            return ""
        is_new = row.outcome == Outcome.NEW
        if not (self.may_publish_new if is_new else page.permissions_for_user(self.user).can_publish()):
            return _("Kept as a draft: you may not publish it.")
        if was_live and had_changes:
            return _("Kept as a draft: it had changes that nobody has published yet.")
        if not page.dates.exists():
            return _("Kept as a draft: it has no date.")
        revision.publish(user=self.user)
        row.was_published = True
        return ""


logger = logging.getLogger(__name__)
Outcome, Result = ImportRow.Outcome, ImportRow.Result


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
        if page.get_translations().exists():
            return _("This event has been translated since.")
        return "" if permissions.can_delete() else _("You may not delete this event.")
    if not Revision.objects.filter(pk=row.revision_before).exists():
        return _("What it was before is not kept any more.")
    if not permissions.can_edit() or (row.was_published and not permissions.can_publish()):
        return _("You may not change this event.")
    return ""


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
