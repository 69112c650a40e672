from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import EventFacts, Festival, FestivalPage
from tests.factories.core import FormatFactory, VenueFactory
from tests.factories.events import EventPageFactory
from tests.factories.festivals import SATURDAY, SUNDAY, FestivalPageFactory, open_day

NOON = datetime(2027, 4, 1, 12, 0, tzinfo=UTC)
FIRST_MOMENT, LAST_MOMENT = datetime(2027, 5, 1, 9, 0, tzinfo=UTC), datetime(2027, 5, 2, 17, 0, tzinfo=UTC)


def text_of(response):
    return " ".join(response.content.decode().split())


def test_a_festival_exists_from_its_first_draft_and_is_public_once_published(events_page):
    page = FestivalPageFactory(parent=events_page, publish=False)

    assert list(Festival.objects.values_list("page", "is_public")) == [(page.pk, False)]
    assert list(Festival.objects.public()) == []

    page.get_latest_revision().publish()

    assert [one.page_id for one in Festival.objects.public()] == [page.pk]


def test_publishing_keeps_the_days_hours_and_venues_of_the_source_page(festival_page):
    festival = festival_page.festival

    assert (festival.starts_at, festival.ends_at) == (FIRST_MOMENT, LAST_MOMENT)
    assert festival.hours == [
        {"day": "2027-05-01", "opens": "10:00", "closes": "18:00"},
        {"day": "2027-05-02", "opens": "10:00", "closes": "18:00"},
    ]
    assert [venue.name for venue in festival.venues.all()] == ["The Meadow"]


def test_a_night_that_ends_after_midnight_ends_on_the_next_day(events_page):
    page = FestivalPageFactory(parent=events_page, days=[open_day(SATURDAY, "20:00", "02:00")])

    assert page.festival.ends_at == datetime(2027, 5, 2, 1, 0, tzinfo=UTC)


@time_machine.travel(NOON, tick=False)
def test_the_page_asks_the_same_for_one_event_and_for_five(client, festival_page):
    counts = []
    for number in (1, 4):
        for _each in range(number):
            venue, kind = VenueFactory(), FormatFactory()
            dates = [(FIRST_MOMENT, LAST_MOMENT)]
            EventPageFactory(parent=festival_page, venue=venue, format=kind, dates=dates)
        client.get(festival_page.url)
        with CaptureQueriesContext(connection) as captured:
            client.get(festival_page.url)
        counts.append(len(captured))

    assert counts[0] == counts[1] <= 30


@time_machine.travel(NOON, tick=False)
def test_the_page_shows_days_hours_places_and_the_events_below_it(client, events_page, festival_page):
    EventPageFactory(parent=festival_page, title="Boats on the water", dates=[(FIRST_MOMENT, LAST_MOMENT)])
    EventPageFactory(parent=events_page, title="Something else", dates=[(FIRST_MOMENT, LAST_MOMENT)])

    text = text_of(client.get(festival_page.url))

    assert "Saturday 1 May 2027 to Sunday 2 May 2027" in text
    assert "10am to 6pm" in text
    assert "The Meadow" in text
    assert "Boats on the water" in text
    assert "Something else" not in text.partition("<main")[2]


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        (FIRST_MOMENT - timedelta(seconds=1), []),
        (FIRST_MOMENT, ["On now"]),
        (LAST_MOMENT - timedelta(seconds=1), ["On now"]),
        (LAST_MOMENT, ["This festival is over", "Nobody got wet."]),
    ],
)
def test_before_on_now_and_after(client, festival_page, now, shown):
    festival_page.record = [("text", "<p>Nobody got wet.</p>")]
    festival_page.save_revision().publish()

    with time_machine.travel(now, tick=False):
        text = text_of(client.get(festival_page.url))

    assert [words for words in ("On now", "This festival is over", "Nobody got wet.") if words in text] == shown


def test_an_event_belongs_to_the_festival_it_is_published_in_and_follows_a_move(events_page, festival_page):
    event = EventPageFactory(parent=festival_page)
    assert EventFacts.objects.get(page=event).festival == festival_page.festival

    event.move(events_page, pos="last-child")
    assert EventFacts.objects.get(page=event).festival is None

    event.refresh_from_db()
    festival_page.refresh_from_db()
    event.move(festival_page, pos="last-child")
    assert EventFacts.objects.get(page=event).festival == festival_page.festival


def test_an_unpublished_festival_is_in_no_list_and_its_events_keep_it(festival_page):
    event = EventPageFactory(parent=festival_page)

    festival_page.unpublish()

    assert list(Festival.objects.public()) == []
    assert EventFacts.objects.get(page=event).festival == festival_page.festival


@pytest.mark.parametrize(
    "days",
    [[open_day(SATURDAY), open_day(SATURDAY, "19:00", "21:00")], [open_day(SUNDAY, "10:00", "10:00")]],
    ids=["a day twice", "closed all day"],
)
def test_days_that_cannot_be_are_refused(events_page, days):
    page = FestivalPage(title="Wrong", slug="wrong", days=days)

    with pytest.raises(ValidationError):
        [page.clean(), *(day.clean() for day in days)]
