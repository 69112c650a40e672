"""What search engines are told keeps to what they document, whatever kind of event it is."""

import json
import re

import pytest

from core.pictures import make
from events.choices import ChangeKind, Status
from events.models import EventDate, EventPage
from events.services import announce_change
from events.services.spans import DateValue
from tests.factories.core import PictureFactory, VenueFactory
from tests.factories.events import EventPageFactory
from tests.google import event_problems, list_problems

from .conftest import HOUR, NOW

pytestmark = pytest.mark.django_db


def objects(client, path):
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get(path).content.decode(), re.DOTALL)
    return [one for script in scripts for one in json.loads(script)]


def events_of(client, page):
    """Every Event of a page, those of a series one by one."""
    found = []
    for one in objects(client, page.url):
        found += [one] if one["@type"] == "Event" else one.get("subEvent", [])
    return found


@pytest.fixture
def plain(events_page, clock):
    """The simplest event: a place by name, one date, and no more."""
    hall = VenueFactory(name="Hall", street="", locality="", postcode="")
    return EventPageFactory(parent=events_page, title="Plain", venue=hall, dates=[(NOW + HOUR, NOW + 2 * HOUR)])


@pytest.mark.parametrize("slug", ["stars", "weekend", "picnic", "nairobi"])
def test_every_kind_of_event_is_as_documented_once_it_has_a_place(client, programme, slug):
    for page in EventPage.objects.filter(venue=None, attendance_mode="in-person"):
        page.venue = VenueFactory()
        page.save_revision().publish()

    found = events_of(client, EventPage.objects.get(slug=slug))

    assert [event_problems(one) for one in found] == [[]] * len(found) != []


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"status": ChangeKind.CANCELLED},
        {"status": ChangeKind.POSTPONED},
        {"status": ChangeKind.MOVED_ONLINE, "online_url": "https://meet.example/"},
        {"status": ChangeKind.MOVED_ONLINE},
        {"status": ChangeKind.RESCHEDULED, "new_date": DateValue(start_date=NOW.date().replace(day=30))},
    ],
)
def test_whatever_is_announced(client, plain, change):
    if change:
        announce_change(facts=plain.facts, reason="A reason.", now=NOW, **change)

    [event] = events_of(client, plain)

    status = {Status.MOVED_ONLINE: "MovedOnline"}.get(change.get("status"), change.get("status", "scheduled").title())
    assert (event_problems(event), event["eventStatus"]) == ([], f"https://schema.org/Event{status}")


def test_with_a_picture_on_the_web_and_in_person_at_any_price(client, events_page, clock):
    picture = PictureFactory(size=(1300, 800))
    make(picture)
    for price in ({"price": "free"}, {"price": "paid", "price_from": 5, "price_to": 7}, {"price": "pay-what-you-can"}):
        page = EventPageFactory(
            parent=events_page,
            attendance_mode="both",
            venue=VenueFactory(),
            image=picture,
            dates=[EventDate(start_date=NOW.date()), (NOW + HOUR, NOW + 2 * HOUR)],
            **price,
        )

        found = events_of(client, page)

        assert [event_problems(one) for one in found] == [[], []]
        assert all(one["image"][0].startswith("http://localhost/") for one in found)


def test_lists_lead_to_pages(client, programme):
    [events] = [one for one in objects(client, "/whats-on/") if one["@type"] == "ItemList"]
    [venues] = [one for one in objects(client, "/venues/") if one["@type"] == "ItemList"]

    assert (list_problems(events), list_problems(venues)) == ([], [])
    assert len(events["itemListElement"]) == 4
