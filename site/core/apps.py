from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "core"

    def ready(self):
        from core import (
            audit,
            checks,  # noqa: F401 (they register themselves)
            indexing,
            log_entries,
            periodic_tasks,
            reauthentication,
            restrictions,
            retention,
            site_address,
            site_context,
            versions,
        )
        from core.outputs import wagtail_exports
        from core.outputs.oembed import outputs_of_page
        from core.pictures import signals
        from core.registries import embeddables, people
        from core.uploads.people import UPLOADED

        signals.connect()
        versions.connect()
        site_context.connect()
        restrictions.connect()
        indexing.connect()
        periodic_tasks.register()
        post_migrate.connect(site_address.set_first_address, sender=self, dispatch_uid="core.site_address")
        retention.register()
        for name, keeping in log_entries.PEOPLE.items():
            people.register(name, keeping)
        people.register("tables that were brought", UPLOADED)
        audit.register()
        reauthentication.connect()
        wagtail_exports.guard()
        embeddables.register("wagtail_serve", outputs_of_page)
