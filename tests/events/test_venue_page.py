from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar
from wagtail.models import Locale

from core.models import VenueRoom
from core.models.venues import VenueAccess
from events.choices import Status
from events.models import Occurrence
from events.services import announce_change
from tests.factories.core import AccessFeatureFactory, VenueFactory
from tests.factories.events import EventPageFactory

NOON = datetime(2027, 7, 1, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def observatory():
    venue = VenueFactory(
        name="Old Observatory",
        slug="old-observatory",
        street="1 Hill Road",
        locality="Porthaven",
        postcode="PH1 2AB",
        latitude="51.50000",
        longitude="-1.25000",
        website="https://www.observatory.example/visit",
        travel="<p>Bus 7 stops outside.</p>",
    )
    venue.access = [VenueAccess(feature=AccessFeatureFactory(name="Step-free access"), answer="no", note="12 steps")]
    venue.rooms = [VenueRoom(name="Dome", floor="top floor", capacity=30)]
    venue.save()
    return venue


def test_it_says_how_to_get_there_and_in_and_what_is_on(client, events_page, observatory):
    EventPageFactory(parent=events_page, title="Stars", venue=observatory, dates=[(NOON + HOUR, NOON + 2 * HOUR)])
    EventPageFactory(parent=events_page, title="Elsewhere", venue=VenueFactory(), dates=[(NOON + HOUR, NOON + 2 * HOUR)])
    EventPageFactory(parent=events_page, title="Long ago", venue=observatory, dates=[(NOON - 3 * HOUR, NOON - 2 * HOUR)])

    html = client.get("/venues/old-observatory/").content.decode()

    expected = ["Old Observatory – Engage", "1 Hill Road, Porthaven PH1 2AB", "mlat=51.50000", "Dome (top floor), 30 places"]
    expected += ["Bus 7 stops outside.", "12 steps", "observatory.example</a>", "Stars", '"@type": "Place"']
    assert [words for words in expected if words not in html] == []
    assert [words for words in ("Elsewhere", "Long ago") if words in html] == []


def test_an_event_with_many_dates_here_is_there_once_and_its_calendar_has_them_all(client, events_page, observatory):
    dates = [(NOON + day * HOUR, NOON + (day + 1) * HOUR) for day in (24, 48, 72)]
    EventPageFactory(parent=events_page, title="Star club", venue=observatory, dates=dates)

    page = client.get("/venues/old-observatory/")
    calendar = Calendar.from_ical(client.get("/venues/old-observatory/events.ics").content)

    assert [card.title for card in page.context["cards"]] == ["Star club"]
    assert [event.start for event in calendar.events] == [starts for starts, _ends in dates]
    assert str(calendar["NAME"]) == "Old Observatory"


def test_a_date_that_moved_online_still_tells_those_who_look_for_it_here(client, events_page, observatory):
    page = EventPageFactory(parent=events_page, title="Stars", venue=observatory, dates=[(NOON + HOUR, NOON + 2 * HOUR)])
    announce_change(facts=page.facts, status=Status.MOVED_ONLINE, reason="Snow.", now=NOON)

    [card] = client.get("/venues/old-observatory/").context["cards"]

    assert ([badge.text for badge in card.badges][:1], card.where) == (["Moved online"], "Online")


def test_an_event_links_to_its_venue(client, events_page, observatory):
    page = EventPageFactory(parent=events_page, venue=observatory)

    assert 'href="/venues/old-observatory/"' in client.get(page.url).content.decode()


def test_it_has_its_words_in_the_readers_language_and_its_facts_from_the_first(client, observatory):
    welsh = Locale.objects.get(language_code="cy")
    observatory.copy_for_translation(welsh).save()
    translated = type(observatory).objects.get(locale=welsh)
    translated.name, translated.street = "Hen Arsyllfa", "out of date"
    translated.save()

    html = client.get("/cy/venues/old-observatory/").content.decode()

    assert ["Hen Arsyllfa – Engage" in html, "1 Hill Road" in html, "out of date" in html] == [True, True, False]
    assert '<link rel="canonical" href="http://localhost/cy/venues/old-observatory/">' in html
    assert '<link rel="alternate" hreflang="en" href="http://localhost/venues/old-observatory/">' in html


def test_what_is_not_translated_is_shown_as_it_is_and_says_where_it_belongs(client, observatory):
    html = client.get("/ar/venues/old-observatory/").content.decode()

    assert 'dir="rtl"' in html
    assert '<link rel="canonical" href="http://localhost/venues/old-observatory/">' in html
    assert "hreflang=" not in html.partition("</head>")[0]
    assert '<h1 lang="en" dir="ltr">Old Observatory</h1>' in html
    assert '<div class="prose" lang="en" dir="ltr"><p>Bus 7 stops outside.</p></div>' in html


@pytest.mark.parametrize(
    "path",
    [
        "/venues/nowhere/",
        "/venues/nowhere/events.ics",
        "/venues/old-observatory/events.exe",
        "/venues/old-observatory/other.ics",
        "/venues/old-observatory/events.json?page=99999999999999999999",
        "/venues/old-observatory/events.json?page=abc",
    ],
)
def test_what_is_not_there_is_not_found(client, observatory, path):
    assert client.get(path).status_code == 404


def test_the_sitemap_has_venues_in_use(client, observatory):
    VenueFactory(slug="closed", is_retired=True)

    sitemap = client.get("/sitemap.xml").content.decode()

    assert "<loc>http://localhost/venues/old-observatory/</loc>" in sitemap
    assert "closed" not in sitemap


def test_one_event_and_five_cost_the_same(client, events_page, observatory):
    def queries():
        client.get("/venues/old-observatory/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/venues/old-observatory/")
        return len(captured)

    EventPageFactory(parent=events_page, venue=observatory, dates=[(NOON + HOUR, NOON + 2 * HOUR)])
    one = queries()
    for _each in range(4):
        EventPageFactory(parent=events_page, venue=observatory, dates=[(NOON + HOUR, NOON + 2 * HOUR)])

    assert (Occurrence.objects.count(), queries()) == (5, one)
