"""Warnings, where editors meet them."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.choices import Status
from events.services import announce_change
from tests.factories.core import AudienceFactory, VenueRoomFactory
from tests.factories.events import EventPageFactory
from tests.factories.users import UserFactory

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def url(client, editor):
    client.force_login(editor)
    return reverse("event_reports:warnings")


def lines(response):
    return [(line.title, line.kind, line.words) for line in response.context["object_list"]]


def test_the_report_says_what_meets_and_what_is_missing(client, url, events_page, whole):
    room, families = VenueRoomFactory(name="Dome", venue__name="Observatory"), AudienceFactory(name="Families")
    whole("Moons", room)
    whole("Stars", room, meant_for=[families], start=NOON + 1.25 * HOUR)
    whole("Suns", meant_for=[families], start=NOON + 1.5 * HOUR)
    whole("Over", start=NOON - 9 * HOUR)
    EventPageFactory(parent=events_page, title="Bare", dates=[], publish=False)

    assert lines(client.get(url)) == [
        ("Moons", "room", "Thursday 18 March 2027, 1:15pm, Observatory: Dome: also “Stars”"),
        ("Stars", "audience", "Thursday 18 March 2027, 1pm, Families: also “Suns”"),
        ("Bare", "dates", ""),
        ("Bare", "place", ""),
        ("Bare", "summary", ""),
        ("Bare", "picture", ""),
        ("Bare", "access", ""),
        ("Over", "record", ""),
    ]


def test_a_cancelled_event_is_in_nobodys_way(client, url, whole):
    room = VenueRoomFactory()
    off = whole("Moons", room)
    whole("Stars", room)
    announce_change(facts=off.facts, status=Status.CANCELLED, reason="A storm is coming.", now=NOON)

    assert lines(client.get(url)) == []


def test_the_report_can_be_narrowed_and_taken_away(client, url, events_page, whole):
    whole("Over", start=NOON - 9 * HOUR)
    EventPageFactory(parent=events_page, title="Bare", dates=[], publish=False)

    narrowed = lines(client.get(url + "?kind=record"))
    response = client.get(url + "?kind=record&export=csv")
    exported = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode())))

    assert narrowed == [("Over", "record", "")]
    assert exported == [["Event", "What", "More"], ["Over", "Ended without a record", ""]]
    assert client.get(url + "?kind=luck").status_code == 200


def test_one_event_and_five_cost_the_same(client, url, whole):
    room, audience = VenueRoomFactory(), AudienceFactory()

    def queries():
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        return len(captured)

    whole("One", room, meant_for=[audience])
    whole("Two", room, meant_for=[audience])
    few = queries()
    for number in range(4):
        whole(f"Another {number}", room, meant_for=[audience])

    assert queries() == few


def test_nobody_else_reads_the_report(client, db):
    client.force_login(UserFactory())

    assert client.get(reverse("event_reports:warnings")).status_code == 302
