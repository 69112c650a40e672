"""What version the content has, asked once for each request."""

from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from django.core.signals import request_finished, request_started
from django.db import transaction

from core.models.processes import ContentVersion, ItemVersion

#: The pages around a page: homes, menus, footers, translations.
PAGES = "pages"
#: What administrators have set.
SETTINGS = "settings"

#: The tokens that this request has seen; None outside of requests, where each question is asked anew.
_seen: ContextVar[dict | None] = ContextVar("content_versions", default=None)
#: {name: keys of items, or None for all} that wait for the end of `renewed_once`; None outside of it.
_waiting: ContextVar[dict | None] = ContextVar("renewals", default=None)


def token_of(name):
    """The token of one kind of content; None if nothing of it was ever written."""
    _write_what_waits()
    seen = _seen.get()
    if seen is None:
        return ContentVersion.objects.of(name)
    if not seen:
        seen.update(ContentVersion.objects.tokens())
    return seen.get(name)


def renew(name, items=None):
    """Say that content has changed, in the transaction that changes it: some items, by their keys, or all of it if it is not
    known which. Once more than needed does no harm.
    """
    waiting = _waiting.get()
    if waiting is None:
        _write(name, items)
    elif items is None:
        waiting[name] = None
    elif waiting.setdefault(name, set()) is not None:
        waiting[name].update(items)


@contextmanager
def renewed_once():
    """A transaction in which what is renewed many times is written once: at its end, or before somebody asks.

    Inside another one it is a part of that.
    """
    if _waiting.get() is not None:
        with transaction.atomic(savepoint=False):
            yield
        return
    with transaction.atomic():
        before = _waiting.set({})
        try:
            yield
            _write_what_waits()
        finally:
            _waiting.reset(before)


def _write_what_waits():
    """Each locks its row until the transaction ends: pages first, as saving a page does, so that no two wait for each other."""
    waiting = _waiting.get() or {}
    for name in sorted(waiting, key=lambda name: (name != PAGES, name)):
        _write(name, waiting.pop(name))


def _write(name, items):
    ContentVersion.objects.renew(name, items)
    if _seen.get() is not None:
        _seen.set({})


class ItemVersions(NamedTuple):
    """The versions of all items of a kind of content."""

    of_all: object
    by_item: dict

    def changed_since(self, before):
        """The keys of items that have changed, or were changed and changed back by a roll-back; None if all may have."""
        if self.of_all != before.of_all:
            return None
        keys = self.by_item.keys() | before.by_item.keys()
        return {key for key in keys if self.by_item.get(key) != before.by_item.get(key)}


def versions_of_items(name):
    _write_what_waits()
    of_all = ContentVersion.objects.filter(name=name).values_list("token_of_all", flat=True).first()
    return ItemVersions(of_all, dict(ItemVersion.objects.filter(name=name).values_list("item", "token")))


def _begin(**kwargs):
    _seen.set({})


def _end(**kwargs):
    _seen.set(None)


def connect():
    request_started.connect(_begin, dispatch_uid="core.versions.begin")
    request_finished.connect(_end, dispatch_uid="core.versions.end")
