"""Keeps each festival and what belongs to it true to the page tree, whoever changes it."""

from django.db.models.signals import post_delete, post_save
from wagtail.signals import page_published, page_unpublished, post_page_move

from core.models import AccessFeature, Format, Venue, VenueAccess
from core.versions import renew
from events.festivals.models import Festival, FestivalPage
from events.festivals.published import TERMS
from events.festivals.services import know_festival, project_festival, withdraw_festival
from events.models import EventFacts, EventPage


def on_save(sender, instance, created, raw=False, **kwargs):
    if created and not raw:
        know_festival(instance)


def on_publish(sender, instance, **kwargs):
    project_festival(instance)


def on_unpublish(sender, instance, **kwargs):
    withdraw_festival(instance)


def on_event_moved(sender, instance, **kwargs):
    """An event that is moved into, out of or between festivals belongs to where it is now."""
    EventFacts.objects.filter(page_id=instance.pk).update(festival=Festival.objects.of(instance).first())


def on_terms_changed(sender, raw=False, **kwargs):
    """Programmes show the names of terms, and what their venues offer. Rows loaded from a file bring their versions along."""
    if not raw:
        renew(TERMS)


def connect():
    for signal in (post_save, post_delete):
        for model in (Format, AccessFeature, Venue, VenueAccess):
            signal.connect(on_terms_changed, sender=model, dispatch_uid=f"events.programme_terms.{model.__name__}")
    post_save.connect(on_save, sender=FestivalPage, dispatch_uid="events.know_festival")
    page_published.connect(on_publish, sender=FestivalPage, dispatch_uid="events.project_festival")
    page_unpublished.connect(on_unpublish, sender=FestivalPage, dispatch_uid="events.withdraw_festival")
    post_page_move.connect(on_event_moved, sender=EventPage, dispatch_uid="events.move_to_festival")
