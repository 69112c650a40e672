from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("events")

    def ready(self):
        from core.registries import live_lists
        from events import signals
        from events.cards import next_events, records
        from events.festivals import signals as festival_signals

        signals.connect()
        festival_signals.connect()
        live_lists.register("events", next_events)
        live_lists.register("records", records)
