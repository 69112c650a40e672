"""Reading what was uploaded: always apart, in the worker."""

from django.utils.translation import override

from core.uploads.apart import read_apart
from core.uploads.tables import in_words, language_of
from events.imports.files import read_table
from events.imports.mappings import guess_columns
from events.imports.tables import packed
from events.models import Import

#: Rows kept to show what is in a column, while its name is chosen.
SHOWN = 50


def read_packed(content, name):
    """A table as it is kept: what the worker does for sessions."""
    return packed(read_table(content, name))


def table_in(batch):
    """The table of an import. Raises `BadFile` or `NotRead`, in words."""
    return read_apart(read_table, bytes(batch.content), batch.file_name)


def open_file(batch):
    """Read an upload for the first time: its headings and a few rows are kept, or why it can't be read and nothing else."""
    values = {"state": Import.State.UPLOADED}
    with override(language_of(batch.user)):
        try:
            table = table_in(batch)
        except Exception as error:
            values = refused(error)
        else:
            values |= {"head": packed(table, most=SHOWN), "columns": guess_columns(table.headings), "total": len(table.rows)}
    Import.objects.filter(pk=batch.pk, state=Import.State.READING).update(**values)


def refused(error):
    return {"state": Import.State.UNREADABLE, "problem": in_words(error), "content": None}
