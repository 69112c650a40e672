"""A month of everything planned, drafts included."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.urls import reverse

from events.choices import Precision, Status
from events.models import DraftOccurrence, EventDate, Occurrence
from events.services import announce_change
from tests.factories.core import VenueFactory
from tests.factories.events import EventPageFactory
from tests.factories.festivals import FestivalPageFactory

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def url(client, editor):
    client.force_login(editor)
    return reverse("event_calendar:month")


def on_days(response):
    """What is on each day that has something."""
    return {
        f"{day.date:%m-%d}": [(entry.title, [str(state) for state in entry.states]) for entry in day.entries]
        for week in response.context["weeks"]
        for day in week
        if day.entries
    }


def test_published_drafted_scheduled_changed_and_announced_dates_are_told_apart(client, url, events_page):
    EventPageFactory(parent=events_page, title="Live", dates=[(NOON, NOON + HOUR)])
    EventPageFactory(parent=events_page, title="Draft", dates=[(NOON + DAY, NOON + DAY + HOUR)], publish=False)
    scheduled = EventPageFactory(
        parent=events_page, title="Later", dates=[(NOON + 2 * DAY, NOON + 2 * DAY + HOUR)], publish=False
    )
    scheduled = scheduled.get_latest_revision_as_object()
    scheduled.go_live_at = NOON + HOUR
    scheduled.save_revision(approved_go_live_at=NOON + HOUR)
    moved = EventPageFactory(parent=events_page, title="Moved", dates=[(NOON + 3 * DAY, NOON + 3 * DAY + HOUR)])
    row = moved.dates.get()
    row.start_date = row.end_date = date(2027, 3, 22)
    moved.dates = [row]
    moved.save_revision()
    off = EventPageFactory(parent=events_page, title="Off", dates=[(NOON + 5 * DAY, NOON + 5 * DAY + HOUR)])
    announce_change(facts=off.facts, status=Status.CANCELLED, reason="A storm is coming.", now=NOON)
    gone = EventPageFactory(parent=events_page, title="Fewer", dates=[(NOON + 6 * DAY, NOON + 6 * DAY + HOUR)])
    gone.dates = []
    gone.save_revision()

    assert on_days(client.get(url)) == {
        "03-18": [("Live", [])],
        "03-19": [("Draft", ["Draft"])],
        "03-20": [("Later", ["Scheduled to be published"])],
        "03-22": [("Moved", ["Changed in a draft"])],
        "03-23": [("Off", ["Cancelled"])],
        "03-24": [("Fewer", ["Taken out in a draft"])],
    }


def test_dates_of_a_festival_copied_with_its_events_are_published_dates(client, url, events_page):
    festival = FestivalPageFactory(parent=events_page)
    EventPageFactory(parent=festival, title="Live", dates=[(NOON, NOON + HOUR)])
    whole = {"copy_subpages": "on", "new_title": "Again", "new_slug": "again", "new_parent_page": events_page.pk}

    client.post(reverse("wagtailadmin_pages:copy", args=[festival.pk]), whole | {"publish_copies": "on"})

    assert on_days(client.get(url)) == {"03-18": [("Live", []), ("Live", [])]}
    drafts, published = (set(model.objects.values_list("uid", flat=True)) for model in (DraftOccurrence, Occurrence))
    assert (drafts, len(drafts)) == (published, 2)


def test_dates_of_a_copy_that_is_a_draft_are_no_others(client, url, events_page):
    festival = FestivalPageFactory(parent=events_page)
    live = EventPageFactory(parent=festival, title="Live", dates=[(NOON, NOON + HOUR)])
    announce_change(facts=live.facts, status=Status.CANCELLED, reason="A storm is coming.", now=NOON)
    whole = {"copy_subpages": "on", "new_title": "Again", "new_slug": "again", "new_parent_page": events_page.pk}

    client.post(reverse("wagtailadmin_pages:copy", args=[festival.pk]), whole)

    assert sorted(on_days(client.get(url))["03-18"]) == [("Live", ["Cancelled"]), ("Live", ["Draft"])]


def test_what_lasts_is_on_each_of_its_days_and_a_month_is_above_them(client, url, events_page):
    days = EventDate(start_date=date(2027, 3, 30), end_date=date(2027, 4, 1))
    night = EventDate(start_date=date(2027, 3, 1), start_time=time(23), end_date=date(2027, 3, 2), end_time=time(0))
    EventPageFactory(parent=events_page, title="Show", dates=[days])
    EventPageFactory(parent=events_page, title="Night", dates=[night])
    EventPageFactory(parent=events_page, title="Old", dates=[EventDate(start_date=date(2027, 3, 1), precision=Precision.MONTH)])

    response = client.get(url)

    assert on_days(response) == {
        "03-01": [("Night", [])],
        "03-30": [("Show", [])],
        "03-31": [("Show", [])],
        "04-01": [("Show", [])],
    }
    assert [entry.title for entry in response.context["some_time"]] == ["Old"]


def test_other_months_and_one_venue(client, url, events_page):
    hall = VenueFactory(slug="hall")
    april = NOON + 30 * DAY
    EventPageFactory(parent=events_page, title="Here", venue=hall, dates=[(april, april + HOUR)])
    EventPageFactory(parent=events_page, title="There", venue=VenueFactory(), dates=[(april, april + HOUR)])

    response = client.get(url + "?month=2027-04&venue=hall")

    assert on_days(response) == {"04-17": [("Here", [])]}
    assert (response.context["previous"], response.context["following"]) == ("2027-03", "2027-05")
    assert 'href="?month=2027-05&amp;venue=hall"' in response.content.decode()
