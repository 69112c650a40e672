"""The steps of an import, each one action of an editor."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from events.imports.columns import COLUMNS, guess
from events.imports.files import read_table
from events.imports.tasks import work_on_import
from events.models import Import, ImportRow, SavedMapping

State = Import.State
#: How long an uploaded file is kept; what was read from it stays with the import.
KEPT_FOR = timedelta(days=7)
#: Work that has not moved for so long has stopped.
STOPPED_AFTER = timedelta(minutes=2)


def upload(*, content, name, parent, user, now):
    """Keep a file that can be read. Raises `BadFile` otherwise, and keeps nothing. Returns the import and what was left out."""
    table = read_table(content, name)
    forget_files(now=now)
    batch = Import.objects.create(
        parent=parent,
        user=user,
        file_name=name[:255],
        kind=table.kind,
        content=content,
        columns=guess_columns(table.headings),
        total=len(table.rows),
        created_at=now,
        moved_at=now,
    )
    return batch, table.notes


def guess_columns(headings, known=COLUMNS):
    """As a saved mapping to known columns has it if one knows these very headings, else by their names."""
    for saved in SavedMapping.objects.all():
        columns = {heading: name for heading, name in saved.columns.items() if name}
        if set(saved.columns) == {heading for heading in headings if heading} and known.keys() >= set(columns.values()):
            return columns
    return guess(headings, known)


def save_mapping(name, columns):
    """Keep which heading is what for the next file with the same ones."""
    SavedMapping.objects.update_or_create(name=name, defaults={"columns": columns})


@transaction.atomic
def choose_columns(batch, *, columns, save_as="", always_new=False):
    """Say which heading is which column, and check the file anew."""
    batch.columns = {heading: name for heading, name in columns.items() if name}
    batch.always_new = always_new
    batch.save(update_fields=["columns", "always_new"])
    if save_as:
        save_mapping(save_as, columns)
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


def old_files(*, before):
    return Import.objects.filter(created_at__lt=before).exclude(content=None)


def forget_files(*, now):
    """Empty old uploads. Files hold more than what was taken from them, names and numbers of people among it."""
    old = old_files(before=now - KEPT_FOR)
    ImportRow.objects.filter(batch__in=old.values("pk")).update(cells={})
    return old.update(content=None)
