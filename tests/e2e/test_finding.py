"""Finding something to go to in a browser: with scripts, without them, by keyboard, on a phone, on other clocks."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from wagtail.models import Locale

from core.models import VenueAccess
from tests.factories.core import AccessFeatureFactory, FormatFactory, ThemeFactory, VenueFactory
from tests.factories.events import EventPageFactory

from .test_accessibility import RULES

HOUR = timedelta(hours=1)


@pytest.fixture
def noon():
    """Noon of the tenth of next month: every day before and after it is in the same month."""
    return (datetime.now(UTC).replace(day=28) + timedelta(days=10)).replace(day=10, hour=12, minute=0, second=0, microsecond=0)


@pytest.fixture
def events(events_page, noon):
    """Two talks and a workshop on three days of one month, another in the month after it, and the list in Arabic."""
    talk = FormatFactory(slug="talk", name="Talk", list_title="Talks")
    workshop = FormatFactory(slug="workshop", name="Workshop")
    hall = VenueFactory(name="Town Hall", slug="hall", street="1 High Street")
    VenueAccess.objects.create(venue=hall, feature=AccessFeatureFactory(slug="lift", name="Lift"))
    themes = [ThemeFactory(slug="bees", name="Bees")]
    for title, kind, days in (("Hives", talk, 0), ("Swarms", talk, 1), ("Candles", workshop, 7), ("Honey", workshop, 33)):
        EventPageFactory(
            parent=events_page,
            title=title,
            slug=title.lower(),
            format=kind,
            venue=hall,
            themes=themes,
            price="paid",
            price_from=5,
            price_to=12,
            dates=[(noon + timedelta(days=days), noon + timedelta(days=days) + HOUR)],
        )
    arabic = Locale.objects.get(language_code="ar")
    for page in (events_page.get_parent().specific, events_page):
        page.copy_for_translation(arabic).save_revision().publish()
    return events_page


TITLES = ".results .card__title"


def test_ticking_shows_what_fits_and_says_so_without_leaving_the_page(new_page, events, watch):
    page = new_page()
    page.goto("/whats-on/")

    page.get_by_role("checkbox", name=re.compile("^Talk")).check()
    page.wait_for_url("**/whats-on/?format=talk")

    expect(page.locator("h1")).to_have_text("Talks")
    expect(page.locator(TITLES)).to_have_text(["Hives", "Swarms"])
    expect(page.get_by_role("status").first).to_have_text("2 events coming up")
    assert page.title().startswith("Talks – ")
    # The reader is still where they were.
    assert page.evaluate("document.activeElement.value") == "talk"
    page.get_by_role("link", name="Take away Kind of event: Talk").click()
    expect(page.locator("h1")).to_have_text("What's on")
    expect(page.locator(TITLES)).to_have_text(["Hives", "Swarms", "Candles", "Honey"])
    assert watch.complaints == []


def test_going_back_brings_back_what_was_shown(new_page, events):
    page = new_page()
    page.goto("/whats-on/")
    page.get_by_role("checkbox", name=re.compile("^Workshop")).check()
    expect(page.locator(".results .card")).to_have_count(2)

    page.go_back()

    expect(page.locator(".results .card")).to_have_count(4)
    assert page.locator("h1").inner_text() == "What's on"


def test_a_day_can_be_typed_as_slowly_as_anybody_likes(new_page, events, noon):
    page = new_page()
    page.goto("/whats-on/")
    page.get_by_label("From", exact=True).focus()

    # Longer than the list waits: the year 2 is on the way to 2027.
    page.keyboard.type(f"{noon + timedelta(days=1):%m%d%Y}", delay=450)
    assert page.url.endswith("/whats-on/")
    page.keyboard.press("Tab")
    page.get_by_label("To", exact=True).focus()

    page.wait_for_url(f"**/whats-on/?from={noon + timedelta(days=1):%Y-%m-%d}")
    expect(page.locator(".results .card")).to_have_count(3)


def test_words_without_end_fit_on_the_smallest_phone(new_page, events, noon):
    place = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
    hall = VenueFactory(name=place, slug="llanfair", street=place)
    EventPageFactory(parent=events, title=place, summary=place, slug="llanfair", venue=hall, dates=[(noon - HOUR, noon + HOUR)])
    page = new_page(width=320)
    wide = {}

    for path in (
        "/whats-on/",
        f"/whats-on/?view=month&date={noon:%Y-%m}",
        "/whats-on/?q=" + "W" * 200,
        "/whats-on/llanfair/",
        "/venues/",
        "/venues/llanfair/",
    ):
        page.goto(path)
        wide[path] = page.evaluate("document.scrollingElement.scrollWidth")

    assert set(wide.values()) == {320}, wide


def test_everything_works_without_scripts(browser, live_server, events, noon):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto("/whats-on/")
    page.get_by_role("checkbox", name=re.compile("^Talk")).check()
    page.get_by_label("Words to look for").fill("swarms")
    page.get_by_role("button", name="Show", exact=True).click()

    expect(page.locator(TITLES)).to_have_text(["Swarms"])
    page.get_by_role("link", name="Take all away").click()
    expect(page.locator(TITLES)).to_have_text(["Hives", "Swarms", "Candles", "Honey"])
    page.get_by_role("link", name="Calendar", exact=True).click()
    page.locator("table.calendar").wait_for()
    page.goto(f"/whats-on/?view=month&date={noon:%Y-%m}")
    entries = page.locator("table.calendar a.calendar__entry").all_inner_texts()
    assert [entry.rpartition(" ")[2] for entry in entries] == ["Hives", "Swarms", "Candles"]
    page.goto("/venues/?access=lift")
    expect(page.locator(TITLES)).to_have_text(["Town Hall"])
    context.close()


def test_arrow_keys_move_through_the_calendar(new_page, events, noon):
    page = new_page()
    page.goto(f"/whats-on/?view=month&date={noon:%Y-%m}")
    page.locator(f'[data-day="{noon:%Y-%m}-10"]').focus()

    def after(*keys):
        for key in keys:
            page.keyboard.press(key)
        return int(page.evaluate("document.activeElement.dataset.day").rpartition("-")[2])

    weekday = noon.weekday()
    assert [after("ArrowRight"), after("ArrowDown"), after("ArrowLeft"), after("ArrowUp")] == [11, 18, 17, 10]
    assert [after("Home"), after("End")] == [10 - weekday, 10 - weekday + 6]
    page.keyboard.press("PageDown")
    page.wait_for_url(lambda url: f"{noon:%Y-%m}" not in url)


def test_on_a_phone_days_are_lists_and_only_those_with_something_on(new_page, events, noon):
    page = new_page(width=320)
    page.goto(f"/whats-on/?view=month&date={noon:%Y-%m}")

    shown = page.locator("td[data-day]:visible .calendar__number").all_inner_texts()

    assert shown == ["10", "11", "17"]
    assert page.evaluate("document.scrollingElement.scrollWidth") == 320


def test_who_is_on_other_clocks_reads_both(browser, live_server, events):
    zones = {}
    for zone in ("Europe/London", "Asia/Tokyo"):
        context = browser.new_context(base_url=live_server.url, timezone_id=zone, locale="en-GB")
        page = context.new_page()
        page.goto("/whats-on/hives/")
        lines = page.locator("[data-zone]:visible").all_inner_texts()
        zones[zone] = [re.sub(r"\s", " ", line).endswith("9:00 – 10:00 pm") for line in lines]
        context.close()

    assert zones == {"Europe/London": [], "Asia/Tokyo": [True]}


PAGES = ["/whats-on/?format=talk", "/whats-on/?format=talk&q=nothing", "/venues/", "/ar/venues/", "/ar/whats-on/"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(new_page, events, noon, scheme):
    page = new_page(scheme=scheme)
    found = {}
    for path in [*PAGES, f"/whats-on/?view=month&date={noon:%Y-%m}", f"/ar/whats-on/?view=month&date={noon:%Y-%m}"]:
        page.goto(path)
        for result in Axe().run(page, options=RULES).response["violations"]:
            found.setdefault(path, []).append((result["id"], [node["html"][:160] for node in result["nodes"]]))

    assert found == {}


def test_a_price_is_read_from_right_to_left_beside_an_english_title(new_page, events):
    page = new_page()
    page.goto("/ar/whats-on/")

    title, price = page.locator(".card__title a").first, page.locator(".card .badge").first
    directions = [one.evaluate("each => getComputedStyle(each).direction") for one in (title, price)]

    assert (title.get_attribute("lang"), directions) == ("en", ["ltr", "rtl"])
