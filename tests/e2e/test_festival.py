"""A visitor makes a programme of their own: stars, a clash, a link to share, a calendar, and all of it without a network."""

import re
from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from icalendar import Calendar
from playwright.sync_api import expect
from wagtail.models import Locale

from events.choices import Participation
from events.festivals.services import release_programme
from tests.factories.core import AccessFeatureFactory, FormatFactory, VenueFactory, VenueRoomFactory
from tests.factories.festivals import SATURDAY, SUNDAY, FestivalPageFactory, SessionFactory, TrackFactory, run_at

NOW = datetime.now(UTC).replace(microsecond=0)
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}


@pytest.fixture
def festival_page(events_page):
    """Two days with a clash, a long walk, something to drop into, something cancelled, and Welsh and Arabic words."""
    meadow = VenueFactory(name="The Meadow", latitude="51.66688", longitude="-2.78899")
    library = VenueFactory(name="Central Library", latitude="51.65634", longitude="-2.78033")
    boathouse, reading_room = VenueRoomFactory(venue=meadow), VenueRoomFactory(venue=library)
    page = FestivalPageFactory(parent=events_page, title="Festival of the River", slug="river", venues=[meadow, library])
    shared = {
        "festival": page.festival,
        "kind": FormatFactory(name="Talk"),
        "track": TrackFactory(festival=page.festival, name="Under water"),
        "access_features": [AccessFeatureFactory(name="BSL interpreted")],
        "people": ["Dr Non Prys"],
    }
    for title, day, starts, ends, room, values in (
        ("Eels", SATURDAY, "10:00", "11:00", boathouse, {"words": {"ar": {"title": "الأنقليس"}}}),
        ("Boats", SATURDAY, "10:30", "11:30", boathouse, {}),
        ("Across town", SATURDAY, "11:10", "12:00", reading_room, {}),
        ("Mud kitchen", SATURDAY, "10:00", "15:00", boathouse, {"participation": Participation.DROP_IN}),
        ("Otters", SUNDAY, "10:00", "11:00", reading_room, {"is_cancelled": True, "reason": "They have moved away."}),
    ):
        SessionFactory(title=title, runs=[run_at(day, starts, ends, room)], summary="Come and see.", **shared, **values)
    release_programme(festival=page.festival, note="The first programme.", now=NOW)
    arabic = page.copy_for_translation(Locale.objects.get(language_code="ar"), copy_parents=True)
    arabic.title = "مهرجان النهر"
    arabic.save_revision().publish()
    return page


def session_url(festival_page):
    return festival_page.url + festival_page.released.entries[0].path


def star(page, title):
    return page.get_by_role("button", name=f"In my programme: {title}")


def test_a_visitor_chooses_is_warned_shares_and_takes_the_choice_along(new_page, watch, festival_page):
    page = new_page()
    page.goto(f"{festival_page.url}programme/")
    for title in ("Eels", "Boats", "Across town"):
        star(page, title).click()
        expect(star(page, title)).to_have_attribute("aria-pressed", "true")
    star(page, "Mud kitchen").press("Enter")
    star(page, "Mud kitchen").press("Space")
    assert page.locator("[data-my-number]").inner_text() == "3"

    page.get_by_role("link", name="My programme").click()
    expect(page.locator("[data-run]:visible h3")).to_have_text(["Eels", "Boats", "Across town"])
    warnings = page.locator(".session__warning").all_inner_texts()
    assert warnings[0] == "At the same time as “Eels”."
    assert any("the walk takes about 29 min" in text for text in warnings)

    with page.expect_download() as download:
        page.get_by_role("link", name="Add these to your calendar").click()
    calendar = Calendar.from_ical(download.value.path().read_bytes())
    assert [str(event["SUMMARY"]) for event in calendar.events] == ["Eels", "Boats", "Across town"]

    page.get_by_role("link", name="A link to share").click()
    address = page.get_by_label("Share this address").input_value()
    expect(page.locator(".session__warning")).to_have_text(warnings)
    assert [text for text in watch.complaints if "status of 40" not in text] == []

    friend = new_page()
    friend.goto(address)
    expect(friend.locator("[data-run] h3")).to_have_text(["Eels", "Boats", "Across town"])
    friend.get_by_role("button", name="Keep these as my programme").click()
    friend.get_by_text("Kept in this browser.").wait_for()
    friend.goto(f"{festival_page.url}my-programme/")
    expect(friend.locator("[data-run]:visible h3")).to_have_text(["Eels", "Boats", "Across town"])


