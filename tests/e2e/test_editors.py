"""Editors' own screens: by keyboard alone, and with axe looking on."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe

from core.models import PublicChange
from events.models import EventPage
from tests.factories.core import VenueRoomFactory
from tests.factories.events import EventPageFactory
from tests.factories.schools import SummerSchoolPageFactory
from tests.factories.users import PASSWORD

from .test_accessibility import RULES

DAY = timedelta(days=1)
TOMORROW = datetime.now(UTC).replace(microsecond=0) + timedelta(days=1)


@pytest.fixture
def admin(new_page, editor):
    page = new_page()
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(editor.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/")
    return page


def violations(page):
    """What axe finds in the part of a screen that is ours; the rest is Wagtail's."""
    found = Axe().run(page, context={"include": [["#main"]]}, options=RULES).response["violations"]
    return [(result["id"], [node["html"][:160] for node in result["nodes"]]) for result in found]


def go_to(page, name, role="button"):
    """Press Tab until the focus is on what is called so."""
    target = page.get_by_role(role, name=name)
    for _press in range(80):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {name}")


def test_an_editor_imports_and_undoes_by_keyboard(admin, watch, events_page, tmp_path):
    path = tmp_path / "events.csv"
    path.write_text("Reference,Title,Day,Starts\nA,Stars,18/03/2027,18:00\nB,Moons,18/03/2027,13:99\n")
    found = {}

    admin.goto("/admin/events/import/")
    found["upload"] = violations(admin)
    admin.get_by_label("File").set_input_files(path)
    go_to(admin, "Upload")
    admin.keyboard.press("Enter")
    admin.wait_for_url("**/columns/")
    found["columns"] = violations(admin)
    go_to(admin, "Check the file")
    admin.keyboard.press("Enter")
    admin.get_by_text("Row 3, Starts: “13:99” is not a time.").wait_for()
    found["dry run"] = violations(admin)
    go_to(admin, "Leave out the rows with errors", role="checkbox")
    admin.keyboard.press("Space")
    go_to(admin, re.compile("^Import$"))
    admin.keyboard.press("Enter")
    admin.get_by_role("heading", name="Imported", level=2).wait_for()
    imported = list(EventPage.objects.values_list("title", flat=True))
    go_to(admin, "Undo this import", role="link")
    admin.keyboard.press("Enter")
    admin.get_by_role("button", name="Yes, undo it").wait_for()
    found["undo"] = violations(admin)
    go_to(admin, "Yes, undo it")
    admin.keyboard.press("Enter")
    admin.get_by_role("heading", name="Undone", level=2).wait_for()

    assert found == {name: [] for name in found}
    assert (imported, EventPage.objects.count()) == (["Stars"], 0)
    assert [text for text in watch.complaints if "status of 40" not in text] == []


def published_past_the_form(event):
    """Told of without a reason."""
    PublicChange.objects.create(
        thing="event",
        key=event.translation_key,
        kind="rescheduled",
        language="en",
        lacks_reason=True,
        concerns_until=TOMORROW + DAY,
        announced_at=TOMORROW - DAY,
    )


def test_axe_finds_nothing_on_lists_calendar_copy_and_report(admin, events_page):
    event = EventPageFactory(parent=events_page, title="Stars", dates=[(TOMORROW, TOMORROW + timedelta(hours=1))])
    EventPageFactory(parent=events_page, title="Moons", dates=[(TOMORROW - 3 * DAY, TOMORROW - 2 * DAY)])
    published_past_the_form(event)
    school = SummerSchoolPageFactory(parent=events_page)
    found = {}
    for name, url in {
        "list": "/admin/events/",
        "explorer": f"/admin/pages/{events_page.pk}/",
        "calendar": "/admin/events/calendar/",
        "copy": f"/admin/pages/{event.pk}/copy/",
        "report": "/admin/reports/events-to-look-at/",
        "records": "/admin/reports/events-to-look-at/records/",
        "say why": f"/admin/pages/{event.pk}/say-why/",
        "roll over": f"/admin/summer-schools/{school.pk}/roll-over/",
        "first page": "/admin/",
    }.items():
        admin.goto(url)
        found[name] = violations(admin)

    assert found == {name: [] for name in found}


def test_an_editor_says_why_by_keyboard(admin, events_page):
    event = EventPageFactory(parent=events_page, title="Stars", dates=[(TOMORROW, TOMORROW + timedelta(hours=1))])
    published_past_the_form(event)

    admin.goto("/admin/")
    go_to(admin, "Say why “Stars” has changed", role="link")
    admin.keyboard.press("Enter")
    admin.get_by_label("Why").focus()
    admin.keyboard.type("The hall is free only later.")
    admin.keyboard.press("Enter")
    admin.get_by_text("gives this reason now").wait_for()

    assert PublicChange.objects.get().reasons == {"en": "The hall is free only later."}


def test_a_room_of_its_own_is_given_to_one_date_by_keyboard(admin, events_page):
    room = VenueRoomFactory(name="Dome", venue__name="Observatory")
    event = EventPageFactory(parent=events_page, title="Stars", dates=[(TOMORROW, TOMORROW + timedelta(hours=1))])

    admin.goto(f"/admin/pages/{event.pk}/edit/")
    admin.locator("details.folded > summary").first.focus()
    admin.keyboard.press("Enter")
    admin.locator("#id_dates-0-room").select_option(str(room.pk))
    admin.get_by_role("button", name="Save draft").click()
    admin.locator(".messages .success").wait_for()

    assert EventPage.objects.get().get_latest_revision_as_object().dates.get().venue == room.venue


def test_nothing_of_a_date_is_wider_than_the_editor(new_page, admin, events_page):
    event = EventPageFactory(parent=events_page, title="Stars", dates=[(TOMORROW, TOMORROW + timedelta(hours=1))])

    admin.goto(f"/admin/pages/{event.pk}/edit/")
    edges = admin.evaluate(
        """() => ["start_date", "start_time", "end_time", "end_date"].map(
            name => document.getElementById(`id_dates-0-${name}`).getBoundingClientRect().right)"""
    )

    assert max(edges) < 1280
    assert sorted(set(edges)) == edges
