"""The index of a list as each process keeps it, brought up to date after every change.

docs/decisions/0178-an-index-is-made-anew-from-what-was-read.md
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.signals import page_published, post_page_move

from core import versions
from core.site_context import current_site_context

from .words import store_words

#: After more changes than this, reading everything is as good.
MOST_CHANGES = 200
#: As many indexes are kept: a request that began before a change ends in the one before it.
MOST_KEPT = 3


@dataclass(frozen=True)
class _Kept:
    """An index with what it was made of, and which versions of that."""

    index: Any
    names: Any
    items: dict
    versions: versions.ItemVersions
    tree: tuple


class IndexCache:
    """The index of one kind of content, which content versions know by `name`. A room says how it is read."""

    name = ""
    #: Models of which a change may be about every item.
    about_all = ()
    #: {model: function(row) → keys of the items that a row is about}
    about_some = {}
    #: Tables through which a row of one of those has its terms.
    through = ()
    #: Kinds of pages on which words are looked for.
    page_types = ()

    def __init__(self):
        self._lock = threading.Lock()
        self.forget()

    def forget(self):
        """As a process that has just started."""
        #: By token and by what is true of the tree of pages, the newest last.
        self._kept = OrderedDict()

    def read_names(self):
        """What the answers of items are called, as far as items are read with it."""
        raise NotImplementedError

    def read_items(self, names, keys=None):
        """{key: Item} of everything that is public, or of some of it."""
        raise NotImplementedError

    def make_index(self, items, names):
        raise NotImplementedError

    def __call__(self):
        """The index of the content as it is now."""
        token = versions.token_of(self.name)
        context = current_site_context()
        # What is restricted and whose site it is follow from the tree of pages, in which much else changes.
        tree = context.restricted, context.roots
        kept = self._kept.get((token, tree))
        if kept is None:
            with self._lock:
                kept = self._kept.get((token, tree)) or self._read(tree)
                if token is not None:
                    self._kept[token, tree] = kept
                while len(self._kept) > MOST_KEPT:
                    self._kept.popitem(last=False)
        return kept.index

    def _read(self, tree):
        """What has changed since the newest index, or everything where that is not known."""
        # Asked for first: a change that comes in between is in the index already, and is read once more.
        now = versions.versions_of_items(self.name)
        newest = next(reversed(self._kept.values()), None)
        changed = now.changed_since(newest.versions) if newest and newest.tree == tree else None
        if newest is None or changed is None or len(changed) > MOST_CHANGES:
            names = self.read_names()
            items = self.read_items(names)
        else:
            names = newest.names
            items = {key: item for key, item in newest.items.items() if key not in changed}
            items |= self.read_items(names, changed)
        return _Kept(self.make_index(items.values(), names), names, items, now, tree)

    def texts_of(self, page):
        """What is said on a page that has been published, and on others that say the same: {page's key: text}."""
        raise NotImplementedError

    def store_words(self, page):
        """Keep the words of a published page, to look for."""
        store_words(self.texts_of(page))

    # Whoever changes it

    def connect(self):
        """Let everything that the index is read from say when it changes. What is written in bulk says so by its queryset."""
        for model in self.page_types:
            page_published.connect(self._on_publish, sender=model, dispatch_uid=f"{self.name}.words.{model._meta.label}")
        for models, receiver in ((self.about_all, self._on_change_of_all), (self.about_some, self._on_change_of_some)):
            for model in models:
                for signal in (post_save, post_delete):
                    signal.connect(receiver, sender=model, dispatch_uid=f"{self.name}.index.{model._meta.label}")
        for table in self.through:
            m2m_changed.connect(self._on_change_of_some, sender=table, dispatch_uid=f"{self.name}.index.{table._meta.label}")
        post_page_move.connect(self._on_change_of_all, dispatch_uid=f"{self.name}.index.moved")

    def _on_publish(self, instance, **kwargs):
        self.store_words(instance)

    def _on_change_of_all(self, raw=False, **kwargs):
        # Rows that are loaded from a file bring their versions along.
        if not raw:
            versions.renew(self.name)

    def _on_change_of_some(self, instance, raw=False, **kwargs):
        if not raw and (items := list(self.about_some[type(instance)](instance))):
            versions.renew(self.name, items)


def only(rows, keys, lookup):
    """The rows of some items, by the lookup of an item's key; of all items for None."""
    return rows if keys is None else rows.filter(**{f"{lookup}__in": keys})
