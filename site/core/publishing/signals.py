"""Keeps facts true to the page tree, whoever changes it: an editor, a schedule, a bulk action, a script."""

from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.models import Revision
from wagtail.signals import page_published, page_unpublished, post_page_move

from core.registries import publications

from .projection import pass_on, project, withdraw


def register(publication, *models):
    """Publish these kinds of pages as facts. Belongs into an `AppConfig.ready()`, before what reads the facts."""
    for model in models:
        publications.register(model, publication)
        for signal, receiver in (
            (post_save, on_save),
            (page_published, on_publish),
            (page_unpublished, on_unpublish),
            (post_delete, on_delete),
            (post_page_move, on_move),
        ):
            signal.connect(receiver, sender=model, dispatch_uid=f"core.publishing.{receiver.__name__}.{model.__name__}")
    # Wagtail has no signal of its own for a draft.
    post_save.connect(on_draft, sender=Revision, dispatch_uid="core.publishing.on_draft")


def on_save(sender, instance, created, raw=False, **kwargs):
    if created and not raw:
        publications[sender].created(instance)


def on_publish(sender, instance, revision=None, **kwargs):
    project(instance, now=timezone.now(), user_id=revision and revision.user_id)


def on_unpublish(sender, instance, **kwargs):
    withdraw(instance)


def on_delete(sender, instance, **kwargs):
    pass_on(instance)


def on_move(sender, instance, **kwargs):
    publications[sender].moved(instance)


def on_draft(sender, instance, created, raw=False, **kwargs):
    publication = None if raw else publications.get(instance.content_type.model_class())
    if publication and (page := instance.content_object):
        publication.drafted(page, instance, is_new=created)
