"""Imports that stop, go on, are undone, and are nobody else's."""

import json
from datetime import timedelta

import time_machine
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse

from events.models import EventPage, ExternalId, Import, ImportRow
from tests.factories.events import EventPageFactory
from tests.factories.users import UserFactory

from .desk import NOON
from .files import csv_file


def test_undoing_deletes_the_new_and_brings_back_the_changed(desk, events_page):
    page = EventPageFactory(parent=events_page, title="Moons", summary="Old words.")
    ExternalId.objects.create(external_id="M", page=page)
    desk.check(csv_file("Reference,Title,Summary", "N,New,", "M,Moons,New words."))
    desk.press("confirm", publishes="on")
    page.refresh_from_db()
    imported = page.summary

    desk.press("undo")

    page.refresh_from_db()
    assert (imported, page.summary, page.live) == ("New words.", "Old words.", True)
    assert list(EventPage.objects.values_list("title", flat=True)) == ["Moons"]
    assert Import.objects.get().state == Import.State.UNDONE
    assert list(ImportRow.objects.values_list("result", flat=True)) == ["undone", "undone"]
    assert not ExternalId.objects.filter(external_id="N").exists()


def test_what_somebody_has_built_on_is_not_undone_and_named(desk):
    desk.check(csv_file("Title", "Stars", "Moons"))
    desk.press("confirm")
    stars = EventPage.objects.get(title="Stars")
    stars.summary = "Bring a coat."
    stars.save_revision()

    response = desk.press("undo")

    assert list(EventPage.objects.values_list("title", flat=True)) == ["Stars"]
    assert ImportRow.objects.get(number=2).words == "Somebody has changed this event since."
    assert "Somebody has changed this event since." in response.content.decode()


def test_progress_is_told_and_work_that_stopped_goes_on(desk):
    desk.check(csv_file("Title", "Stars", "Moons"))
    batch = Import.objects.get()
    Import.objects.update(state=Import.State.IMPORTING, done=1, moved_at=NOON)
    url = reverse("event_imports:show", args=[batch.pk])

    told = json.loads(desk.client.get(reverse("event_imports:progress", args=[batch.pk])).content)
    with time_machine.travel(NOON + timedelta(minutes=3), tick=False):
        page = desk.client.get(url).content.decode()
        desk.press("go_on")

    assert told == {"state": "importing", "is_working": True, "done": 1, "total": 2}
    assert "the work was cut off" in page
    assert (Import.objects.get().state, EventPage.objects.count()) == (Import.State.IMPORTED, 2)


def test_a_button_pressed_twice_imports_once(desk):
    desk.check(csv_file("Title", "Stars"))
    desk.press("confirm")
    desk.press("confirm")

    assert EventPage.objects.count() == 1


def test_files_are_forgotten_after_a_week(desk):
    desk.check(csv_file("Title", "Stars"))
    with time_machine.travel(NOON + timedelta(days=7, minutes=1), tick=False):
        call_command("housekeeping", "forget imported files")

    batch = Import.objects.get()
    desk.press("confirm")

    assert (batch.content, batch.rows.get().cells, EventPage.objects.count()) == (None, {}, 0)
    assert "not kept any longer" in desk.client.get(reverse("event_imports:show", args=[batch.pk])).content.decode()


def test_other_peoples_imports_are_closed_and_nobody_else_gets_in(desk, client):
    desk.check(csv_file("Title", "Stars"))
    other = UserFactory()
    other.groups.set(Group.objects.filter(name="Editors"))
    client.force_login(other)
    refused = [
        client.get(reverse(f"event_imports:{name}", args=[Import.objects.get().pk])).status_code
        for name in ("show", "columns", "undo", "progress")
    ]
    client.force_login(UserFactory())
    stranger = client.get(reverse("event_imports:index")).status_code

    assert (refused, stranger) == ([302] * 4, 302)


def test_looking_changes_nothing(desk):
    desk.check(csv_file("Title", "Stars"))
    batch = Import.objects.get()

    for name in ("confirm", "go_on"):
        assert desk.client.get(reverse(f"event_imports:{name}", args=[batch.pk])).status_code == 405
    desk.client.get(reverse("event_imports:undo", args=[batch.pk]))

    assert (Import.objects.get().state, EventPage.objects.count()) == (Import.State.CHECKED, 0)
