"""What opportunities register once all models are there: see `core.registries`."""

from core import publishing, registries
from core.changelog.log import register as register_log
from core.imports.files import read_packed
from events.notices import occurrences_changed
from opportunities import changelog
from opportunities.cards import next_deadlines
from opportunities.models import PAGE_TYPES
from opportunities.periodic_tasks import HOLDS, OPPORTUNITIES
from opportunities.search import current_index
from opportunities.serializers import api_lists
from opportunities.services.publication import OpportunityPublication
from opportunities.shifts.services import on_dates_changed


def start():
    publishing.register(OpportunityPublication(), *PAGE_TYPES.values())
    occurrences_changed.connect(on_dates_changed, dispatch_uid="opportunities.shifts.follow")
    register_log(changelog.THING, changelog.OPPORTUNITY_LOG)
    current_index.connect()
    for name, task in OPPORTUNITIES.items():
        registries.periodic_tasks.register(name, task)
    registries.retention_policies.register("held shifts", HOLDS)
    registries.upload_readers.register("external calls", read_packed)
    registries.cache_warmers.register("opportunities", current_index)
    registries.live_lists.register("deadlines", next_deadlines)
    registries.api_lists.register("opportunities", api_lists)
