"""How every public opportunity stands, from one change of any state to the next."""

import threading
from bisect import bisect_right
from collections import defaultdict
from functools import cached_property

from django.utils import timezone

from core.site_context import current_site_context
from core.versions import token_of
from events.search.bits import bits_of
from opportunities.choices import OPEN_STATES
from opportunities.querysets import OPPORTUNITIES


class Snapshot:
    """Every public opportunity once, in the order in which the list shows them, as sets of positions.

    It holds while `starts_at <= now < ends_at`: between two moments at which any opportunity changes its state.
    """

    def __init__(self, rows, words, *, starts_at, ends_at):
        """`rows` are `reading.Standing`s, `words` the names of answers by facet and value."""
        self.rows, self.words = rows, words
        self.starts_at, self.ends_at = starts_at, ends_at
        self.all = (1 << len(rows)) - 1

    def holds_at(self, now):
        return self.starts_at <= now < self.ends_at

    @cached_property
    def _facets(self):
        """{facet: {value: positions}}"""
        positions = defaultdict(lambda: defaultdict(list))
        for position, row in enumerate(self.rows):
            for facet, values in row.answers.items():
                for value in values:
                    positions[facet][value].append(position)
        return {
            facet: {value: bits_of(some, len(self.rows)) for value, some in by_value.items()}
            for facet, by_value in positions.items()
        }

    def values(self, facet):
        """{value: the opportunities it fits} of one facet."""
        return self._facets.get(facet, {})

    def any_of(self, facet, values):
        """The opportunities that any of the values fits."""
        by_value, bits = self.values(facet), 0
        for value in values:
            bits |= by_value.get(value, 0)
        return bits

    def silent(self, facet):
        """The opportunities that say nothing about a facet."""
        return self.all & ~self.any_of(facet, self.values(facet))

    @cached_property
    def _deadlines(self):
        rows = enumerate(self.rows)
        return sorted((row.deadline_at, position) for position, row in rows if row.deadline_at and row.state in OPEN_STATES)

    def due_by(self, at):
        """What is open now and closes no later than that."""
        count = bisect_right(self._deadlines, (at, len(self.rows)))
        return bits_of([position for _at, position in self._deadlines[:count]], len(self.rows))

    def of_keys(self, keys):
        """Opportunities by their translation keys."""
        return bits_of([self._by_key[key] for key in keys if key in self._by_key], len(self.rows))

    @cached_property
    def _by_key(self):
        return {row.key: position for position, row in enumerate(self.rows)}


_lock = threading.Lock()
_current = (None, None)


def current_snapshot(*, now):
    """How everything stands at `now`: what is at hand, or a new one after a change of content or of any state."""
    global _current
    token = token_of(OPPORTUNITIES)
    # What is restricted follows from the tree of pages.
    state = token, current_site_context().restricted
    known, snapshot = _current
    if token is not None and state == known and snapshot.holds_at(now):
        return snapshot
    with _lock:
        known, snapshot = _current
        if token is None or state != known or not snapshot.holds_at(now):
            from .reading import read_snapshot

            snapshot = read_snapshot(now=now)
            _current = (state, snapshot)
    return snapshot


def keep_snapshot():
    """For a process that starts: the snapshot of this moment."""
    current_snapshot(now=timezone.now())
