"""Dates of events as entries for every output. The number of queries does not depend on the number of dates."""

from .fields import FIELDS
from .gathering import entries_of, entries_of_page, news_of_page
from .one import place_of

__all__ = ["FIELDS", "entries_of", "entries_of_page", "news_of_page", "place_of"]
