"""Where imports keep somebody: in a file that was uploaded, in what was read of it, and in the cells of its rows."""

from core.people import Keeping, Mentions, may_mention
from events.models import Import, ImportRow

_CELLS = Mentions(ImportRow.objects.all, ["title", "cells", "problems", "changes", "words"])
_FILES = Mentions(Import.objects.defer("content").all, ["file_name", "head", "problem", "columns", "reason"])


def find(*, address):
    return _FILES.find(address=address) + _CELLS.find(address=address)


def erase(*, address):
    """What was read without the address; and the file it stands in or may stand in, which can only be emptied as a whole."""
    files = {row.batch_id for row in _CELLS(address)} | {file.pk for file in _FILES(address)}
    kept = Import.objects.exclude(content=None)
    files |= {file.pk for file in kept.only("content").iterator(chunk_size=1) if may_mention(file.content, address)}
    changed = _CELLS.erase(address=address) + _FILES.erase(address=address)
    return changed + kept.filter(pk__in=files).update(content=None)


IMPORTED = Keeping(find, erase)
