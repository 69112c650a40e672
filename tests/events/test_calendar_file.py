from datetime import UTC, date, datetime, timedelta

import time_machine
from icalendar import Calendar

from events.choices import Status
from events.models import EventDate, Occurrence
from events.services import announce_change
from tests.factories.core import VenueFactory
from tests.factories.events import EventPageFactory

NOON = datetime(2027, 7, 1, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def read(response):
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content)


@time_machine.travel(NOON, tick=False)
def test_an_event_reads_back_as_it_was_published(client, events_page):
    venue = VenueFactory(name="Old Observatory", street="1 Hill Road", locality="Porthaven", postcode="PH1 2AB")
    page = EventPageFactory(
        parent=events_page,
        title="Stars, and more",
        summary="Bring a coat.",
        venue=venue,
        dates=[(NOON + HOUR, NOON + 3 * HOUR)],
    )

    calendar = read(client.get(page.url + "event.ics"))

    [event] = calendar.events
    assert event["UID"] == f"{Occurrence.objects.get().uid}@engage"
    assert event["SUMMARY"] == "Stars, and more"
    assert event["DESCRIPTION"] == f"Bring a coat.\n\nFree\n\n{page.full_url}"
    assert event["LOCATION"] == "Old Observatory, 1 Hill Road, Porthaven PH1 2AB"
    assert (event.start, event.end) == (NOON + HOUR, NOON + 3 * HOUR)
    assert event["DTSTART"].params["TZID"] == "Europe/London"
    assert [str(zone["TZID"]) for zone in calendar.timezones] == ["Europe/London"]
    assert (event["STATUS"], event["SEQUENCE"], event["URL"]) == ("CONFIRMED", 0, page.full_url)


def test_all_day_ends_the_day_after_as_calendars_expect(client, events_page):
    page = EventPageFactory(parent=events_page, dates=[])
    page.dates = [EventDate(start_date=date(2027, 7, 3), end_date=date(2027, 7, 4))]
    page.save_revision().publish()

    [event] = read(client.get(page.url + "event.ics")).events

    assert (event.start, event.end) == (date(2027, 7, 3), date(2027, 7, 5))


@time_machine.travel(NOON, tick=False)
def test_the_list_holds_every_date_to_come_and_none_that_is_over(client, events_page):
    EventPageFactory(parent=events_page, title="Over", dates=[(NOON - 3 * HOUR, NOON - HOUR)])
    EventPageFactory(
        parent=events_page, title="Twice", dates=[(NOON + HOUR, NOON + 2 * HOUR), (NOON + 9 * HOUR, NOON + 10 * HOUR)]
    )

    calendar = read(client.get(events_page.url + "events.ics"))

    assert [(event["SUMMARY"], event.start) for event in calendar.events] == [
        ("Twice", NOON + HOUR),
        ("Twice", NOON + 9 * HOUR),
    ]


@time_machine.travel(NOON, tick=False)
def test_a_cancelled_event_stays_and_says_so(client, events_page):
    page = EventPageFactory(parent=events_page, title="Picnic", dates=[(NOON + HOUR, NOON + 2 * HOUR)])
    announce_change(facts=page.facts, status=Status.CANCELLED, reason="Storm.", now=NOON)

    [event] = read(client.get(events_page.url + "events.ics")).events

    assert (event["SUMMARY"], event["STATUS"], event["SEQUENCE"]) == ("Cancelled: Picnic", "CANCELLED", 1)
