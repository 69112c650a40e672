"""A dry run as a table: what each cell is and what would become of it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.imports.columns import COLUMNS, DATE_NAMES, DATES
from events.models import ImportRow

KINDS = {
    "error": gettext_lazy("Error"),
    "new": gettext_lazy("New"),
    "changed": gettext_lazy("Changed"),
    "same": gettext_lazy("Same"),
}


@dataclass
class Cell:
    text: str
    kind: str = ""
    before: str = ""
    problem: str = ""

    @property
    def label(self):
        return KINDS.get(self.kind, "")


@dataclass
class ShownRow:
    row: ImportRow
    cells: list

    @property
    def outcome(self):
        return KINDS[self.row.outcome]


def names_of(batch):
    chosen = set(batch.columns.values())
    return [name for name in COLUMNS if name in chosen]


def headings(names):
    return [COLUMNS[name].label for name in names]


def shown(row, names):
    return ShownRow(row, [_cell(row, name) for name in names])


def _cell(row, name):
    text = str(row.cells.get(name, ""))
    problem = row.problems.get(name)
    if not problem and name == "starts" and "which_time" not in row.cells:
        problem = row.problems.get("which_time")
    if problem:
        return Cell(text, "error", problem=problem)
    # Dates change together, and are told at the first of them.
    change = row.changes.get(DATES if name in DATE_NAMES else name)
    if not text or row.outcome == ImportRow.Outcome.ERROR:
        return Cell(text)
    if row.outcome == ImportRow.Outcome.NEW:
        return Cell(text, "new")
    return Cell(text, "changed", before=change[0] or _("nothing")) if change else Cell(text, "same")
