"""Where imports keep somebody: in the cells of a file that was uploaded, as long as it is kept."""

from core.people import Keeping, Mentions
from events.models import Import, ImportRow

_CELLS = Mentions(ImportRow.objects.all, ["title", "cells", "problems", "changes", "words"])


def erase(*, address):
    """The cells without the address; and the file it stands in, which can only be emptied as a whole."""
    rows = _CELLS(address)
    files = {row.batch_id for row in rows} | {
        one.pk for one in Import.objects.exclude(content=None).iterator() if address.encode() in bytes(one.content).lower()
    }
    return _CELLS.erase(address=address) + Import.objects.filter(pk__in=files).update(content=None)


IMPORTED = Keeping(_CELLS.find, erase)
