"""Whatever happens to pages, the dates that everybody reads stay true. Each test uses Wagtail's own actions."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.core.management import call_command
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Locale, Page, PageViewRestriction

from core.models import PublicChange
from core.publishing import rebuild
from events.choices import ChangeKind, Status
from events.models import EventFacts, EventPage, Occurrence
from events.services import announce_change
from tests.factories.events import EventPageFactory
from tests.factories.home import StandardPageFactory

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def event(events_page):
    return EventPageFactory(parent=events_page, title="Open lab", dates=[(NOON + DAY, NOON + DAY + HOUR)])


def public_starts():
    return list(Occurrence.objects.public().values_list("starts_at", flat=True))


def at(page, hour):
    """The page with its only date at another hour."""
    date = page.dates.get()
    date.start_time, date.end_time = time(hour), time(hour + 1)
    page.dates = [date]
    return page


def welsh(page):
    translation = page.copy_for_translation(Locale.objects.get(language_code="cy"), copy_parents=True)
    translation.save_revision().publish()
    return EventPage.objects.get(pk=translation.pk)


def test_moving_under_a_page_with_a_password_takes_it_out_of_every_list_and_back(home_page, events_page, event):
    private = StandardPageFactory(parent=home_page, title="Partners")
    PageViewRestriction.objects.create(page=private, restriction_type="password", password="x")
    before = public_starts()

    event.move(private, pos="last-child")
    hidden = public_starts()
    EventPage.objects.get(pk=event.pk).move(Page.objects.get(pk=events_page.pk), pos="last-child")

    assert (before, hidden, public_starts()) == ([NOON + DAY], [], [NOON + DAY])
    assert rebuild(now=NOON) == []


def test_moving_the_section_keeps_the_dates_and_deleting_it_takes_them_away(home_page, events_page, event):
    elsewhere = StandardPageFactory(parent=home_page, title="Archive")
    Page.objects.get(pk=events_page.pk).move(elsewhere, pos="last-child")
    moved = public_starts()

    Page.objects.get(pk=events_page.pk).delete()

    assert (moved, public_starts(), EventFacts.objects.count()) == ([NOON + DAY], [], 0)


def test_unpublishing_a_section_with_everything_in_it_hides_the_dates(events_page, event):
    # The action asks each page anew what its user may do.
    events_page.specific.unpublish()
    still = public_starts()
    UnpublishPageAction(EventPage.objects.get(pk=event.pk)).execute(skip_permission_checks=True)

    assert (still, public_starts()) == ([NOON + DAY], [])


def test_a_copy_that_is_announced_otherwise_leaves_the_original_alone(event):
    copy = event.copy(update_attrs={"slug": "again"}, keep_live=True)
    facts = EventFacts.objects.get(page=copy.pk)

    announce_change(facts=facts, status=ChangeKind.MOVED_ONLINE, reason="The hall has no heating.", now=NOON)

    assert dict(Occurrence.objects.values_list("facts__page", "attendance_mode")) == {event.pk: "in-person", copy.pk: "online"}
    assert rebuild(now=NOON) == []


def test_an_alias_shows_the_events_facts_and_is_in_no_list(event):
    alias = event.create_alias(update_slug="alias")
    announce_change(facts=event.facts, status=Status.CANCELLED, reason="The speaker is ill.", now=NOON)

    details = EventPage.objects.get(pk=alias.pk).details.at(NOON)

    assert (details.status, public_starts()) == (Status.CANCELLED, [NOON + DAY])


def test_a_date_may_change_freely_until_it_was_public(events_page):
    page = EventPageFactory(parent=events_page, dates=[(NOON + DAY, NOON + DAY + HOUR)], publish=False)
    page = page.get_latest_revision_as_object()
    page.go_live_at = NOON + HOUR
    page.save_revision().publish()

    at(page, 11).save_revision().publish()

    assert list(Occurrence.objects.values_list("status", "previous_starts_at")) == [(Status.SCHEDULED, None)]
    assert not PublicChange.objects.exists()


def test_fixtree_leaves_the_read_model_true(event):
    Page.objects.filter(pk=event.pk).update(depth=9)

    call_command("fixtree", interactive=False, full=True, verbosity=0)

    assert public_starts() == [NOON + DAY]
    assert rebuild(now=NOON) == []


def test_fixtree_deleting_an_orphan_deletes_its_dates(events_page, event):
    Page.objects.filter(pk=event.pk).update(path=event.path[:-4] + "ZZZZ" + event.path[-4:])

    call_command("fixtree", interactive=False, delete_orphans=True, verbosity=0)

    assert (public_starts(), EventFacts.objects.count()) == ([], 0)


def test_an_old_revision_brings_its_date_back_in_public(event):
    old = event.get_latest_revision()
    changed = at(event, 15)
    changed.change_reason, changed.change_reason_id = "The hall is free only later.", "5f0c7e9e-0000-4000-8000-000000000001"
    changed.save_revision().publish()

    old.publish()

    row = Occurrence.objects.get()
    assert (row.starts_at, row.previous_starts_at, row.status, row.sequence) == (
        NOON + DAY,
        NOON + DAY + 3 * HOUR,
        Status.RESCHEDULED,
        2,
    )
    assert list(PublicChange.objects.values_list("kind", "reasons", "before", "after")) == [
        (
            ChangeKind.RESCHEDULED,
            {},
            {"starts_at": (NOON + DAY + 3 * HOUR).isoformat()},
            {"starts_at": (NOON + DAY).isoformat()},
        ),
        (
            ChangeKind.RESCHEDULED,
            {"en": "The hall is free only later."},
            {"starts_at": (NOON + DAY).isoformat()},
            {"starts_at": (NOON + DAY + 3 * HOUR).isoformat()},
        ),
    ]


def test_a_reason_is_said_once_and_not_again_by_the_revision_that_had_it(event):
    changed = at(event, 15)
    changed.change_reason, changed.change_reason_id = "The hall is free only later.", "5f0c7e9e-0000-4000-8000-000000000001"
    with_reason = changed.save_revision()
    with_reason.publish()
    at(EventPage.objects.get(pk=event.pk), 16).save_revision().publish()

    with_reason.publish()

    assert list(PublicChange.objects.values_list("reasons", flat=True)) == [{}, {}, {"en": "The hall is free only later."}]


def test_unpublishing_first_does_not_hide_that_a_date_came_back(event):
    old = event.get_latest_revision()
    at(event, 15).save_revision().publish()
    EventPage.objects.get(pk=event.pk).unpublish()

    old.publish()

    assert PublicChange.objects.count() == 2


def test_deleting_the_source_page_leaves_facts_and_announcements_to_its_translation(event):
    translation = welsh(event)
    announce_change(facts=event.facts, status=Status.CANCELLED, reason="The speaker is ill.", now=NOON)
    uid = Occurrence.objects.get().uid

    EventPage.objects.get(pk=event.pk).delete()

    row = Occurrence.objects.public().get()
    assert (row.uid, row.status, row.facts.page_id) == (uid, Status.CANCELLED, translation.pk)
    translation.save_revision().publish()
    assert Occurrence.objects.get().status == Status.CANCELLED
    assert rebuild(now=NOON) == []


def test_a_date_taken_off_the_page_stays_cancelled_through_publishing_and_rebuilding(events_page):
    page = EventPageFactory(parent=events_page, dates=[(NOON + day * DAY, NOON + day * DAY + HOUR) for day in (1, 2)])
    page.dates = list(page.dates.all())[:1]
    page.save_revision().publish()

    page.save_revision().publish()

    assert rebuild(now=NOON) == []
    assert list(Occurrence.objects.values_list("starts_at", "status")) == [
        (NOON + DAY, Status.SCHEDULED),
        (NOON + 2 * DAY, Status.CANCELLED),
    ]
    assert [change.kind for change in PublicChange.objects.all()] == [ChangeKind.CANCELLED]
