"""Keeps the read model true to the page tree, whoever changes it: an editor, a schedule, a bulk action, a script."""

from django.utils import timezone
from wagtail.signals import page_published, page_unpublished

from events.models import EventPage
from events.services import project_event, withdraw_event


def on_publish(sender, instance, **kwargs):
    project_event(instance, now=timezone.now())


def on_unpublish(sender, instance, **kwargs):
    withdraw_event(instance)


def connect():
    page_published.connect(on_publish, sender=EventPage, dispatch_uid="events.project")
    page_unpublished.connect(on_unpublish, sender=EventPage, dispatch_uid="events.withdraw")
