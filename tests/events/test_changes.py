import json
from datetime import UTC, datetime, timedelta

import time_machine
from django.utils import translation
from wagtail.models import Locale

from core.models import PublicChange
from events.cards import event_cards
from events.choices import Status
from events.models import Occurrence
from events.services import announce_change
from tests.factories.events import EventPageFactory

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_cancelling_reaches_every_date_to_come_and_none_that_is_over(events_page):
    page = EventPageFactory(parent=events_page, dates=[(NOON - 5 * HOUR, NOON - 4 * HOUR), (NOON + HOUR, NOON + 2 * HOUR)])

    announce_change(facts=page.facts, status=Status.CANCELLED, reason="The speaker is ill.", now=NOON)

    assert list(Occurrence.objects.values_list("status", "sequence")) == [(Status.SCHEDULED, 0), (Status.CANCELLED, 1)]


@time_machine.travel(NOON, tick=False)
def test_cancelling_in_english_shows_in_welsh_at_once_in_page_list_calendar_and_data(client, events_page):
    page = EventPageFactory(parent=events_page, title="Open lab", dates=[(NOON + HOUR, NOON + 2 * HOUR)])
    welsh = page.copy_for_translation(Locale.objects.get(language_code="cy"), copy_parents=True)
    welsh.title = "Labordy agored"
    welsh.save_revision().publish()

    announce_change(facts=page.facts, status=Status.CANCELLED, reason="The speaker is ill.", now=NOON)

    body = client.get(welsh.url).content.decode()
    with translation.override("cy"):
        [card] = event_cards(Occurrence.objects.upcoming_events(now=NOON), locale=welsh.locale, now=NOON)
        cancelled = str(Status.CANCELLED.label)
    data = json.loads(body.split('<script type="application/ld+json">')[1].split("</script>")[0])
    calendar = client.get(welsh.url + "event.ics").content.decode()

    assert "The speaker is ill." in body
    assert (card.title, card.badges[0].text, card.is_off) == ("Labordy agored", cancelled, True)
    assert [one["eventStatus"] for one in data if one["@type"] == "Event"] == ["https://schema.org/EventCancelled"]
    assert f"SUMMARY:{cancelled}: Labordy agored" in calendar
    assert "STATUS:CANCELLED" in calendar


def test_moving_online_changes_how_people_take_part_and_back(events_page):
    page = EventPageFactory(parent=events_page, dates=[(NOON + HOUR, NOON + 2 * HOUR)])

    announce_change(facts=page.facts, status=Status.MOVED_ONLINE, reason="The hall has no heating.", now=NOON)
    online = Occurrence.objects.get().attendance_mode
    announce_change(facts=page.facts, status=Status.SCHEDULED, reason="The heating is back.", now=NOON)

    assert (online, Occurrence.objects.get().attendance_mode) == ("online", "in-person")
    assert [change.reasons["en"] for change in PublicChange.objects.all()] == [
        "The heating is back.",
        "The hall has no heating.",
    ]


def test_publishing_again_does_not_undo_a_cancellation(events_page):
    page = EventPageFactory(parent=events_page, dates=[(NOON + HOUR, NOON + 2 * HOUR)])
    announce_change(facts=page.facts, status=Status.CANCELLED, reason="Snow.", now=NOON)

    page.title = "Open lab, again"
    page.save_revision().publish()

    assert Occurrence.objects.get().status == Status.CANCELLED
