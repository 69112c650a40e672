"""Keeps the read model true to the page tree, whoever changes it: an editor, a schedule, a bulk action, a script."""

from django.db.models.signals import post_delete
from django.utils import timezone
from wagtail.signals import page_published, page_unpublished

from events.models import EventPage, Occurrence
from events.notices import occurrences_changed
from events.services import project_event, withdraw_event


def on_publish(sender, instance, **kwargs):
    project_event(instance, now=timezone.now())


def on_unpublish(sender, instance, **kwargs):
    withdraw_event(instance)


def on_delete_of_page(sender, instance, **kwargs):
    """A page that is deleted takes its dates with it."""
    occurrences_changed.send(sender=Occurrence, uids={instance.uid})


def connect():
    page_published.connect(on_publish, sender=EventPage, dispatch_uid="events.project")
    page_unpublished.connect(on_unpublish, sender=EventPage, dispatch_uid="events.withdraw")
    post_delete.connect(on_delete_of_page, sender=Occurrence, dispatch_uid="events.gone")
