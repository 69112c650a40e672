"""What's on with all its facets asks the same few questions of the database at any size."""

from datetime import UTC, datetime

import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import Audience
from events.models import EventPage
from tests.factories.core import AudienceFactory, FormatFactory, PictureFactory, ThemeFactory, VenueFactory

NOON = datetime(2027, 3, 17, 12, 0, tzinfo=UTC)
#: Site, page and restrictions seven; version, translations, dates, pages and their pictures one each.
MOST = 12


QUERIES = {
    "": MOST,
    "?when=past": MOST,
    "?theme=water&price=free&mode=in-person&age=5-7": MOST,
    "?date=month&sort=newest": MOST,
    "?page=2": MOST,
    "?view=month": MOST,
    "?theme=water&format=none": MOST,
    "?q=bees+water": MOST + 1,
}


def asked(client, query):
    client.get(f"/measuring/{query}")  # what is asked once for each change of the content
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"/measuring/{query}").status_code == 200
    return len(captured)


@time_machine.travel(NOON, tick=False)
def test_the_list_asks_few_questions_at_any_size(client, home_page):
    ThemeFactory(slug="water")
    for factory in (ThemeFactory, FormatFactory, VenueFactory, AudienceFactory):
        factory.create_batch(3)
    AudienceFactory(axis=Audience.Axis.OPEN_TO)
    picture = PictureFactory()
    found = []
    for number in (60, 200):
        call_command("generate_content", events=number, occurrences_per_event=2, replace=True, now=NOON, verbosity=0)
        EventPage.objects.update(image=picture)
        found.append({query: asked(client, query) for query in QUERIES})

    few, many = found
    assert (few[""], few["?when=past"]) == (many[""], many["?when=past"])
    assert {query: number for query, number in many.items() if number > QUERIES[query]} == {}
