"""Announcing a change in the admin: say it, see it, confirm it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import Locale, PageLogEntry

from core.models import PublicChange
from events.announcing import announce_url
from events.choices import ChangeKind, Status
from events.formatting import when_words
from events.models import EventPage, Occurrence
from events.services import announce_change
from tests.factories.core import VenueFactory
from tests.factories.events import EventPageFactory

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
ILL = "The speaker is ill."


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def event(events_page):
    return EventPageFactory(
        parent=events_page, title="Open lab", dates=[(NOON + day * DAY, NOON + day * DAY + HOUR) for day in (1, 2)]
    )


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def answer(**answers):
    return {"kind": ChangeKind.CANCELLED, "about": "all", "reason": ILL, **answers}


def uid_of(number):
    return str(Occurrence.objects.order_by("starts_at")[number].uid)


def test_the_preview_shows_what_would_change_and_stores_nothing(desk, event):
    body = desk.post(announce_url([event]), answer(about=uid_of(0))).content.decode()

    assert "Friday 19 March 2027, midday to 1pm · [Cancelled]" in body
    assert "Announce it now" in body
    assert (list(Occurrence.objects.values_list("status", "sequence")), PublicChange.objects.count()) == (
        [("scheduled", 0)] * 2,
        0,
    )


def test_confirming_tells_everybody_and_writes_it_to_the_history(desk, editor, event):
    response = desk.post(announce_url([event]), answer(confirm="1"))

    assert response.url == reverse("wagtailadmin_pages:edit", args=[event.pk])
    assert list(Occurrence.objects.values_list("status", "sequence")) == [(Status.CANCELLED, 1)] * 2
    assert list(PublicChange.objects.values_list("kind", "reasons", "announced_by", "part")) == [
        (ChangeKind.CANCELLED, {"en": ILL}, editor.pk, None)
    ]
    assert PageLogEntry.objects.filter(page=event.pk, action="events.announce_change", user=editor).exists()


def test_what_is_public_in_another_language_alone_is_announced_on_either_page(desk, event):
    """The source page is a draft again: dates are public as long as one page is (decision 0180)."""
    welsh = event.copy_for_translation(Locale.objects.get(language_code="cy"), copy_parents=True)
    welsh.save_revision().publish()
    desk.post(reverse("wagtailadmin_pages:unpublish", args=[event.pk]), {"translations": "keep"})
    listed = desk.get(reverse("event_list:index")).content.decode()

    edited = [desk.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode() for page in (event, welsh)]
    asked = [desk.get(announce_url([page])).status_code for page in (event, welsh)]
    online = desk.post(announce_url([welsh]), answer(kind="moved-online", confirm="1")).content.decode()
    response = desk.post(announce_url([welsh]), answer(confirm="1"), follow=True)

    assert "Its page is not published: publish it with this change instead." in online
    screen = reverse("events_announce_change")
    assert [screen in text for text in (listed, *edited)] == [True, True, True]
    assert asked == [200, 200]
    assert list(Occurrence.objects.values_list("status", "is_public")) == [(Status.CANCELLED, True)] * 2
    assert ILL in desk.get(welsh.get_url()).content.decode()
    [message] = map(str, response.context["messages"])
    assert "says so in every language" in message
    assert "View live" not in message

    EventPage.objects.get(pk=welsh.pk).unpublish()

    hidden = [desk.get(announce_url([page])).status_code for page in (event, welsh)]
    assert hidden == [404, 404]
    assert screen not in desk.get(reverse("event_list:index")).content.decode()


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"reason": ""}, "This field is required."),
        ({"reason": "?!"}, "Say why in one sentence: people will read it."),
        ({"reason": "It rains. And it is cold."}, "One sentence is enough: put anything longer into the story."),
        ({"reason": "x" * 201}, "Ensure this value has at most 200 characters (it has 201)."),
        ({"kind": "rescheduled"}, "Give the new day, or choose “Postponed” if nobody knows it yet."),
        ({"kind": "rescheduled", "start_date": "2027-04-01"}, "Choose one date: each needs a new one of its own."),
        ({"kind": "new-venue"}, "Say where it is now."),
        ({"kind": "scheduled"}, "Nothing would change: this is how it has been announced already."),
        ({"kind": "nonsense"}, "Select a valid choice."),
        ({"about": "nonsense"}, "Select a valid choice."),
        ({"kind": "rescheduled", "start_date": "9999-99-99"}, "Enter a valid date."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(desk, event, answers, words):
    body = desk.post(announce_url([event]), answer(confirm="1", **answers)).content.decode()

    assert words in body
    assert not PublicChange.objects.exists()


def test_a_new_date_is_written_to_the_page_and_to_its_draft(desk, event):
    draft = event.get_latest_revision_as_object()
    draft.title = "Open lab, with tea"
    draft.save_revision()

    desk.post(
        announce_url([event]),
        answer(confirm="1", kind="rescheduled", about=uid_of(0), start_date="2027-04-01", start_time="18:00", end_time="19:00"),
    )

    page = EventPage.objects.get(pk=event.pk)
    row = Occurrence.objects.get(uid=page.dates.first().uid)
    assert (page.title, page.get_latest_revision_as_object().title) == ("Open lab", "Open lab, with tea")
    assert str(page.dates.first()) == str(page.get_latest_revision_as_object().dates.first()) == "2027-04-01"
    # British summer time has begun by then.
    assert (row.starts_at, row.previous_starts_at, row.status, row.sequence) == (
        datetime(2027, 4, 1, 17, 0, tzinfo=UTC),
        NOON + DAY,
        Status.RESCHEDULED,
        1,
    )


def test_publishing_the_draft_afterwards_changes_nothing_of_it(desk, event):
    draft = event.get_latest_revision_as_object()
    draft.save_revision()
    desk.post(announce_url([event]), answer(confirm="1", kind="rescheduled", about=uid_of(0), start_date="2027-04-01"))

    EventPage.objects.get(pk=event.pk).get_latest_revision().publish()

    assert PublicChange.objects.count() == 1


def test_a_new_place_is_marked_without_touching_the_other_dates(desk, event):
    barn = VenueFactory(name="The barn")

    desk.post(announce_url([event]), answer(confirm="1", kind="new-venue", about=uid_of(1), venue=barn.pk))

    rows = Occurrence.objects.order_by("starts_at").values_list("venue", "has_new_place", "status")
    assert list(rows) == [(None, False, "scheduled"), (barn.pk, True, "scheduled")]
    assert "The barn" in desk.get(event.url).content.decode()


def test_postponed_with_a_new_date_is_a_new_date(desk, event):
    desk.post(announce_url([event]), answer(confirm="1", kind="postponed", about=uid_of(0), start_date="2027-04-01"))

    assert PublicChange.objects.get().kind == ChangeKind.RESCHEDULED


def test_going_ahead_after_all_brings_back_how_it_was(desk, event):
    announce_change(facts=event.facts, status=ChangeKind.MOVED_ONLINE, reason=ILL, now=NOON)

    desk.post(announce_url([event]), answer(confirm="1", kind="scheduled", reason="The speaker is well again."))

    assert list(Occurrence.objects.values_list("status", "attendance_mode")) == [("scheduled", "in-person")] * 2


def test_the_reason_is_read_in_the_readers_language_or_marked_with_its_own(desk, event):
    for code in ("cy", "ar"):
        event.copy_for_translation(Locale.objects.get(language_code=code), copy_parents=True).save_revision().publish()

    desk.post(announce_url([event]), answer(confirm="1", reason_cy="Mae'r siaradwr yn sâl."))

    assert "Mae&#x27;r siaradwr yn sâl." in desk.get("/cy" + event.url).content.decode()
    assert f'<p class="notice__text" lang="en" dir="ltr">{ILL}</p>' in desk.get("/ar" + event.url).content.decode()


def test_several_events_are_told_of_at_once(desk, events_page, event):
    other = EventPageFactory(parent=events_page, title="Star party", dates=[(NOON + DAY, NOON + DAY + HOUR)])
    address = announce_url([event, other])

    body = desk.post(address, answer()).content.decode()
    desk.post(address, answer(confirm="1"))

    assert ("Star party" in body, "Open lab" in body) == (True, True)
    assert set(Occurrence.objects.values_list("status", flat=True)) == {Status.CANCELLED}


def test_it_needs_a_permission_of_its_own(client, editor, event):
    Group.objects.get(name="Moderators").permissions.remove(Permission.objects.get(codename="announce_change"))
    client.force_login(editor)

    response = client.post(announce_url([event]), answer(confirm="1"))
    menu = client.get(reverse("wagtailadmin_pages:edit", args=[event.pk])).content.decode()

    assert (response.status_code, "Announce a change" in menu) == (302, False)
    assert not PublicChange.objects.exists()


def test_it_is_in_the_menu_of_the_page_and_the_permission_in_the_settings_of_groups(desk, editor, event):
    editor.is_superuser = True
    editor.save()
    menu = desk.get(reverse("wagtailadmin_pages:edit", args=[event.pk])).content.decode()
    groups = desk.get(reverse("wagtailusers_groups:add")).content.decode()

    assert announce_url([event]).split("?")[0] in menu
    assert "Can announce a change of an event" in groups


@pytest.mark.parametrize("address", ["", "?id=", "?id=x", "?id=99999999999999999999", "?id=1"])
def test_an_address_without_a_published_event_is_not_found(desk, event, address):
    assert desk.get(reverse("events_announce_change") + address).status_code == 404


@pytest.mark.parametrize(
    ("old", "answers", "new"),
    [
        ((NOON + DAY, NOON + DAY + HOUR), {}, "Thursday 1 April 2027, midday to 1pm"),
        ((NOON + DAY, NOON + DAY + HOUR), {"start_time": "18:00"}, "Thursday 1 April 2027, from 6pm"),
        (
            (NOON + DAY + 10 * HOUR, NOON + DAY + 13 * HOUR),
            {},
            "Thursday 1 April 2027, 10pm to 1am",
        ),
    ],
)
def test_another_day_alone_keeps_the_hours(desk, events_page, old, answers, new):
    event = EventPageFactory(parent=events_page, dates=[old])

    desk.post(
        announce_url([event]), answer(confirm="1", kind="rescheduled", about=uid_of(0), start_date="2027-04-01", **answers)
    )

    assert when_words(Occurrence.objects.get()) == new
