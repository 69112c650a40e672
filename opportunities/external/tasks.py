from django.utils import timezone
from django_tasks import task


@task(queue_name="imports")
def read_source(source_id):
    """Read one feed, in the worker: a server that never answers keeps nobody waiting."""
    from opportunities.external.importing import read_feed
    from opportunities.external.models import CallSource

    source = CallSource.objects.filter(pk=source_id).exclude(url="").select_related("funder").first()
    if source is not None:
        read_feed(source=source, now=timezone.now())
