"""Slots of released sessions are rows beside the dates of events, and in no list of events."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.db.migrations.exceptions import IrreversibleError
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from core.models import PublicChange
from core.publishing import rebuild
from events.admin.reports import academic_years
from events.festivals.services import release_programme
from events.models import Occurrence, Release, Session, SessionSlot
from opportunities.admin.shift_views import EventForm
from tests.events.test_notices import heard
from tests.factories.events import EventPageFactory
from tests.factories.festivals import SATURDAY, SUNDAY, SessionFactory, run_at

NOON = datetime(2027, 4, 1, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
BEFORE = [("events", "0002_public_facts_and_currencies"), ("opportunities", "0002_public_facts_and_reasons")]
SAME = ("uid", "code", "starts_at", "ends_at", "timezone", "venue_name", "room_name", "reason", "sequence", "modified")

PAGES = [
    "/", "/whats-on/", "/whats-on/?when=past", "/whats-on/?view=month&month=2027-05", "/whats-on/?venue=meadow",
    *(f"/whats-on/events.{name}" for name in ("ics", "rss", "atom", "json", "csv", "embed")),
    "/venues/", "/venues/meadow/", "/venues/meadow/events.ics", "/venues/meadow/events.json", "/venues/meadow/events.rss",
    "/whats-on/river/festival.json", "/whats-on/river/festival.ics", "/sitemap.xml",
]  # fmt: skip


def slots(festival):
    return list(Occurrence.objects.slots_of(festival))


def test_a_slot_says_when_where_and_whether(festival, sessions, meadow):
    eels, _mud, night, otters, _again = slots(festival)

    assert [(one.status, one.venue_id and one.venue.name, one.room_name, one.is_public) for one in (eels, night, otters)] == [
        ("scheduled", "The Meadow", "Lower Field", True),
        ("scheduled", "Central Library", "Reading Room", True),
        ("cancelled", "The Meadow", "Lower Field", True),
    ]


@pytest.mark.parametrize("now", [NOON, datetime(2027, 5, 1, 12, 30, tzinfo=UTC), datetime(2027, 6, 1, 12, 0, tzinfo=UTC)])
def test_no_list_of_events_changes_with_a_released_programme(client, events_page, festival, boathouse, meadow, now):
    moments = [NOON - 9 * DAY, datetime(2027, 5, 1, 13, 0, tzinfo=UTC), datetime(2027, 7, 1, 13, 0, tzinfo=UTC)]
    for starts_at in moments:
        EventPageFactory(parent=events_page, title=f"On {starts_at:%d %B}", venue=meadow, dates=[(starts_at, starts_at + DAY)])
    SessionFactory(
        festival=festival,
        title="Eels at noon",
        runs=[run_at(SATURDAY, "12:00", "13:00", boathouse), run_at(NOON.date() - 400 * DAY, "12:00", "13:00", boathouse)],
    )
    with time_machine.travel(now, tick=False):
        before = everything_about_events(client)

        release_programme(festival=festival, note="", now=now)

        assert Occurrence.objects.filter(kind="session-slot", is_public=True, venue=meadow).count() == 2
        assert everything_about_events(client) == before
    assert all(f"On {one:%d %B}" in "".join(before.values()) for one in moments)


def everything_about_events(client):
    now = timezone.now()
    found = {}
    for path in PAGES:
        response = client.get(path)
        assert response.status_code == 200, path
        # That the festival has a programme now is said by its own page.
        found[path] = re.sub(r"<lastmod>[^<]*</lastmod>", "", response.content.decode())
    return found | {
        "years of records": str(academic_years(now=now)),
        "events that may have shifts": str(EventForm(now=now).fields["event"].choices),
    }


def test_slots_follow_the_festivals_page_out_of_public_and_back(festival, festival_page, sessions):
    assert {one.is_public for one in slots(festival)} == {True}

    festival_page.unpublish()
    hidden = slots(festival)
    festival_page.save_revision().publish()

    assert ({one.is_public for one in hidden}, {one.is_public for one in slots(festival)}) == ({False}, {True})
    assert [one.uid for one in hidden] == [one.uid for one in slots(festival)]


def test_what_is_released_before_its_page_is_public_waits_for_it(festival, festival_page, boathouse):
    festival_page.unpublish()
    SessionFactory(festival=festival, runs=[run_at(SATURDAY, "12:00", "13:00", boathouse)])

    release_programme(festival=festival, note="", now=NOON)

    assert [one.is_public for one in slots(festival)] == [False]


def test_a_slot_is_the_same_row_from_release_to_release(festival, sessions):
    before = slots(festival)
    gone = SessionSlot.objects.filter(session__title="Night songs").get()
    session = Session.objects.get(title="Mud kitchen")
    session.runs.add(run_at(SUNDAY, "14:00", "15:00"))
    session.save()
    gone.delete()

    release_programme(festival=festival, note="", now=NOON + DAY)

    after = slots(festival)
    assert {one.pk for one in before} - {one.pk for one in after} == {one.pk for one in before if one.uid == gone.uid}
    assert len({one.pk for one in after} - {one.pk for one in before}) == 1
    assert {one.session.release.number for one in after} == {2}


def test_followers_of_dates_hear_nothing_of_slots(festival, sessions):
    """Shifts are laid along dates of events: telling of each slot that goes would ask for each."""
    with heard() as found:
        deleted, _by_model = Occurrence.objects.slots_of(festival).delete()

    assert (deleted, found) == (5, {})


def test_the_slots_of_a_session_have_one_that_is_next(festival, sessions):
    eels, again = [one for one in slots(festival) if one.session.words["en"]["title"] == "Eels at noon"]

    assert (eels.is_last, again.is_last, again.next_from) == (False, True, eels.ends_at)
    assert eels.next_from < NOON


def test_what_is_called_off_is_told_apart_from_what_is_called_off_alone(festival, sessions):
    SessionSlot.objects.filter(session__title="Eels at noon", day=SATURDAY).update(is_cancelled=True, reason="High water.")

    release_programme(festival=festival, note="", now=NOON + DAY)

    found = {one.session.words["en"]["title"]: (one.status, one.is_cancelled_alone) for one in reversed(slots(festival))}
    assert found == {
        "Eels at noon": ("cancelled", True),
        "Mud kitchen": ("scheduled", False),
        "Night songs": ("scheduled", False),
        "Otters": ("cancelled", False),
    }


def test_a_released_programme_keeps_the_name_of_a_venue_that_is_gone(read, festival, sessions, library):
    assert "Central Library" in read()

    library.venue.delete()

    assert "Reading Room, Central Library" in read()


def test_making_dates_of_events_anew_leaves_slots_alone(festival, sessions):
    before = list(Occurrence.objects.slots_of(festival).values())

    assert rebuild(now=NOON) == []

    assert list(Occurrence.objects.slots_of(festival).values()) == before


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_programmes_that_were_released_before_are_carried_over(festival, sessions):
    """Only the last version is what readers see: the slots of earlier ones go."""
    SessionSlot.objects.filter(session__title="Eels at noon", day=SATURDAY).update(is_cancelled=True, reason="High water.")
    release_programme(festival=festival, note="", now=NOON + DAY)
    now = list(Occurrence.objects.slots_of(festival).values_list(*SAME, "status", "is_public", "next_from", "is_last"))
    kept = {*SAME, "venue_id", "room_id", "reason_words", "session_id"} - {"timezone"}
    old = [
        {name: getattr(slot, name) for name in kept}
        | {"release_id": slot.session.release_id, "is_cancelled": slot.is_cancelled_alone}
        for slot in Occurrence.objects.slots_of(festival)
    ]
    executor = MigrationExecutor(connection)
    latest = executor.loader.graph.leaf_nodes()
    try:
        with pytest.raises(IrreversibleError, match="restore the backup"):
            executor.migrate(BEFORE)
        Occurrence.objects.slots_of(festival).delete()
        PublicChange.objects.all().delete()
        executor = MigrationExecutor(connection)
        executor.migrate(BEFORE)
        ReleasedRun = executor.loader.project_state(BEFORE).apps.get_model("events", "ReleasedRun")
        ReleasedRun.objects.bulk_create(ReleasedRun(**row) for row in old)
        assert len(old) == len(now) == 5
        row = ReleasedRun.objects.first()
        row.pk, row.release_id = None, row.release.festival.releases.get(number=1).pk
        row.starts_at -= DAY
        row.save()
    finally:
        MigrationExecutor(connection).migrate(latest)

    again = Occurrence.objects.slots_of(festival)
    assert list(again.values_list(*SAME, "status", "is_public", "next_from", "is_last")) == now
    assert list(Release.objects.values_list("number", flat=True)) == [2, 1]
