"""Cells that say when something is."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.timezones import validate_timezone
from events.imports.cells.plain import Column, plain
from events.imports.datelines import CellError, DateValue, read_clock, read_dates, read_day, show_dates


@dataclass(frozen=True)
class DayColumn(Column):
    """The first date, with or without its times; or all of them."""

    def read(self, cell, terms):
        plain(cell)
        if isinstance(cell, str):
            return read_dates(cell)
        day, precision = read_day(cell)
        return [DateValue(day, precision=precision)]


@dataclass(frozen=True)
class LastDayColumn(Column):
    def read(self, cell, terms):
        plain(cell)
        return read_day(cell)[0]


@dataclass(frozen=True)
class ClockColumn(Column):
    def read(self, cell, terms):
        plain(cell)
        return read_clock(cell)


@dataclass(frozen=True)
class DatesColumn(Column):
    def read(self, cell, terms):
        return read_dates(plain(cell))

    def show(self, value):
        return show_dates(value)


@dataclass(frozen=True)
class ZoneColumn(Column):
    most: int = 64

    def read(self, cell, terms):
        text = super().read(cell, terms)
        try:
            validate_timezone(text)
        except ValidationError as error:
            raise CellError(" ".join(error.messages)) from error
        return text

    @property
    def nothing(self):
        raise CellError(_("This can't be empty."))
