"""Tells every process when what programmes show besides their sessions has changed."""

from django.db.models.signals import post_delete, post_save

from core.models import AccessFeature, Format, Venue, VenueAccess
from core.versions import renew
from events.festivals.changelog import TERMS


def on_terms_changed(sender, raw=False, **kwargs):
    """Programmes show the names of terms, and what their venues offer. Rows loaded from a file bring their versions along."""
    if not raw:
        renew(TERMS)


def connect():
    for signal in (post_save, post_delete):
        for model in (Format, AccessFeature, Venue, VenueAccess):
            signal.connect(on_terms_changed, sender=model, dispatch_uid=f"events.programme_terms.{model.__name__}")
