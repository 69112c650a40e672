"""Tells every process when its index is out of date, whatever changed and whoever did it; keeps words to look for."""

from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from core import versions
from core.models import AccessFeature, Audience, Format, Theme, Venue
from core.models.venues import VenueAccess
from events.models import EventAccess, EventFacts, EventPage, Festival, FestivalPage, Occurrence
from events.models.facts import TERM_LISTS
from events.querysets import EVENTS

from .texts import keep_words

#: What all of the index is read from. Rows written in bulk tell by `OccurrenceQuerySet`.
SOURCES = [Venue, VenueAccess, Festival, Theme, Format, Audience, AccessFeature, PageViewRestriction]
#: What is about a single event, and how it tells which.
OF_ONE_EVENT = {
    # A slot of a session is of no event.
    Occurrence: lambda row: row.facts_id and f"facts:{row.facts_id}",
    EventFacts: lambda row: f"facts:{row.pk}",
    EventAccess: lambda row: f"page:{row.page_id}",
}


def renew(raw=False, **kwargs):
    """Rows that are loaded from a file bring their versions along."""
    if not raw:
        versions.renew(EVENTS)


def renew_one(sender, instance, raw=False, **kwargs):
    if not raw and (what := OF_ONE_EVENT[type(instance)](instance)):
        versions.renew(EVENTS, what)


def on_publish(sender, instance, **kwargs):
    keep_words(instance)


def connect():
    versions.follow(EVENTS)
    page_published.connect(on_publish, sender=EventPage, dispatch_uid="events.search.words")
    # A festival's own page in each language names it, whichever of them has its facts.
    for signal in (page_published, page_unpublished):
        signal.connect(renew, sender=FestivalPage, dispatch_uid="events.search.festivals")
    for models, receiver in ((SOURCES, renew), (OF_ONE_EVENT, renew_one)):
        for model in models:
            for signal in (post_save, post_delete):
                signal.connect(receiver, sender=model, dispatch_uid=f"events.search.{model.__name__}")
    for name in TERM_LISTS:
        m2m_changed.connect(renew_one, sender=getattr(EventFacts, name).through, dispatch_uid=f"events.search.{name}")
    post_page_move.connect(renew, dispatch_uid="events.search.moved")
