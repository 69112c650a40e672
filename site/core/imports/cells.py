"""From headings to columns, and what their cells can hold: how it is read, how it is shown, what a page or row of ours has."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from core.imports.days import read_clock, read_day
from core.imports.tables import CellError, Formula
from core.models import VenueRoom
from core.money import SIGNS, default_currency, validate_currency
from core.timezones import validate_timezone

#: In a cell: take out what is there. An empty cell leaves it.
CLEAR = "-"


@dataclass(frozen=True)
class Column:
    """A column whose cell becomes one field of the page."""

    name: str
    label: Any
    aliases: tuple = ()
    most: int = 255

    @property
    def nothing(self) -> Any:
        """What "-" in its cell leaves."""
        return ""

    def read(self, cell, terms):
        """The value that a cell means, of one that says something. Raises `CellError`, in words."""
        text = " ".join(plain(cell).split())
        if len(text) > self.most:
            raise CellError(_("This is longer than %(most)d characters.") % {"most": self.most})
        return text

    def get(self, page):
        value = getattr(page, self.name)
        return " ".join(value.split()) if isinstance(value, str) else value

    def set(self, page, value):
        setattr(page, self.name, value)

    def show(self, value):
        return "" if value is None else str(value)


def plain(cell):
    """What a cell says, whatever type a spreadsheet gave it."""
    if isinstance(cell, Formula):
        raise CellError(_("This is a formula: “%(text)s”. Paste its value instead.") % {"text": cell.text[:60]})
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()


def _checked(validate, text, words=""):
    """What a validator lets through, else its words or others."""
    try:
        validate(text)
    except ValidationError as error:
        raise CellError(words or " ".join(error.messages)) from error
    return text


def _folded(text):
    """Without what people write one way or another: "Drop-in", "drop in", "drop_in"."""
    return " ".join(str(text).casefold().replace("-", " ").replace("_", " ").split())


class NeededColumn(Column):
    """Whose cell can't be emptied."""

    @property
    def nothing(self):
        raise CellError(_("This can't be empty."))


class ClockColumn(NeededColumn):
    def read(self, cell, terms):
        return read_clock(cell)


@dataclass(frozen=True)
class DayColumn(NeededColumn):
    """A day, or the first one of a month where that will do."""

    takes_months: bool = False

    def read(self, cell, terms):
        day, is_month = read_day(cell)
        if is_month and not self.takes_months:
            raise CellError(_("Say which day of the month."))
        return day


class ZoneColumn(NeededColumn):
    def read(self, cell, terms):
        return _checked(validate_timezone, super().read(cell, terms))


@dataclass(frozen=True)
class ChoiceColumn(NeededColumn):
    """By the code or by the word an editor sees."""

    choices: Any = None

    def read(self, cell, terms):
        text = plain(cell)
        for value, label in self.choices.choices:
            if _folded(text) in (_folded(value), _folded(label)):
                return value
        raise CellError(_("“%(text)s” is none of: %(all)s.") % {"text": text[:60], "all": ", ".join(self.choices.values)})


@dataclass(frozen=True)
class NumberColumn(Column):
    most: int = 150
    default: int | None = None

    def read(self, cell, terms):
        text = plain(cell)
        if not text.isascii() or not text.isdigit() or len(text) > 9 or int(text) > self.most:
            raise CellError(_("“%(text)s” is not a whole number up to %(most)d.") % {"text": text[:60], "most": self.most})
        return int(text)

    @property
    def nothing(self):
        return self.default


class MoneyColumn(Column):
    def read(self, cell, terms):
        # Another currency's sign is no matter of course: it is told, and the column of currencies says which is meant.
        text = plain(cell).replace(SIGNS.get(default_currency(), default_currency()), "").replace(" ", "")
        # 1.200,50 and 1,200.50 are both written; the last sign is the decimal one if two digits follow it.
        text = text.replace(",", "." if text[-3:-2] == "," and "." not in text else "")
        try:
            amount = Decimal(text)
        except InvalidOperation as error:
            raise CellError(_("“%(text)s” is not an amount of money.") % {"text": plain(cell)[:60]}) from error
        if not amount.is_finite() or not 0 <= amount < 100_000 or amount.quantize(Decimal("0.01")) != amount:
            raise CellError(_("“%(text)s” is not an amount of money.") % {"text": plain(cell)[:60]})
        return amount.quantize(Decimal("0.01"))

    @property
    def nothing(self):
        return None


