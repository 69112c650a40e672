"""A festival of two hundred sessions: how much it asks the database, and how much it sends."""

import gzip
from datetime import UTC, datetime

import pytest
from django.core.management import call_command

from events.festivals.services import release_programme
from events.models import FestivalPage, Session
from tests.factories.core import AccessFeatureFactory, FormatFactory
from tests.factories.home import StandardPageFactory

from .reading import any_reader, first_reader, reader_after_a_change

NOON = datetime(2027, 4, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def big(home_page):
    AccessFeatureFactory.create_batch(6)
    FormatFactory.create_batch(4)
    call_command("generate_content", events=0, festival_sessions=200, now=NOON, verbosity=0)
    return FestivalPage.objects.get()


def test_two_hundred_sessions_cost_as_many_queries_as_four_and_fit_into_sixty_kilobytes(client, big, home_page):
    # A page with words alone, as deep in the tree: routing and what stands around every page.
    section = StandardPageFactory(parent=home_page)
    bare = any_reader(client, StandardPageFactory(parent=section).url)
    small = Session.objects.order_by("pk")[:4]

    for view in ("list", "grid", "rooms"):
        url = f"{big.url}programme/?view={view}"
        response = client.get(url)
        assert len(gzip.compress(response.content)) <= 60_000
        assert response.content.decode().count('class="session"') >= 200
        assert any_reader(client, url) <= min(bare + 2, 15)
        assert first_reader(client, url) <= 15
        assert reader_after_a_change(client, url) <= 15

    many = any_reader(client, f"{big.url}programme/")
    Session.objects.exclude(pk__in=[one.pk for one in small]).delete()
    release_programme(festival=big.festival, note="", now=NOON)

    assert any_reader(client, f"{big.url}programme/") == many
