from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"

    def ready(self):
        from core import chores, frame, indexing, log_entries, restrictions, retention, versions
        from core.outputs.oembed import outputs_of_page
        from core.pictures import signals
        from core.registries import embeddables, people

        signals.connect()
        versions.connect()
        frame.connect()
        restrictions.connect()
        indexing.connect()
        chores.register()
        retention.register()
        for name, keeping in log_entries.PEOPLE.items():
            people.register(name, keeping)
        embeddables.register("wagtail_serve", outputs_of_page)
