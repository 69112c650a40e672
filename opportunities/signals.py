"""Keeps the read model true to the page tree, whoever changes it: an editor, a schedule, a bulk action, a script."""

from django.utils import timezone
from wagtail.signals import page_published, page_unpublished

from events.notices import occurrences_changed
from opportunities.models import PAGE_TYPES
from opportunities.services import project_opportunity, withdraw_opportunity
from opportunities.shifts.services import follow


def on_publish(sender, instance, **kwargs):
    project_opportunity(instance, now=timezone.now())


def on_unpublish(sender, instance, **kwargs):
    withdraw_opportunity(instance)


def on_dates_changed(sender, uids, **kwargs):
    follow(uids=uids)


def connect():
    occurrences_changed.connect(on_dates_changed, dispatch_uid="opportunities.shifts.follow")
    for model in PAGE_TYPES.values():
        name = model.__name__
        page_published.connect(on_publish, sender=model, dispatch_uid=f"opportunities.project.{name}")
        page_unpublished.connect(on_unpublish, sender=model, dispatch_uid=f"opportunities.withdraw.{name}")
