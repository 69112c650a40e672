"""Keeps the read model true to the page tree, whoever changes it: an editor, a schedule, a bulk action, a script."""

from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.models import Revision
from wagtail.signals import page_published, page_unpublished

from events.models import EventPage, Occurrence
from events.notices import occurrences_changed
from events.services import pass_facts_on, project_event, withdraw_event
from events.services.planning import plan_of_revision
from events.services.projection import note_on


def on_publish(sender, instance, revision=None, **kwargs):
    project_event(instance, now=timezone.now(), said=note_on(instance, user_id=revision and revision.user_id))


def on_unpublish(sender, instance, **kwargs):
    withdraw_event(instance)


def on_delete_of_date(sender, instance, **kwargs):
    """A date that is gone has no row any more to say so."""
    occurrences_changed.send(sender=Occurrence, uids={instance.uid})


def on_delete(sender, instance, **kwargs):
    pass_facts_on(translation_key=instance.translation_key)


def on_draft(sender, instance, created, raw=False, **kwargs):
    if not raw and instance.content_type.model_class() is EventPage:
        plan_of_revision(instance, is_new=created)


def connect():
    # Wagtail has no signal of its own for a draft.
    post_save.connect(on_draft, sender=Revision, dispatch_uid="events.plan")
    page_published.connect(on_publish, sender=EventPage, dispatch_uid="events.project")
    page_unpublished.connect(on_unpublish, sender=EventPage, dispatch_uid="events.withdraw")
    post_delete.connect(on_delete, sender=EventPage, dispatch_uid="events.pass_on")
    post_delete.connect(on_delete_of_date, sender=Occurrence, dispatch_uid="events.gone")