class CurrencyColumn(Column):
    def read(self, cell, terms):
        return _checked(validate_currency, plain(cell).upper())

    @property
    def nothing(self):
        return default_currency()


@dataclass(frozen=True)
class AddressColumn(Column):
    check: type = URLValidator
    most: int = 200

    def read(self, cell, terms):
        text = super().read(cell, terms)
        return _checked(self.check(), text, _("“%(text)s” is not an address.") % {"text": text[:60]})


@dataclass(frozen=True)
class TermColumn(Column):
    """One term, by its name or its name in addresses."""

    model: Any = None

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


class RoomColumn(Column):
    """A room of the venue in the same row, or of the event's own venue."""

    def read(self, cell, terms):
        return plain(cell)

    @property
    def nothing(self):
        return None

    def show(self, value):
        return value if isinstance(value, str) else value.name if value else ""


def guess(headings, columns):
    """Which of our columns each heading most likely is: `{heading: name}`, each of ours once."""
    guessed = {}
    for exactness in (_is_called, _is_known_as):
        for heading in headings:
            free = [column for name, column in columns.items() if name not in guessed.values()]
            found = next((column.name for column in free if heading and exactness(column, heading)), None)
            if found and heading not in guessed:
                guessed[heading] = found
    return guessed


def _is_called(column, heading):
    return _folded(heading) in (_folded(column.name), _folded(column.label))


def _is_known_as(column, heading):
    return _folded(heading) in [_folded(alias) for alias in column.aliases]


def read_cells(cells, columns, terms=None):
    """What a row says: `(values, problems)`, both by the name of a column. "-" takes something out."""
    values, problems = {}, {}
    for name, cell in cells.items():
        try:
            if text := plain(cell):
                values[name] = columns[name].nothing if text == CLEAR else columns[name].read(cell, terms)
        except CellError as error:
            problems[name] = str(error)
    return values, problems


def problem_lines(rows, columns):
    """Everything that is wrong with (number of a row, {name of a column: words}): "Row 7, Starts: “13:99” is not a time. …"."""
    for number, problems in rows:
        for name, words in problems.items():
            place = {"row": number, "problem": words}
            if name in columns:
                yield _("Row %(row)d, %(column)s: %(problem)s") % (place | {"column": columns[name].label})
            else:
                yield _("Row %(row)d: %(problem)s") % place


class Terms:
    """The terms of one language, read once for each kind. Retired ones, too: an event that has one keeps it."""

    def __init__(self, locale):
        self.locale, self._known, self._rooms = locale, {}, None

    def find(self, model, text, *, axis=""):
        known = self._of(model)
        found = [term for term in known.get(text.casefold(), ()) if not axis or term.axis == axis]
        if len({term.pk for term in found}) == 1:
            return found[0]
        kind = model._meta.verbose_name
        if found:
            raise CellError(_("There are two of “%(text)s”. Use its name in addresses.") % {"text": text[:60]})
        raise CellError(_("There is no %(kind)s called “%(text)s”.") % {"kind": kind, "text": text[:60]})

    def _of(self, model):
        if model not in self._known:
            known = self._known[model] = {}
            for term in model.objects.filter(locale=self.locale):
                for name in {term.slug.casefold(), term.name.casefold()}:
                    known.setdefault(name, []).append(term)
        return self._known[model]

    def room(self, venue, text):
        if self._rooms is None:
            rooms = VenueRoom.objects.filter(venue__locale=self.locale)
            self._rooms = {(room.venue_id, room.name.casefold()): room for room in rooms}
        if venue is None:
            raise CellError(_("Say which venue this room is in."))
        room = self._rooms.get((venue.pk, text.casefold()))
        if room is None:
            raise CellError(_("“%(venue)s” has no room “%(text)s”.") % {"venue": venue.name, "text": text[:60]})
        return room
