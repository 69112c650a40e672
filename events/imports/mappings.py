"""Which heading of a file is which column, as it was chosen before or is guessed."""

from events.imports.columns import COLUMNS, guess
from events.models import SavedMapping


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
