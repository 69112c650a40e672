"""The steps of an import, each one action of an editor; the worker that does them; how long it is kept what was uploaded."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from core.imports.tables import kind_of_file
from core.people import PersonalData, Redactor, may_mention
from core.periodic_tasks import PeriodicTask
from core.retention import RetentionPolicy
from core.uploads.tables import refuse_too_often
from events.imports.applying import run_import, undo_import
from events.imports.checking import check_import, open_file
from events.models import Import, ImportRow

State = Import.State
#: Files of one person that are kept at a time.
MOST_KEPT = 20
#: Work that has not moved for so long has stopped.
STOPPED_AFTER = timedelta(minutes=2)


def upload(*, content, name, parent, user, now):
    """Keep a file and have the worker read it. Raises `NotRead`, in words, for what is no file of ours at its first glance."""
    kind = kind_of_file(content, name)
    refuse_too_often(user, now=now)
    forget_files(now=now)
    batch = Import.objects.create(
        parent=parent,
        user=user,
        file_name=name[:255],
        kind=kind,
        content=content,
        state=State.READING,
        created_at=now,
        moved_at=now,
    )
    kept = Import.objects.filter(user=user).exclude(content=None).order_by("-pk").values_list("pk", flat=True)
    forget(Import.objects.filter(pk__in=list(kept[MOST_KEPT:])))
    work_on_import.enqueue(batch.pk)
    batch.refresh_from_db()
    return batch


@transaction.atomic
def choose_columns(batch, *, columns, always_new=False):
    """Say which heading is which column, and check the file anew."""
    batch.columns = {heading: name for heading, name in columns.items() if name}
    batch.always_new = always_new
    batch.save(update_fields=["columns", "always_new"])
    return _start(batch, State.CHECKING, from_states=[State.UPLOADED, State.CHECKED])


@transaction.atomic
def choose_time(batch, *, which_time):
    """Answer what is meant by times that clocks show twice, and check the file anew."""
    batch.which_time = which_time
    batch.save(update_fields=["which_time"])
    return _start(batch, State.CHECKING, from_states=[State.CHECKED])


@transaction.atomic
def confirm(batch, *, publishes, reason=""):
    """Import what the dry run showed."""
    batch.publishes, batch.reason = publishes, reason
    batch.save(update_fields=["publishes", "reason"])
    return _start(batch, State.IMPORTING, from_states=[State.CHECKED])


def undo(batch):
    return _start(batch, State.UNDOING, from_states=[State.IMPORTED])


def go_on(batch, *, now):
    """Start work again that has stopped: the machine was switched off, the worker was ended."""
    stopped = Import.objects.filter(pk=batch.pk, state=batch.state, moved_at__lt=now - STOPPED_AFTER)
    if batch.is_working and stopped.update(moved_at=now):
        work_on_import.enqueue(batch.pk)


def _start(batch, state, *, from_states):
    """Once, however often a button is pressed. Says whether it was this time."""
    ready = Import.objects.filter(pk=batch.pk, state__in=from_states)
    if state != State.UNDOING:
        # What is too old has been forgotten: there is nothing to work from.
        ready = ready.exclude(content=None)
    started = ready.update(state=state, done=0, moved_at=timezone.now())
    if started:
        work_on_import.enqueue(batch.pk)
    return bool(started)


def has_stopped(batch, *, now):
    return batch.is_working and batch.moved_at < now - STOPPED_AFTER


WORK = {State.READING: open_file, State.CHECKING: check_import, State.IMPORTING: run_import, State.UNDOING: undo_import}


@task(queue_name="imports")
def work_on_import(import_id):
    """Do what the state of the import asks for. Nothing to do if it is deleted or done meanwhile."""
    batch = Import.objects.select_related("user", "parent__locale").filter(pk=import_id).first()
    if batch is not None and batch.user is not None and batch.is_working:
        WORK[batch.state](batch)


#: How long an uploaded file is kept; what was read from it stays with the import.
RETENTION = timedelta(days=7)
_CELLS = Redactor(ImportRow.objects.all, ["title", "cells", "problems", "changes", "words"])
_FILES = Redactor(Import.objects.defer("content").all, ["file_name", "head", "problem", "columns", "reason"])


def find(*, address):
    return _FILES.find(address=address) + _CELLS.find(address=address)


def erase(*, address):
    """What was read without the address; and the file it stands in or may stand in, which can only be emptied as a whole."""
    files = {row.batch_id for row in _CELLS(address)} | {file.pk for file in _FILES(address)}
    kept = Import.objects.exclude(content=None)
    files |= {file.pk for file in kept.only("content").iterator(chunk_size=1) if may_mention(file.content, address)}
    changed = _CELLS.erase(address=address) + _FILES.erase(address=address)
    return changed + kept.filter(pk__in=files).update(content=None)


IMPORTED = PersonalData(find, erase)


def old_files(*, before):
    return Import.objects.filter(created_at__lt=before).exclude(content=None)


def forget_files(*, now):
    """Empty old uploads. Files hold more than what was taken from them, names and numbers of people among it."""
    return forget(old_files(before=now - RETENTION))


def forget(old):
    """Empty these imports; what became of their rows stays."""
    ImportRow.objects.filter(batch__in=old.values("pk")).update(cells={})
    return old.update(content=None, head={})


FORGET = PeriodicTask(timedelta(hours=1), forget_files)
UPLOADS = RetentionPolicy(RETENTION, _("7 days"), "forget imported files", old_files)
