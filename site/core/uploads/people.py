"""Where tables that somebody brought keep people: such a table is only forgotten as a whole."""

from core.models import Upload
from core.people import Keeping, Mentions, may_mention

_TABLES = Mentions(Upload.objects.all, ["file_name", "table", "problem"])


def erase(*, address):
    unread = Upload.objects.exclude(content=None).iterator()
    keys = {row.pk for row in _TABLES(address)} | {one.pk for one in unread if may_mention(one.content, address)}
    return Upload.objects.filter(pk__in=keys).delete()[0]


UPLOADED = Keeping(_TABLES.find, erase)
