"""Wagtail's search and reference indexes, written once for each thing where many things are saved together.

Wagtail writes both anew after each saving of a page and of each of its rows: an event that is created and published with
two dates is written ten times. That is right for one page and too much for a thousand.
"""

import threading
from contextlib import contextmanager

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel, get_all_child_relations
from modelsearch.signal_handlers import post_delete_signal_handler, post_save_signal_handler
from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backends
from wagtail.search.index import get_indexed_models
from wagtail.signal_handlers import disable_reference_index_auto_update

#: Read from the database at once.
BATCH = 100

_here = threading.local()


@contextmanager
def indexed_once():
    """What is saved inside is written to both indexes at the end, once. If the end is not reached, nothing is.

    Inside another one it leaves the writing to that.
    """
    if _saved() is not None:
        yield
        return
    _here.saved = {}
    try:
        with disable_reference_index_auto_update():
            yield
        saved = _here.saved
    finally:
        _here.saved = None
    with transaction.atomic():
        for model, keys in saved.items():
            _write(model, list(keys))


def _saved():
    """{model: {key: None}} of what was saved so far, in order; None where saving writes the indexes as always."""
    return getattr(_here, "saved", None)


def _write(model, keys):
    for start in range(0, len(keys), BATCH):
        rows = (
            [one.get_accessor_name() for one in get_all_child_relations(model)] if issubclass(model, ClusterableModel) else []
        )
        things = list(model._base_manager.filter(pk__in=keys[start : start + BATCH]).prefetch_related(*rows))
        if ReferenceIndex.is_indexed(model):
            for thing in things:
                ReferenceIndex.create_or_update_for_object(thing)
        if _is_ours(model):
            for backend in get_search_backends(with_auto_update=True):
                backend.add_bulk(model, things)


def _is_ours(model):
    """Whether the search index of a model is written here, not by Wagtail's own handlers."""
    return not getattr(model, "search_auto_update", True)


def _remember(sender, instance, raw=False, **kwargs):
    saved = _saved()
    if saved is not None and not raw:
        model, key = _owner_of(instance)
        if ReferenceIndex.is_indexed(model):
            saved.setdefault(model, {})[key] = None


def _owner_of(instance):
    """The model and key of what a row belongs to: itself, or the page it is a row of."""
    model, key = type(instance), instance.pk
    while parent := next((field for field in model._meta.get_fields() if isinstance(field, ParentalKey)), None):
        key = getattr(instance, parent.attname)
        model, instance = parent.related_model, getattr(instance, parent.name)
    return model, key


def _write_search(sender, instance, **kwargs):
    if _saved() is None:
        post_save_signal_handler(instance, **kwargs)


def connect():
    """Take over the search index of every model that says `search_auto_update = False`."""
    post_save.connect(_remember, dispatch_uid="core.indexing.remember")
    for model in filter(_is_ours, get_indexed_models()):
        post_save.connect(_write_search, sender=model, dispatch_uid=f"core.indexing.{model._meta.label}")
        post_delete.connect(post_delete_signal_handler, sender=model, dispatch_uid=f"core.indexing.{model._meta.label}.gone")
