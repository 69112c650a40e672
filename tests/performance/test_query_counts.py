"""The same number of queries whatever the number of events."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import EventPage, EventPerson
from tests.factories.core import FormatFactory, PictureFactory, ThemeFactory, VenueFactory
from tests.factories.events import EventPageFactory

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def queries(client, url):
    client.get(url)  # what is asked once for each process
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize("which", ["home", "list", "past", "event", "calendar"])
def test_one_event_and_five_cost_the_same(client, home_page, events_page, which):
    def add(number):
        for _each in range(number):
            theme = ThemeFactory()
            EventPageFactory(
                parent=events_page,
                image=PictureFactory(),
                format=FormatFactory(),
                venue=VenueFactory(),
                themes=[theme, *EventPage.objects.first().themes.all()] if EventPage.objects.exists() else [theme],
                dates=[
                    (NOON + timedelta(days=day), NOON + timedelta(days=day, hours=1))
                    for day in ([-9] if which == "past" else [2, 9])
                ],
            )

    # Two, so that an event page has related ones from the start.
    add(2)
    url = {
        "home": home_page.url,
        "list": events_page.url,
        "past": events_page.url + "?when=past",
        "event": EventPage.objects.first().url,
        "calendar": events_page.url + "events.ics",
    }[which]
    few = queries(client, url)
    add(4)

    assert queries(client, url) == few


@time_machine.travel(NOON, tick=False)
def test_ten_events_and_a_thousand_cost_the_same(client, home_page):
    counts = []
    for number in (10, 1000):
        call_command("generate_content", events=number, occurrences_per_event=3, replace=True, now=NOON, verbosity=0)
        events = EventPage.objects.live().order_by("path")[:10]
        parent = events[0].get_parent()
        counts.append({name: queries(client, url) for name, url in [("home", "/"), ("list", parent.url)]})
        # Of ten, not each has another one around its time to show.
        counts[-1]["event"] = max(queries(client, event.url) for event in events)

    assert counts[0] == counts[1]


@time_machine.travel(NOON, tick=False)
def test_one_person_and_five_cost_the_same(client, events_page):
    def page_with(number):
        people = [EventPerson(name=f"Ada {each}", image=PictureFactory()) for each in range(number)]
        return EventPageFactory(parent=events_page, image=PictureFactory(), people=people, dates=[(NOON, NOON + DAY)])

    pages = page_with(1), page_with(5)

    few, many = (queries(client, page.url) for page in pages)
    assert few == many