def test_what_was_chosen_and_is_cancelled_says_so(new_page, festival_page):
    page = new_page()
    page.goto(f"{festival_page.url}programme/")
    star(page, "Otters").click()

    page.goto(f"{festival_page.url}my-programme/")

    assert page.get_by_text("Something you had chosen is cancelled.").is_visible()


def test_what_is_taken_out_by_mistake_is_put_back_with_the_same_button(new_page, festival_page):
    page = new_page()
    page.goto(f"{festival_page.url}programme/")
    for title in ("Eels", "Boats"):
        star(page, title).click()
    page.goto(f"{festival_page.url}my-programme/")

    star(page, "Eels").press("Enter")
    expect(star(page, "Eels")).to_have_attribute("aria-pressed", "false")
    assert page.locator(".session__warning").count() == 0
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "In my programme: Eels, 10am to 11am"
    page.keyboard.press("Enter")
    assert page.locator(".session__warning").all_inner_texts() == ["At the same time as “Eels”."]

    star(page, "Boats").press("Enter")
    page.reload()
    expect(page.locator("[data-run]:visible h3")).to_have_text(["Eels"])


def test_what_is_gone_is_said_until_the_visitor_lets_it_go(new_page, festival_page):
    page = new_page()
    page.goto(f"{festival_page.url}programme/")
    star(page, "Eels").click()
    page.evaluate("key => localStorage.setItem(key, JSON.stringify([...JSON.parse(localStorage.getItem(key)), 'gone234']))",
                  f"programme:{festival_page.translation_key}")  # fmt: skip

    page.goto(f"{festival_page.url}my-programme/")
    page.get_by_role("button", name="Take it off my list").press("Enter")

    assert page.get_by_text("Something you had chosen is no longer in the programme.").is_hidden()
    assert page.evaluate("document.activeElement.textContent") == "Add these to your calendar"
    page.reload()
    assert page.get_by_text("Something you had chosen is no longer in the programme.").is_hidden()
    expect(page.locator("[data-run]:visible h3")).to_have_text(["Eels"])


def test_a_browser_that_keeps_nothing_takes_the_choice_along_in_the_address(new_page, festival_page):
    page = new_page()
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };")
    page.goto(f"{festival_page.url}programme/")
    star(page, "Eels").click()
    star(page, "Boats").click()
    expect(star(page, "Eels")).to_have_attribute("aria-pressed", "true")
    assert page.locator("[data-my-number]").inner_text() == "2"

    page.get_by_role("link", name="My programme").click()

    expect(page.locator("[data-run] h3")).to_have_text(["Eels", "Boats"])
    page.get_by_role("button", name="Keep these as my programme").click()
    page.get_by_text("This browser keeps nothing. Keep the address instead.").wait_for()


def test_a_session_is_chosen_on_its_own_page(new_page, festival_page):
    page = new_page()
    page.goto(f"{festival_page.url}programme/")
    page.get_by_role("link", name="Eels").click()
    page.get_by_role("button", name="In my programme: Eels").click()
    expect(page.get_by_role("button", name="In my programme: Eels")).to_have_attribute("aria-pressed", "true")

    page.goto(f"{festival_page.url}my-programme/")

    expect(page.locator("[data-run]:visible h3")).to_have_text(["Eels"])


def test_stars_stay_when_the_list_is_narrowed_without_leaving_the_page(new_page, festival_page):
    page = new_page()
    page.goto(f"{festival_page.url}programme/")
    star(page, "Mud kitchen").click()

    page.get_by_label("Drop in at any time").check()
    page.locator('[data-title="Eels"]').wait_for(state="detached")

    expect(star(page, "Mud kitchen")).to_have_attribute("aria-pressed", "true")


