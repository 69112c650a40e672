from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"

    def ready(self):
        from core import chores, frame, indexing, restrictions, versions
        from core.outputs.oembed import outputs_of_page
        from core.pictures import signals
        from core.registries import embeddables

        signals.connect()
        versions.connect()
        frame.connect()
        restrictions.connect()
        indexing.connect()
        chores.register()
        embeddables.register("wagtail_serve", outputs_of_page)
