"""What events register once all models are there: see `core.registries`."""

from django.db.models.signals import post_delete

from core import publishing, registries
from core.changelog.log import register as register_log
from core.imports.tables import read_packed
from core.models import BasePage
from events import changelog, models
from events.api import api_lists
from events.cards import next_events, records
from events.festivals import changelog as session_changelog
from events.festivals import programme
from events.festivals.presenter import known_festivals
from events.festivals.services.release import FestivalPublication
from events.imports.steps import FORGET, IMPORTED, UPLOADS
from events.page_form import EventPageForm
from events.panels import event_edit_handler
from events.presenters import sitemap_addresses as lists_with_one_choice
from events.schools import changelog as school_changelog
from events.schools.cards import known_schools, next_schools
from events.schools.services import SchoolPublication
from events.search import current_index
from events.services.publication import EventPublication, on_delete_of_date
from events.venues import outputs_of_venue, sitemap_addresses


def start():
    # What editors see asks models, and so do these.
    models.EventPage.base_form_class = EventPageForm
    models.EventPage.edit_handler = event_edit_handler(BasePage)
    publishing.register(EventPublication(), models.EventPage)
    post_delete.connect(on_delete_of_date, sender=models.Occurrence, dispatch_uid="events.date_is_gone")
    publishing.register(FestivalPublication(), models.FestivalPage)
    publishing.register(SchoolPublication(), models.SummerSchoolPage)
    register_log(changelog.THING, changelog.EVENT_LOG)
    register_log(session_changelog.THING, session_changelog.SESSION_LOG)
    register_log(school_changelog.THING, school_changelog.SCHOOL_LOG)
    programme.connect()
    current_index.connect()
    registries.periodic_tasks.register("forget imported files", FORGET)
    registries.retention_policies.register("imported files", UPLOADS)
    registries.people.register("imported files", IMPORTED)
    registries.upload_readers.register("sessions", read_packed)
    registries.cache_warmers.register("events", current_index)
    registries.cache_warmers.register("festivals", known_festivals.for_every_language)
    registries.cache_warmers.register("summer schools", known_schools.for_every_language)
    registries.live_lists.register("events", next_events)
    registries.live_lists.register("records", records)
    registries.live_lists.register("schools", next_schools)
    registries.api_lists.register("events", api_lists)
    registries.embeddables.register("events:venue", outputs_of_venue)
    registries.sitemap_addresses.register("venues", sitemap_addresses)
    registries.sitemap_addresses.register("lists with one choice", lists_with_one_choice)
