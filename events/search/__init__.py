"""Finds events by facets at any number of events: an index that each process keeps in memory and renews after every change."""

from .coming import coming
from .keeping import current_index
from .selection import Found, Selection

__all__ = ["Found", "Selection", "coming", "current_index"]
