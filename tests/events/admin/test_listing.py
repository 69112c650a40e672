"""The explorer is the events list."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale

from events.choices import Status
from events.models import EventDate, EventPage
from events.services import announce_change
from tests.factories.core import AudienceFactory, FormatFactory, PictureFactory, ThemeFactory, VenueFactory, VenueRoomFactory
from tests.factories.events import EventPageFactory
from tests.factories.festivals import FestivalPageFactory
from tests.factories.users import UserFactory

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def explorer(client, editor, events_page):
    client.force_login(editor)
    return reverse("wagtailadmin_explore", args=[events_page.pk])


def titles(response):
    return [page.title for page in response.context["object_list"]]


def event(events_page, title, *, days=1, **values):
    return EventPageFactory(parent=events_page, title=title, dates=[(NOON + days * DAY, NOON + days * DAY + HOUR)], **values)


def test_the_explorer_lists_what_comes_next_first_then_what_is_over_then_what_has_no_date(client, explorer, events_page):
    event(events_page, "Last month", days=-30)
    event(events_page, "Last week", days=-7)
    event(events_page, "Next month", days=30)
    event(events_page, "Tomorrow")
    EventPageFactory(parent=events_page, title="Some day", dates=[], publish=False)

    assert titles(client.get(explorer)) == ["Tomorrow", "Next month", "Last week", "Last month", "Some day"]


def test_the_list_of_all_events_shows_each_once_whatever_its_languages(client, explorer, events_page):
    tomorrow = event(events_page, "Tomorrow")
    tomorrow.copy_for_translation(Locale.objects.get(language_code="cy"), copy_parents=True)

    assert titles(client.get(reverse("event_list:index"))) == ["Tomorrow"]


def test_a_row_says_when_where_which_languages_and_what_is_missing(client, explorer, events_page):
    hall = VenueRoomFactory(venue=VenueFactory(name="Old Observatory"), name="Dome")
    page = event(events_page, "Stars", format=FormatFactory(name="Talk"), venue=hall.venue, room=hall)
    page.copy_for_translation(Locale.objects.get(language_code="cy"), copy_parents=True)

    [row] = client.get(explorer).context["object_list"]
    body = " ".join(re.sub(r"<[^>]+>", " ", client.get(explorer).content.decode()).split())

    assert [(one.locale.language_code, one.is_live, one.page_id is None) for one in row.listed.languages] == [
        ("ar", False, True),
        ("cy", False, False),
    ]
    assert "Friday 19 March 2027, midday to 1pm" in body
    assert "Talk Old Observatory: Dome" in body
    assert "Arabic: not translated Welsh : draft" in body
    assert "No summary No picture No access information" in body


def test_a_draft_shows_the_dates_of_its_latest_draft(client, explorer, events_page):
    page = event(events_page, "Stars")
    page.dates = [EventDate(start_date=date(2027, 4, 2), start_time=time(19), end_time=time(20))]
    page.save_revision()

    [row] = client.get(explorer).context["object_list"]

    assert (row.listed.day, row.listed.hours) == ("Friday 2 April 2027", "7pm to 8pm")


def test_a_translation_is_out_of_date_once_the_words_change_and_not_when_a_fact_does(client, explorer, events_page):
    def state():
        [row] = client.get(explorer).context["object_list"]
        [welsh] = [one for one in row.listed.languages if one.page_id]
        return welsh.is_stale

    page = event(events_page, "Stars")
    with time_machine.travel(NOON + HOUR):
        page.copy_for_translation(Locale.objects.get(language_code="cy"), copy_parents=True)
    with time_machine.travel(NOON + 2 * HOUR):
        page.age_from = 8
        page.save_revision().publish()
    after_a_fact = state()
    with time_machine.travel(NOON + 3 * HOUR):
        page.summary = "Bring a coat."
        page.save_revision().publish()

    assert (after_a_fact, state()) == (False, True)


def test_a_cancelled_event_is_marked(client, explorer, events_page):
    page = event(events_page, "Picnic")
    announce_change(facts=page.facts, status=Status.CANCELLED, reason="A storm.", now=NOON)

    [row] = client.get(explorer).context["object_list"]

    assert row.listed.announced == Status.CANCELLED.label


def test_two_in_one_room_at_once_are_worth_a_look(client, explorer, events_page):
    room = VenueRoomFactory()
    event(events_page, "Stars", venue=room.venue, room=room)
    event(events_page, "Moons", venue=room.venue, room=room)

    rows = client.get(explorer).context["object_list"]

    assert ["Same room at the same time" in row.listed.to_look_at for row in rows] == [True, True]


def test_a_festival_keeps_its_place_and_its_events_can_be_found(client, explorer, events_page):
    festival = FestivalPageFactory(parent=events_page, title="Light Nights", slug="light-nights")
    event(festival, "Lanterns")
    event(events_page, "Stars")

    assert titles(client.get(explorer)) == ["Stars", "Light Nights"]
    assert titles(client.get(explorer + "?festival=light-nights")) == ["Lanterns"]
    assert titles(client.get(reverse("wagtailadmin_explore", args=[festival.pk]))) == ["Lanterns"]


@pytest.fixture
def many(events_page):
    """One event of each kind that a filter tells apart."""
    talk, theme, venue = FormatFactory(slug="talk"), ThemeFactory(slug="health"), VenueFactory(slug="dome")
    event(events_page, "Talk", format=talk, summary="Come.", image=PictureFactory())
    event(events_page, "Themed", themes=[theme], days=2)
    event(events_page, "Placed", venue=venue, days=3)
    event(events_page, "Over", days=-3)
    EventPageFactory(parent=events_page, title="Undated", dates=[], publish=False)
    cancelled = event(events_page, "Cancelled", days=4)
    announce_change(facts=cancelled.facts, status=Status.CANCELLED, reason="A storm.", now=NOON)
    changed = event(events_page, "Changed", days=5)
    changed.title = "Changed again"
    changed.save_revision()
    welsh = event(events_page, "Welsh", days=6)
    welsh.copy_for_translation(Locale.objects.get(language_code="cy"), copy_parents=True)


UPCOMING = ["Talk", "Themed", "Placed", "Cancelled", "Changed", "Welsh"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("when=upcoming", UPCOMING),
        ("when=past", ["Over"]),
        ("when=undated", ["Undated"]),
        ("days_from=2027-03-20&days_to=2027-03-21", ["Themed", "Placed"]),
        ("published=draft", ["Undated"]),
        ("published=changed", ["Changed"]),
        ("published=scheduled", []),
        ("status=cancelled", ["Cancelled"]),
        ("format=talk", ["Talk"]),
        ("theme=health", ["Themed"]),
        ("venue=dome", ["Placed"]),
        ("missing=dates", ["Undated"]),
        ("missing=record", ["Over"]),
        ("missing=summary&when=upcoming", UPCOMING[1:]),
        ("missing=picture&missing=dates&when=upcoming", UPCOMING[1:]),
        ("missing=access&when=past", ["Over"]),
        ("languages=draft:cy", ["Welsh"]),
        ("languages=none:cy&when=upcoming", UPCOMING[:-1]),
        ("languages=live:cy", []),
        ("q=Placed", ["Placed"]),
        ('q="Placed', ["Placed"]),
    ],
)
def test_filters_and_search_narrow_the_list(client, explorer, many, query, found):
    for url in (explorer, reverse("event_list:index")):
        assert titles(client.get(f"{url}?{query}")) == found


@pytest.mark.parametrize(
    "query",
    [
        "when=never",
        "days_from=yesterday",
        "days_from=9999-12-31&days_to=9999-12-31",
        "missing=luck",
        "languages=stale:xx",
        "theme=99999999999999999999&venue=none",
        "owner=99999999999999999999&edited_by=-99999999999999999999",
        "ordering=nothing",
        "p=0",
        "q=" + "x" * 600,
    ],
)
def test_a_strange_question_is_no_error(client, explorer, many, query):
    for url in (explorer, reverse("event_list:index")):
        assert client.get(f"{url}?{query}").status_code == 200


def test_the_other_order_starts_with_what_is_furthest(client, explorer, many):
    assert titles(client.get(explorer + "?ordering=-next_date"))[0] == "Welsh"


def test_who_may_not_see_pages_sees_none(client, db, events_page):
    event(events_page, "Secret")
    client.force_login(UserFactory())

    assert client.get(reverse("event_list:index")).status_code == 302


@pytest.mark.parametrize("where", ["explorer", "list"])
def test_one_event_and_five_cost_the_same(client, explorer, events_page, where):
    # Wagtail Localize asks two questions for each row, for the buttons of those who may translate.
    Permission.objects.get(codename="submit_translation").group_set.clear()
    url = explorer if where == "explorer" else reverse("event_list:index")

    def add(number):
        for _each in range(number):
            room = VenueRoomFactory()
            page = EventPageFactory(
                parent=events_page,
                venue=room.venue,
                room=room,
                format=FormatFactory(),
                themes=[ThemeFactory()],
                meant_for=[AudienceFactory()],
                dates=[(NOON + day * DAY, NOON + day * DAY + HOUR) for day in (1, 8)],
            )
            page.copy_for_translation(Locale.objects.get(language_code="cy"), copy_parents=True)

    def queries():
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        return len(captured)

    add(1)
    one = queries()
    add(4)

    assert (queries(), EventPage.objects.count()) == (one, 10)
