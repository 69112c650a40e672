"""The list of all venues: by town, with what access there is and how much is to come."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageViewRestriction

from core.models.venues import VenueAccess
from events.models import EventsPage
from tests.factories.core import AccessFeatureFactory, PictureFactory, VenueFactory
from tests.factories.events import EventPageFactory

NOON = datetime(2027, 7, 1, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def venues(events_page):
    """Two in Porthaven, one in Avon, one that is not used any more."""
    lift, loop = AccessFeatureFactory(slug="lift", name="Lift"), AccessFeatureFactory(slug="loop", name="Hearing loop")
    hall = VenueFactory(name="Town Hall", slug="hall", locality="Porthaven", street="1 High Street", postcode="")
    shed = VenueFactory(name="Boat Shed", slug="shed", locality="Porthaven")
    barn = VenueFactory(name="Barn", slug="barn", locality="Avon")
    VenueFactory(name="Closed Cinema", slug="cinema", is_retired=True)
    for venue, feature, answer in ((hall, lift, "yes"), (hall, loop, "on-request"), (shed, lift, "no"), (barn, loop, "yes")):
        VenueAccess.objects.create(venue=venue, feature=feature, answer=answer)
    to_come = [(NOON + HOUR, NOON + 2 * HOUR), (NOON + 9 * HOUR, NOON + 10 * HOUR)]
    EventPageFactory(parent=events_page, title="Twice", venue=hall, dates=to_come)
    EventPageFactory(parent=events_page, title="Over", venue=shed, dates=[(NOON - 2 * HOUR, NOON - HOUR)])
    EventPageFactory(parent=events_page, title="Online", venue=barn, attendance_mode="online", dates=to_come)
    secret = EventPageFactory(parent=events_page, title="Secret", venue=shed, dates=to_come)
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    return hall


def cards_of(html):
    """[(name, access, how much is to come)], in the order they are shown."""
    cards = re.findall(r'<article class="card">(.*?)</article>', html, re.DOTALL)
    return [
        (
            re.search("<h3.*?<a[^>]*>(.*?)</a>", card, re.DOTALL)[1],
            re.findall("<li>(.*?)</li>", card),
            re.search(r'class="badge badge--[a-z]*">(.*?)</span>', card)[1],
        )
        for card in cards
    ]


def test_it_lists_what_is_in_use_by_town_with_access_and_what_is_to_come(client, venues):
    html = client.get("/venues/").content.decode()

    assert re.findall("<bdi>(.*?)</bdi>", html)[:1] == ["Avon"]
    assert cards_of(html) == [
        ("Barn", ["Hearing loop"], "Nothing planned just now"),
        ("Boat Shed", [], "Nothing planned just now"),
        ("Town Hall", ["Hearing loop", "Lift"], "1 event coming up"),
    ]
    assert ("Closed Cinema" in html, "1 High Street, Porthaven" in html) == (False, True)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("area=porthaven", ["Boat Shed", "Town Hall"]),
        ("access=loop", ["Barn", "Town Hall"]),
        ("access=loop&access=lift", ["Town Hall"]),
        ("only=coming", ["Town Hall"]),
        ("area=avon&access=lift", []),
        ("area=nowhere&access=wings&x=y", ["Barn", "Boat Shed", "Town Hall"]),
    ],
)
def test_it_is_narrowed_like_every_list(client, venues, query, names):
    html = client.get(f"/venues/?{query}").content.decode()

    assert [name for name, _access, _coming in cards_of(html)] == names
    assert ("Nothing fits all of these" in html) is (not names)
    assert ("Left out: nowhere, wings" in html) is ("wings" in query)


@pytest.mark.parametrize("query", ["area=%ff", "access=" + "x" * 5000, "only=%F0%9F%90%9D", "area=avon&area=avon", "page=99"])
def test_absurd_questions_are_answered(client, venues, query):
    assert client.get(f"/venues/?{query}").status_code == 200


def test_it_is_found_from_what_is_on_from_each_venue_and_by_search_engines(client, venues):
    home_of = EventsPage.objects.get()
    listed, venue, sitemap = (client.get(path).content.decode() for path in (home_of.url, "/venues/hall/", "/sitemap.xml"))

    assert ['href="/venues/"' in html for html in (listed, venue)] == [True, True]
    assert "<loc>http://localhost/venues/</loc>" in sitemap
    html = client.get("/venues/").content.decode()
    [found] = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])
    assert [(one["name"], one["url"]) for one in found["itemListElement"]][-1:] == [
        ("Town Hall", "http://localhost/venues/hall/")
    ]


def test_names_are_in_the_readers_language_where_they_are_translated(client, venues):
    welsh = venues.copy_for_translation(Locale.objects.get(language_code="cy"))
    welsh.name = "Neuadd y Dref"
    welsh.save()

    names = [name for name, _access, _coming in cards_of(client.get("/cy/venues/").content.decode())]

    assert names == ["Barn", "Boat Shed", "Neuadd y Dref"]


def test_one_venue_and_five_cost_the_same(client, events_page):
    def queries():
        client.get("/venues/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/venues/")
        return len(captured)

    feature = AccessFeatureFactory()

    def add():
        venue = VenueFactory(image=PictureFactory())
        VenueAccess.objects.create(venue=venue, feature=feature)
        EventPageFactory(parent=events_page, venue=venue, dates=[(NOON + HOUR, NOON + 2 * HOUR)])

    add()
    one = queries()
    for _each in range(4):
        add()

    assert queries() == one
