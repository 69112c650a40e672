"""What an officer does with a role's shifts."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry, PageLogEntry

from events.models import EventPage
from opportunities.models import Shift
from opportunities.shifts import holds
from tests.factories.events import SOME_DAY
from tests.factories.opportunities import VolunteerRolePageFactory
from tests.factories.shifts import event_at, shifts_of

NOW = SOME_DAY - timedelta(days=7)
DAY = timedelta(days=1)
PLAN = {"people": 3, "before": 30, "after": 30, "longest": 120, "changeover": 10}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def officer(client, editor):
    editor.user_permissions.add(Permission.objects.get(codename="manage_shifts"))
    client.force_login(editor)
    return editor


@pytest.fixture
def event(events_page):
    return event_at(events_page, SOME_DAY, SOME_DAY + DAY, title="Family day", hours=3)


def make_url(role, event):
    return f"{reverse('opportunities_make_shifts', args=[role.pk])}?event={event.translation_key}"


def uids(event):
    return [str(uid) for uid in event.facts.occurrences.order_by("starts_at").values_list("uid", flat=True)]


def test_shifts_are_looked_at_before_they_are_made(client, officer, role, event):
    posted = PLAN | {"dates": uids(event)}

    preview = client.post(make_url(role, event), posted | {"action": "preview"})

    assert Shift.objects.count() == 0
    assert "5:30pm to 7:40pm UK time" in preview.content.decode()
    assert "Make 4 shifts" in preview.content.decode()

    made = client.post(make_url(role, event), posted | {"action": "make"}, follow=True)

    assert (Shift.objects.count(), "4 shifts made." in made.content.decode()) == (4, True)
    assert PageLogEntry.objects.get(action="opportunities.make_shifts").message == "Shifts made: 4"


def test_the_preview_says_why_a_date_gets_none(client, officer, role, event):
    shifts_of(role, event)

    preview = client.post(make_url(role, event), PLAN | {"dates": uids(event), "action": "preview"}).content.decode()

    assert preview.count("This role has shifts at this date already.") == 2
    assert 'value="make"' not in preview


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"people": 0}, "Ensure this value is greater than or equal to 1."),
        ({"longest": 1}, "Ensure this value is greater than or equal to 15."),
        ({"before": 99999999999999999999}, "Ensure this value is less than or equal to 1440."),
        ({"dates": []}, "Choose at least one date."),
        ({"dates": ["nonsense"]}, "One of these dates is over or gone. Please choose again."),
    ],
    ids=str,
)
def test_bad_input_is_refused_in_words_and_makes_nothing(client, officer, role, event, changed, words):
    answer = client.post(make_url(role, event), PLAN | {"dates": uids(event), "action": "make"} | changed)

    assert (answer.status_code, words in answer.content.decode(), Shift.objects.count()) == (422, True, 0)


def test_an_event_that_is_over_or_unknown_is_not_offered(client, officer, role, events_page):
    event_at(events_page, NOW - DAY, title="Yesterday")
    url = reverse("opportunities_make_shifts", args=[role.pk])

    assert "Yesterday" not in client.get(url).content.decode()
    assert client.get(url, {"event": "nonsense"}).status_code == 422


def test_a_role_that_was_never_published_has_no_shifts_yet(client, officer, opportunities_page):
    draft = VolunteerRolePageFactory(parent=opportunities_page, publish=False)

    answer = client.get(reverse("opportunities_make_shifts", args=[draft.pk]), follow=True)

    assert "Publish the role first" in answer.content.decode()


def act(client, role, shift, **posted):
    return client.post(reverse("opportunities_change_shift", args=[role.pk, shift.uid]), posted, follow=True).content.decode()


def test_a_shift_is_changed_with_buttons_and_the_history_says_so(client, officer, role, event):
    shift = shifts_of(role, event)[0]

    assert "One more person put down" in act(client, role, shift, action="take")
    assert "More people than that have a place already." not in act(client, role, shift, action="places", places=1)
    assert "This shift is full." in act(client, role, shift, action="take")
    assert "Somebody has a place in this shift: cancel it instead." in act(client, role, shift, action="delete")
    assert "Cancelled: Thursday 18 March 2027" in act(client, role, shift, action="cancel")
    assert "Takes place again" in act(client, role, shift, action="restore")
    assert "One place given back" in act(client, role, shift, action="free")
    assert "Ensure this value is greater than or equal to 1." in act(client, role, shift, action="places", places=0)
    assert "Deleted: Thursday 18 March 2027" in act(client, role, shift, action="delete")

    words = "Thursday 18 March 2027, 6pm to 9pm UK time"
    assert [entry.message for entry in PageLogEntry.objects.filter(action__startswith="opportunities.").order_by("pk")] == [
        f"Somebody put down: {words}",
        f"Places of a shift changed to 1: {words}",
        f"Shift cancelled: {words}",
        f"Shift restored: {words}",
        f"Place given back: {words}",
        f"Shift deleted: {words}",
    ]
    assert ModelLogEntry.objects.count() == 0


def test_the_list_counts_a_hold_that_is_over_as_free(client, officer, role, event):
    [shift, *_others] = shifts_of(role, event)
    holds.hold_places(role=role.opportunity_facts, shifts=[shift], now=NOW - holds.HELD_FOR)

    assert "<td>0 / 2</td>" in client.get(reverse("opportunities_shifts", args=[role.pk])).content.decode()


def test_shifts_of_an_event_that_is_gone_stay_in_the_list(client, officer, role, event):
    shifts_of(role, event)
    EventPage.objects.get(pk=event.pk).delete()

    shown = client.get(reverse("opportunities_shifts", args=[role.pk])).content.decode()

    assert shown.count("Hidden: the event&#x27;s date is not published") + shown.count("Hidden: the event's date") == 2


def test_nobody_without_the_permission_sees_or_changes_shifts(client, editor, role, event):
    [shift, *_others] = shifts_of(role, event)
    client.force_login(editor)

    answers = [
        client.get(reverse("opportunities_shifts", args=[role.pk])),
        client.post(make_url(role, event), PLAN | {"dates": uids(event), "action": "make"}),
        client.post(reverse("opportunities_change_shift", args=[role.pk, shift.uid]), {"action": "delete"}),
    ]

    assert [answer.status_code for answer in answers] == [302] * 3  # to the admin's home, with a message
    assert Shift.objects.count() == 2
    assert "/shifts/" not in client.get(reverse("wagtailadmin_pages:edit", args=[role.pk])).content.decode()


def test_the_roles_own_page_leads_to_its_shifts(client, officer, role):
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[role.pk])).content.decode()

    assert reverse("opportunities_shifts", args=[role.pk]) in edit


def test_following_a_link_changes_nothing(client, officer, role, event):
    [shift, *_others] = shifts_of(role, event)

    assert client.get(reverse("opportunities_change_shift", args=[role.pk, shift.uid])).status_code == 405


def test_the_list_asks_as_often_for_many_shifts_as_for_few(client, officer, role, events_page):
    url = reverse("opportunities_shifts", args=[role.pk])

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    shifts_of(role, event_at(events_page))
    queries()  # what is kept until somebody publishes
    few = queries()
    for _event in range(4):
        shifts_of(role, event_at(events_page, hours=8), longest=60)
    queries()

    assert queries() == few
