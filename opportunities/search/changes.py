"""Tells every process when its snapshot is out of date, whatever changed and whoever did it; keeps words to look for."""

from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, post_page_move

from core import versions
from core.models import Audience, Organisation, Theme, Venue
from opportunities.models import PAGE_TYPES, Applicant, OpportunityFacts, RoundFacts, StateInterval
from opportunities.models.facts import TERM_LISTS
from opportunities.querysets import OPPORTUNITIES

from .words import keep_words

#: What a snapshot is read from. Rows written in bulk tell by `PeriodQuerySet`.
SOURCES = [
    OpportunityFacts, RoundFacts, StateInterval, Theme, Audience, Applicant, Organisation, Venue, PageViewRestriction,
]  # fmt: skip


def renew(raw=False, **kwargs):
    """Rows that are loaded from a file bring their own versions."""
    if not raw:
        versions.renew(OPPORTUNITIES)


def on_publish(sender, instance, **kwargs):
    keep_words(instance)


def connect():
    for model in PAGE_TYPES.values():
        page_published.connect(on_publish, sender=model, dispatch_uid=f"opportunities.search.words.{model.__name__}")
    for model in SOURCES:
        for signal in (post_save, post_delete):
            signal.connect(renew, sender=model, dispatch_uid=f"opportunities.search.{model.__name__}")
    for name in TERM_LISTS:
        m2m_changed.connect(renew, sender=getattr(OpportunityFacts, name).through, dispatch_uid=f"opportunities.search.{name}")
    post_page_move.connect(renew, dispatch_uid="opportunities.search.moved")
