"""The index that a process keeps, brought up to date after a change: by what has changed if that is known, else as a whole."""

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta

from core.site_context import current_site_context
from core.versions import RETENTION, changes_since, last_change, token_of
from events.querysets import EVENTS

from .index import Index

#: After more changes than this, reading everything is as good.
MOST_CHANGES = 200
#: As many states are kept: a request that began before a change ends in the one before it.
MOST_KEPT = 3
#: Long before changes are forgotten.
LONGEST = (RETENTION - timedelta(hours=6)).total_seconds()


@dataclass(frozen=True)
class Kept:
    """An index, the last change that is in it, and when all of it was last read."""

    index: Index
    last: object
    read_at: float


_lock = threading.Lock()
#: By token and by what is restricted, the newest last.
_kept = OrderedDict()


def current_index():
    """The index of the content as it is now: the one at hand, or a new one after a change."""
    token = token_of(EVENTS)
    if token is None:
        return _read().index
    # What is restricted follows from the tree of pages, in which much changes that is nothing to an index.
    state = token, current_site_context().restricted
    kept = _kept.get(state)
    if kept is None:
        with _lock:
            kept = _kept.get(state)
            if kept is None:
                kept = _kept[state] = _brought_up_to(*state) or _read()
                while len(_kept) > MOST_KEPT:
                    _kept.popitem(last=False)
    return kept.index


def forget():
    """As a process that has just started."""
    _kept.clear()


def _read():
    from .reading import read_index

    # Asked for first: a change that comes in between is in the index already, and applied once more.
    last = last_change(EVENTS)
    return Kept(read_index(), last, time.monotonic())


def _brought_up_to(token, restricted):
    """The newest index with what has changed since, or None where only reading everything helps."""
    from .patching import patched

    newest = next(reversed(_kept.values()), None)
    if newest is None or newest.index.restricted != restricted or time.monotonic() - newest.read_at > LONGEST:
        return None
    changes = changes_since(newest.last, EVENTS, most=MOST_CHANGES)
    if not changes or token not in {change.token for change in changes}:
        return None
    index = patched(newest.index, [change.what for change in changes])
    return index and Kept(index, changes[-1], newest.read_at)
