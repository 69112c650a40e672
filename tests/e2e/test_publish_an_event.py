"""The main job: an editor publishes an event, and the public finds it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from tests.factories.core import picture_bytes
from tests.factories.users import PASSWORD

TOMORROW = datetime.now(UTC).date() + timedelta(days=1)


@pytest.fixture
def picture_file(tmp_path):
    path = tmp_path / "observatory.png"
    path.write_bytes(picture_bytes(size=(1600, 1067), colour="midnightblue"))
    return path


def test_an_editor_publishes_an_event_and_a_visitor_finds_it(new_page, watch, editor, events_page, picture_file, live_server):
    page = new_page()
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(editor.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")

    page.goto(f"/admin/pages/add/events/eventpage/{events_page.pk}/")
    page.locator("#id_title").fill("Night at the observatory")
    page.locator("#id_summary").fill("See the rings of Saturn with your own eyes.")
    page.get_by_role("button", name="Choose an image").first.click()
    page.get_by_role("tab", name="Upload").click()
    page.locator("#id_image-chooser-upload-file").set_input_files(picture_file)
    page.locator("#id_image-chooser-upload-title").fill("Observatory")
    page.locator("#id_image-chooser-upload-purpose").select_option("informative")
    page.locator("#id_image-chooser-upload-description").fill("The dome of the observatory under stars")
    page.locator("#id_image-chooser-upload-consent").select_option("nobody")
    page.locator(".modal").get_by_role("button", name="Upload").click()
    page.locator(".modal").wait_for(state="detached")
    page.locator("#id_dates-0-start_date").fill(TOMORROW.isoformat())
    page.locator("#id_dates-0-start_time").fill("19:00")
    page.locator("#id_dates-0-end_time").fill("21:00")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="More actions").last.click()
    page.get_by_role("button", name="Publish").click()
    # Where typing takes long, the page is kept as a draft meanwhile, and is there already.
    page.get_by_text(re.compile("(created and|has been) published")).wait_for()
    assert watch.hosts - {""} == {live_server.url.split("/")[2]}

    visitor = new_page()
    visitor.goto("/")
    visitor.get_by_role("link", name="Night at the observatory").wait_for()
    visitor.goto(events_page.url)
    visitor.get_by_role("link", name="Night at the observatory").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Night at the observatory")
    assert "7pm to 9pm" in visitor.locator("main").inner_text()
    assert visitor.get_by_alt_text("The dome of the observatory under stars").evaluate("image => image.naturalWidth") > 0

    with visitor.expect_download() as download:
        visitor.get_by_role("link", name="Add to your calendar").first.click()
    [event] = Calendar.from_ical(download.value.path().read_bytes()).events
    assert (event["SUMMARY"], event.start.date(), event.start.hour) == ("Night at the observatory", TOMORROW, 19)
