"""Cells that name a term, a venue or a room."""

from dataclasses import dataclass

from events.imports.cells.plain import Column, plain


@dataclass(frozen=True)
class TermColumn(Column):
    """One term, by its name or its name in addresses."""

    model: type = None

    def read(self, cell, terms):
        return terms.find(self.model, plain(cell))

    @property
    def nothing(self):
        return None

    def show(self, value):
        return value.slug if value else ""


@dataclass(frozen=True)
class TermsColumn(TermColumn):
    """Many terms, parted by semicolons or commas."""

    axis: str = ""

    def read(self, cell, terms):
        text = plain(cell)
        parts = text.split(";") if ";" in text else text.split(",")
        found = [terms.find(self.model, part.strip(), axis=self.axis) for part in parts if part.strip()]
        return sorted(set(found), key=lambda term: term.pk)

    @property
    def nothing(self):
        return []

    def get(self, page):
        return sorted(getattr(page, self.name).all(), key=lambda term: term.pk)

    def show(self, value):
        return "; ".join(term.slug for term in value)


@dataclass(frozen=True)
class RoomColumn(Column):
    """A room of the venue in the same row, or of the event's own venue."""

    def read(self, cell, terms):
        return plain(cell)

    @property
    def nothing(self):
        return None

    def show(self, value):
        return value if isinstance(value, str) else value.name if value else ""
