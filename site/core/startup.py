"""What core connects and registers once all models are there."""

from django.db.models.signals import post_migrate

from core import (
    audit,
    checks,  # noqa: F401 – they register themselves
    indexing,
    people,
    people_views,
    periodic_tasks,
    pictures,
    registries,
    restrictions,
    retention,
    site_address,
    site_context,
    versions,
)
from core.models import Picture, Rendition, SiteSettings, SiteWords, SocialLink
from core.outputs import spreadsheets as wagtail_exports
from core.outputs.views import outputs_of_page
from core.uploads.tables import UPLOADED


def start(app):
    pictures.connect()
    versions.connect()
    site_context.connect(setup=(SiteSettings, SiteWords, SocialLink, Picture, Rendition))
    restrictions.connect()
    indexing.connect()
    periodic_tasks.register()
    post_migrate.connect(site_address.set_first_address, sender=app, dispatch_uid="core.site_address")
    retention.register()
    for name, place in {**people.PEOPLE, "tables that were brought": UPLOADED}.items():
        registries.people.register(name, place)
    audit.register()
    people_views.connect()
    wagtail_exports.guard()
    registries.embeddables.register("wagtail_serve", outputs_of_page)
