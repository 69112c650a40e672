"""Puts the demonstration content together, in the order in which one part needs another."""

from django.db import transaction

from core.indexing import indexed_once
from home.demo.events import load_events
from home.demo.festival import load_festivals, place_festivals
from home.demo.opportunities import load_opportunities
from home.demo.pages import Pages
from home.demo.pictures import load_pictures, make_first_seen
from home.demo.records import Memory, forget_deleted
from home.demo.schools import load_schools
from home.demo.settings import load_events_team, load_settings
from home.demo.terms import Terms
from home.demo.translations import load_translations
from home.demo.volunteers import load_external_calls, load_volunteers


def load_demo(*, now, restore=False, with_pictures=True, say=lambda words: None):
    """Load what was never loaded. Return how many things that were.

    Pictures come first and on their own: reading them takes time and must not hold up other writers.
    """
    if restore:
        forget_deleted()
    memory = Memory()
    if with_pictures:
        say("Filing pictures")
        with transaction.atomic():
            load_pictures(memory)
    say("Writing pages")
    with transaction.atomic(), indexed_once():
        terms = Terms(memory)
        terms.load()
        pages = Pages(memory)
        pages.place_all()
        place_festivals(pages)
        load_events(pages, terms, now=now)
        load_festivals(pages, terms, now=now)
        load_opportunities(pages, terms, now=now)
        load_schools(pages, terms, now=now)
        pages.write_all()
        load_translations(pages)
        load_volunteers(pages, now=now)
        load_external_calls(pages, terms, now=now)
        load_settings(pages, now=now)
        load_events_team(pages)
    if memory.added and with_pictures:
        say("Making the front page's pictures ready")
        make_first_seen(memory)
    return memory.added
