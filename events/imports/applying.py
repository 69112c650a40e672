"""Doing what the dry run said, a few rows at a time, so that others can go on working and a stop loses nothing."""

import logging
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.imports.columns import Terms
from core.indexing import indexed_once
from core.versions import renewed_once
from events.imports.checking import tell, why_not_edit
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
    waiting = list(rows.filter(result="").values_list("pk", flat=True))
    total = rows.count()
    tell(batch, total=total, done=total - len(waiting))
    importer = Importer(batch)
    for start in range(0, len(waiting), AT_ONCE):
        portion = waiting[start : start + AT_ONCE]
        importer.apply(portion)
        tell(batch, done=total - len(waiting) + start + len(portion))
    tell(batch, done=total, state=Import.State.IMPORTED)


def _failed():
    return _("Something went wrong with this row, and nothing of it was kept.")


class Importer:
    def __init__(self, batch):
        self.batch, self.user, self.terms = batch, batch.user, Terms(batch.parent.specific.locale)
        self.may_publish_new = batch.publishes and batch.parent.permissions_for_user(batch.user).can_publish_subpage()

    def apply(self, keys):
        """A few rows, each whole or not at all, and all of them in the indexes at once."""
        try:
            with renewed_once(), indexed_once():
                # Fresh, and held until all are there: somebody may have moved or renamed it meanwhile.
                self.parent = type(self.batch.parent).objects.select_for_update().get(pk=self.batch.parent_id)
                rows = list(ImportRow.objects.select_for_update().filter(pk__in=keys, result="").order_by("number"))
                for row in rows:
                    self._apply_or_refuse(row)
                ImportRow.objects.bulk_update(rows, WRITTEN)
        except Exception:
            if len(keys) == 1:
                logger.exception("import_row_failed", extra={"row": keys[0]})
                ImportRow.objects.filter(pk__in=keys).update(result=Result.FAILED, words=_failed())
            else:
                for key in keys:
                    self.apply([key])

    def _apply_or_refuse(self, row):
        before = {name: getattr(row, name) for name in WRITTEN}
        try:
            with transaction.atomic():
                self._apply(row)
            row.result = Result.DONE
            return
        except RowRefused as error:
            words = str(error)
        except ValidationError as error:
            words = " ".join(error.messages)
        except Exception:
            logger.exception("import_row_failed", extra={"row": row.pk})
            words = _failed()
        for name, value in (before | {"result": Result.FAILED, "words": words[:500]}).items():
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
        # What the revision says is at hand: reading it back, and writing its rows once more, takes a fifth of the time.
        revision.as_object = lambda: page
        revision.publish(user=self.user)
        row.was_published = True
        return ""
