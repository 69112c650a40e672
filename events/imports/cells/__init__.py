"""What a cell can hold, kind by kind: how it is read, how it is shown, and what a page has."""

from .dates import ClockColumn, DatesColumn, DayColumn, LastDayColumn, ZoneColumn
from .plain import CLEAR, AddressColumn, ChoiceColumn, Column, CurrencyColumn, MoneyColumn, NumberColumn, StoryColumn, plain
from .terms import RoomColumn, TermColumn, TermsColumn

__all__ = [
    "CLEAR",
    "AddressColumn",
    "ChoiceColumn",
    "ClockColumn",
    "Column",
    "CurrencyColumn",
    "DatesColumn",
    "DayColumn",
    "LastDayColumn",
    "MoneyColumn",
    "NumberColumn",
    "RoomColumn",
    "StoryColumn",
    "TermColumn",
    "TermsColumn",
    "ZoneColumn",
    "plain",
]
