"""A festival of two hundred sessions: how much it asks the database, and how much it sends."""

import gzip
from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.festivals.services import release_programme
from events.models import FestivalPage, Session
from tests.factories.core import AccessFeatureFactory, FormatFactory
from tests.factories.home import StandardPageFactory

NOON = datetime(2027, 4, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def big(home_page):
    AccessFeatureFactory.create_batch(6)
    FormatFactory.create_batch(4)
    call_command("generate_content", events=0, festival_sessions=200, now=NOON, verbosity=0)
    return FestivalPage.objects.get()


def queries(client, url):
    client.get(url)  # what is asked once for each process
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return captured


def test_two_hundred_sessions_cost_as_many_queries_as_four_and_fit_into_sixty_kilobytes(client, big, home_page):
    # A page with words alone, as deep in the tree: routing and what stands around every page.
    section = StandardPageFactory(parent=home_page)
    bare = len(queries(client, StandardPageFactory(parent=section).url))
    small = Session.objects.order_by("pk")[:4]

    for view in ("list", "grid", "rooms"):
        url = f"{big.url}programme/?view={view}"
        response = client.get(url)
        assert len(gzip.compress(response.content)) <= 60_000
        assert response.content.decode().count('class="session"') >= 200
        assert len(queries(client, url)) <= min(bare + 2, 15)

    many = len(queries(client, f"{big.url}programme/"))
    Session.objects.exclude(pk__in=[one.pk for one in small]).delete()
    release_programme(festival=big.festival, note="", now=NOON)

    assert len(queries(client, f"{big.url}programme/")) == many
