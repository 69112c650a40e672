from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpportunitiesConfig(AppConfig):
    name = "opportunities"
    verbose_name = _("opportunities")

    def ready(self):
        from core.registries import live_lists
        from opportunities import signals
        from opportunities.cards import next_deadlines

        signals.connect()
        live_lists.register("deadlines", next_deadlines)
