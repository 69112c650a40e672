"""What has to be done regularly about opportunities."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from core.periodic_tasks import PeriodicTask
from core.retention import RetentionPolicy
from opportunities.external.importing import read_source
from opportunities.external.models import CallSource
from opportunities.shifts.holds import release_all_lapsed
from opportunities.shifts.models import Hold


def release_holds(*, now):
    """Places that somebody held and did not apply for. They count as free already; this clears them away."""
    freed = release_all_lapsed(now=now)
    return f"{freed} given back" if freed else ""


def read_sources(*, now):
    """The feeds of other funders, each by the worker: a server that never answers holds nothing up."""
    for source in CallSource.objects.filter(is_active=True).exclude(url="").order_by("pk"):
        read_source.enqueue(source.pk)


OPPORTUNITIES = {
    "release lapsed holds": PeriodicTask(timedelta(minutes=5), release_holds),
    "read external calls": PeriodicTask(timedelta(days=1), read_sources),
}


def lapsed_holds(*, before):
    return Hold.objects.lapsed(now=before)


# `limit` is nothing: a hold has its own end.
HOLDS = RetentionPolicy(timedelta(0), _("half an hour"), "release lapsed holds", lapsed_holds)
