from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpportunitiesConfig(AppConfig):
    name = "opportunities"
    verbose_name = _("opportunities")

    def ready(self):
        from core import registries
        from opportunities import signals
        from opportunities.cards import next_deadlines
        from opportunities.external.entries import read_upload
        from opportunities.periodic_tasks import HOLDS, OPPORTUNITIES
        from opportunities.search import current_index
        from opportunities.serializers import api_lists

        signals.connect()
        current_index.connect()
        for name, task in OPPORTUNITIES.items():
            registries.periodic_tasks.register(name, task)
        registries.promises.register("held shifts", HOLDS)
        registries.upload_readers.register("external calls", read_upload)
        registries.kept_in_memory.register("opportunities", current_index)
        registries.live_lists.register("deadlines", next_deadlines)
        registries.api_lists.register("opportunities", api_lists)
