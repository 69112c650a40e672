"""An editor cancels an event with the keyboard alone; the public, in every language, reads it at once."""

from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from wagtail.models import Locale

from events.announcing import announce_url
from events.models import EventPage
from tests.e2e.test_accessibility import RULES
from tests.factories.events import EventPageFactory
from tests.factories.users import PASSWORD

SOON = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(days=3)
HOUR = timedelta(hours=1)
#: Wagtail's own breadcrumbs and side bar, which are not ours to mend.
OURS = "main .nice-padding"


@pytest.fixture
def event(events_page):
    page = EventPageFactory(parent=events_page, title="Star party", dates=[(SOON, SOON + HOUR)])
    page.copy_for_translation(Locale.objects.get(language_code="cy"), copy_parents=True).save_revision().publish()
    return page


@pytest.fixture
def desk(new_page, editor):
    page = new_page()
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(editor.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
    return page


def violations(page):
    found = Axe().run(page, context=OURS, options=RULES).response["violations"]
    return [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found]


def test_an_editor_cancels_an_event_with_the_keyboard_alone(desk, new_page, event):
    desk.goto(announce_url([event]))
    assert violations(desk) == []

    desk.get_by_role("radio", name="Cancelled").focus()
    desk.keyboard.press("Space")
    desk.get_by_label("Why").focus()
    desk.keyboard.type("Clouds are coming.")
    desk.keyboard.press("Enter")
    desk.get_by_role("heading", name="This is what will change").wait_for()
    assert violations(desk) == []
    desk.get_by_role("button", name="Announce it now").focus()
    desk.keyboard.press("Enter")
    desk.get_by_text("says so in every language").wait_for()

    visitor = new_page()
    for url in (event.url, "/cy" + event.url):
        visitor.goto(url)
        assert "Clouds are coming." in visitor.locator("main").inner_text()


def test_an_editor_generates_dates(desk, event):
    desk.goto(reverse("events_generate_dates", args=[event.pk]))
    assert violations(desk) == []

    desk.get_by_role("radio", name="Every week").check()
    desk.get_by_label("First day").fill((SOON + timedelta(days=7)).date().isoformat())
    desk.get_by_label("Or how many").fill("3")
    desk.get_by_role("button", name="See the dates").click()
    desk.get_by_role("heading", name="3 dates will be added").wait_for()
    assert violations(desk) == []
    desk.get_by_role("button", name="Add these dates").click()
    desk.get_by_text("3 dates added to the draft").wait_for()

    assert EventPage.objects.get(pk=event.pk).get_latest_revision_as_object().dates.count() == 4


def test_a_visitor_elsewhere_reads_the_time_on_their_own_clocks(browser, live_server, event):
    context = browser.new_context(base_url=live_server.url, timezone_id="Asia/Tokyo", locale="en")
    page = context.new_page()

    page.goto(event.url)
    page.get_by_text("In your time zone:").first.wait_for()

    context.close()
