"""Finds opportunities by facets at any number of them: how all of them stand just now, kept in memory by each process."""

from .selection import Selection
from .snapshot import current_snapshot, keep_snapshot

__all__ = ["Selection", "current_snapshot", "keep_snapshot"]
