"""Changes that were published past the form, and what editors do about them."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse

from core.changelog.log import explain
from core.models import PublicChange
from events.models import Occurrence
from tests.factories.events import EventPageFactory
from tests.factories.users import UserFactory

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
WHY = "The hall is free only later."


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def event(events_page):
    """Moved by a schedule, which asks nobody for a reason."""
    page = EventPageFactory(parent=events_page, title="Open lab", dates=[(NOON + DAY, NOON + DAY + HOUR)])
    draft = page.get_latest_revision_as_object()
    date = draft.dates.get()
    date.start_date = date.end_date = date.start_date + DAY
    draft.dates = [date]
    draft.go_live_at = NOON + HOUR
    draft.save_revision(approved_go_live_at=NOON + HOUR)
    with time_machine.travel(NOON + 2 * HOUR, tick=False):
        call_command("publish_scheduled", verbosity=0)
    return page


def say_why(event):
    return reverse("core_explain_changes", args=[event.pk])


def test_editors_are_warned_at_the_top_of_the_page_in_the_report_and_on_the_first_page(client, editor, event):
    client.force_login(editor)

    edit = client.get(reverse("wagtailadmin_pages:edit", args=[event.pk])).content.decode()
    report = client.get(reverse("event_reports:warnings"), {"kind": "reason"})
    home = client.get(reverse("wagtailadmin_home")).content.decode()

    assert say_why(event) in edit
    [line] = report.context["object_list"]
    assert (line.title, line.words) == ("Open lab", "New date: Friday 19 March 2027, midday → Saturday 20 March 2027, midday")
    assert say_why(event) in home


def test_calendars_fetch_the_date_again_and_its_sequence_stays(event):
    before = Occurrence.objects.get()

    explain(page=event, reason=WHY, now=NOON + 3 * HOUR)

    after = Occurrence.objects.get()
    assert (after.sequence, after.modified) == (before.sequence, NOON + 3 * HOUR)


def test_once_the_date_is_over_nobody_is_asked_any_more(event):
    assert [PublicChange.objects.unexplained(now=now).count() for now in (NOON, NOON + 9 * DAY)] == [1, 0]


def test_a_writer_is_warned_and_shown_no_way_that_is_closed(client, event):
    writer = UserFactory(username="writer")
    writer.groups.set(Group.objects.filter(name="Editors"))
    client.force_login(writer)

    edit = client.get(reverse("wagtailadmin_pages:edit", args=[event.pk])).content.decode()

    assert ("Changed without a reason" in edit, say_why(event) in edit) == (True, False)
