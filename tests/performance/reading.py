"""How many questions the database is asked for a page, by whom the page is read."""

from contextlib import contextmanager

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import site_context, versions
from core.process_cache import warm_up
from events.search import current_index as events_index
from opportunities.search import current_index as opportunities_index


def start_anew():
    """As a process that has just started: it keeps nothing but what it asks for before its first reader."""
    cache.clear()
    ContentType.objects.clear_cache()
    events_index.forget()
    opportunities_index.forget()
    site_context._current = (None, None)
    warm_up()


@contextmanager
def counted():
    """A list to which the number of queries inside is appended."""
    number = []
    with CaptureQueriesContext(connection) as queries:
        yield number
    number.append(len(queries))


def first_reader(client, url):
    """Of a process that has just started."""
    start_anew()
    with counted() as number:
        assert client.get(url).status_code == 200
    return number[0]


def reader_after_a_change(client, url):
    """The first one after somebody has published something else."""
    start_anew()
    versions.renew(versions.PAGES)
    with counted() as number:
        assert client.get(url).status_code == 200
    return number[0]


def any_reader(client, url):
    client.get(url)
    with counted() as number:
        assert client.get(url).status_code == 200
    return number[0]