def test_it_can_be_read_without_a_network_once_it_was_opened(new_page, festival_page):
    page = new_page()
    page.goto(f"{festival_page.url}programme/")
    star(page, "Eels").click()
    page.goto(f"{festival_page.url}my-programme/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    page.context.set_offline(True)
    page.reload()

    expect(page.locator("[data-run]:visible h3")).to_have_text(["Eels"])
    page.get_by_role("link", name="Eels").click()
    page.wait_for_url(re.compile(r"/programme/#run-"))
    assert "Come and see." in page.locator(":target").inner_text()
    page.goto(f"{festival_page.url}programme/?day=2027-05-01")
    assert "Boats" in page.locator("main").inner_text()
    assert page.evaluate("document.cookie") == ""


def test_without_a_script_boxes_lead_to_the_same_page(browser, live_server, festival_page):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{festival_page.url}programme/")
    assert page.locator("button.star").count() == 0

    page.goto(f"{festival_page.url}my-programme/")
    page.get_by_label("Eels").check()
    page.get_by_label("Boats").check()
    page.get_by_role("button", name="Show my choice").first.click()

    expect(page.locator("[data-run] h3")).to_have_text(["Eels", "Boats"])
    expect(page.locator(".session__warning")).to_have_text(["At the same time as “Eels”."])
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_list_grid_rooms_and_on_paper(new_page, festival_page, scheme):
    page = new_page(scheme=scheme)
    url = festival_page.url
    found = {}
    for path in (url, f"{url}programme/", f"{url}programme/?view=grid", f"{url}programme/?view=rooms", f"{url}my-programme/",
                 f"{url}changes/", session_url(festival_page),
                 f"/ar{url}", f"/ar{url}programme/", f"/ar{url}programme/?view=grid"):  # fmt: skip
        for medium in ("screen", "print"):
            page.emulate_media(media=medium)
            page.goto(path)
            for result in Axe().run(page, options=RULES).response["violations"]:
                found.setdefault((path, medium), []).append((result["id"], [node["html"][:160] for node in result["nodes"]]))

    assert found == {}


@pytest.mark.parametrize(
    ("view", "sheets"),
    [
        # Two days: each begins a sheet, the list upright, the grid across, and a sheet for each of the two doors.
        ("list", [(210, 297), (210, 297)]),
        ("grid", [(297, 210), (297, 210)]),
        ("rooms", [(210, 297), (210, 297)]),
    ],
)
def test_on_paper_each_day_and_each_door_has_its_sheet(new_page, festival_page, view, sheets):
    page = new_page()
    page.goto(f"{festival_page.url}programme/?view={view}")

    paper = page.pdf(prefer_css_page_size=True).decode("latin-1")

    boxes = re.findall(r"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)
    assert [tuple(round(float(side) / 72 * 25.4) for side in box) for box in boxes] == sheets


def test_nothing_of_it_is_wider_than_a_small_phone(new_page, festival_page):
    page = new_page(width=320)
    widths = {}
    paths = ["", "programme/", "programme/?view=grid", "programme/?view=rooms", "my-programme/", "changes/"]
    for path in [*(festival_page.url + path for path in paths), session_url(festival_page)]:
        page.goto(path)
        widths[path] = page.evaluate("document.scrollingElement.scrollWidth")

    assert set(widths.values()) == {320}, widths


def test_the_grid_puts_sessions_under_their_rooms_and_beside_their_hours(new_page, festival_page):
    page = new_page(width=1440)
    page.goto(f"{festival_page.url}programme/?view=grid")

    def box(title):
        return page.locator(f'[data-title="{title}"]').bounding_box()

    eels, boats, across = box("Eels"), box("Boats"), box("Across town")
    assert eels["y"] < boats["y"] < across["y"]
    assert eels["x"] != boats["x"]  # both in the boathouse at once: side by side
    assert across["x"] not in (eels["x"], boats["x"])
