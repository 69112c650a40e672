from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"

    def ready(self):
        from core import audit, chores, frame, indexing, reauthentication, restrictions, versions
        from core.outputs import wagtail_exports
        from core.outputs.oembed import outputs_of_page
        from core.pictures import signals
        from core.registries import embeddables

        signals.connect()
        versions.connect()
        frame.connect()
        restrictions.connect()
        indexing.connect()
        chores.register()
        audit.register()
        reauthentication.connect()
        wagtail_exports.guard()
        embeddables.register("wagtail_serve", outputs_of_page)
