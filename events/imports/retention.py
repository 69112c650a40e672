"""How long imports keep what was uploaded, and whom they keep: in a file, in what was read of it, in the cells of its rows."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from core.people import PersonalData, Redactor, may_mention
from core.periodic_tasks import PeriodicTask
from core.retention import RetentionPolicy
from events.models import Import, ImportRow

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
