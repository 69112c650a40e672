"""Cells that become one field as they are: words, choices, numbers, money, addresses."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from core.money import SIGNS, default_currency, validate_currency
from events.imports import stories
from events.imports.datelines import CellError
from events.imports.tables import Formula

#: In a cell: take out what is there. An empty cell leaves it.
CLEAR = "-"


@dataclass(frozen=True)
class Column:
    """A column whose cell becomes one field of the page."""

    name: str
    label: str
    aliases: tuple = ()
    most: int = 255
    is_required: bool = False

    def read(self, cell, terms):
        """The value that a cell means. Raises `CellError`, in words."""
        text = " ".join(plain(cell).split())
        if len(text) > self.most:
            raise CellError(_("This is longer than %(most)d characters.") % {"most": self.most})
        return text

    @property
    def nothing(self):
        return ""

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


def _folded(text):
    """Without what people write one way or another: "Drop-in", "drop in", "drop_in"."""
    return " ".join(text.casefold().replace("-", " ").replace("_", " ").split())


@dataclass(frozen=True)
class ChoiceColumn(Column):
    """By the code or by the word an editor sees."""

    choices: type = None

    def read(self, cell, terms):
        text = plain(cell)
        for value, label in self.choices.choices:
            if _folded(text) in (_folded(value), _folded(str(label))):
                return value
        raise CellError(_("“%(text)s” is none of: %(all)s.") % {"text": text[:60], "all": ", ".join(self.choices.values)})

    @property
    def nothing(self):
        raise CellError(_("This can't be empty."))


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


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class CurrencyColumn(Column):
    """The code of a currency."""

    def read(self, cell, terms):
        text = plain(cell).upper()
        try:
            validate_currency(text)
        except ValidationError as error:
            raise CellError(error.message) from error
        return text

    @property
    def nothing(self):
        return default_currency()


@dataclass(frozen=True)
class AddressColumn(Column):
    """A web address or an e-mail address."""

    check: type = URLValidator
    most: int = 200

    def read(self, cell, terms):
        text = super().read(cell, terms)
        try:
            self.check()(text)
        except ValidationError as error:
            raise CellError(_("“%(text)s” is not an address.") % {"text": text[:60]}) from error
        return text


@dataclass(frozen=True)
class StoryColumn(Column):
    """Paragraphs of plain text."""

    most: int = 20_000

    def read(self, cell, terms):
        return stories.normal(plain(cell))

    def get(self, page):
        return stories.text_of(page.story)

    def set(self, page, value):
        if not stories.is_plain(page.story):
            raise CellError(_("The story on this page has more than plain text. Change it there."))
        page.story = stories.story_of(value)
