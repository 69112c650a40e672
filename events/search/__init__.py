"""Finds events by facets at any number of events."""

from .dates import occurrences
from .reading import current_index

__all__ = ["current_index", "occurrences"]
