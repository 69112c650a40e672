"""What opportunities register once all models are there: see `core.registries`."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from core import publishing, registries
from core.changelog.log import register as register_log
from core.imports.tables import read_packed
from core.periodic_tasks import PeriodicTask
from core.retention import RetentionPolicy
from events.models.occurrences import occurrences_changed
from opportunities import changelog
from opportunities.cards import next_deadlines
from opportunities.external.models import CallSource
from opportunities.external.services import read_source
from opportunities.models import PAGE_TYPES
from opportunities.publication import OpportunityPublication
from opportunities.search import current_index
from opportunities.serializers import api_lists
from opportunities.shifts.holds import release_lapsed
from opportunities.shifts.models import Hold
from opportunities.shifts.services import on_dates_changed


def start():
    publishing.register(OpportunityPublication(), *PAGE_TYPES.values())
    occurrences_changed.connect(on_dates_changed, dispatch_uid="opportunities.shifts.follow")
    register_log(changelog.THING, changelog.OPPORTUNITY_LOG)
    current_index.connect()
    task = "release lapsed holds"
    registries.periodic_tasks.register(task, PeriodicTask(timedelta(minutes=5), release_holds))
    registries.periodic_tasks.register("read external calls", PeriodicTask(timedelta(days=1), read_sources))
    # No time besides: a hold has its own end.
    registries.retention_policies.register("held shifts", RetentionPolicy(timedelta(0), _("half an hour"), task, lapsed_holds))
    registries.upload_readers.register("external calls", read_packed)
    registries.cache_warmers.register("opportunities", current_index)
    registries.live_lists.register("deadlines", next_deadlines)
    registries.api_lists.register("opportunities", api_lists)


def release_holds(*, now):
    """Places that somebody held and did not apply for. They count as free already; this clears them away."""
    freed = release_lapsed(now=now)
    return f"{freed} given back" if freed else ""


def read_sources(*, now):
    """The feeds of other funders, each by the worker: a server that never answers holds nothing up."""
    for source in CallSource.objects.filter(is_active=True).exclude(url="").order_by("pk"):
        read_source.enqueue(source.pk)


def lapsed_holds(*, before):
    return Hold.objects.lapsed(now=before)
