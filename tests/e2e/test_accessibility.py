"""axe finds nothing on any kind of page, light and dark, from left to right and from right to left (WCAG 2.2 AA)."""

from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from wagtail.models import Locale

from core.blocks import StoryBlock
from core.models import SiteSettings, SiteWords
from events.choices import Status
from events.services import announce_change
from tests.factories.core import FormatFactory, PictureFactory, ThemeFactory, VenueFactory
from tests.factories.events import EventPageFactory
from tests.factories.home import StandardPageFactory

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
NOW = datetime.now(UTC).replace(microsecond=0)
HOUR = timedelta(hours=1)


def whole_story():
    """One of every block, as the chooser previews it."""
    return [(name, block.get_preview_value()) for name, block in StoryBlock().child_blocks.items()]


@pytest.fixture
def urls(home_page, events_page, site):
    """A page of every kind, with what it can show, and its translation into Arabic."""
    settings = SiteSettings.for_site(site)
    settings.contact_email = "engage@example.org"
    settings.contact_phone = "+44 1632 960000"
    settings.save()
    SiteWords.objects.create(
        settings=settings,
        locale=Locale.get_default(),
        name="Public engagement",
        organisation="University of Porthaven",
        strapline="Research is for everybody",
        announcement="The festival programme is out",
    )
    picture = PictureFactory(size=(640, 400))
    events_page.show_in_menus = True
    events_page.save_revision().publish()
    facts = {
        "format": FormatFactory(name="Talk"),
        "venue": VenueFactory(name="Old Observatory", slug="old-observatory", travel="<p>Bus 4</p>"),
        "themes": [ThemeFactory(name="Stars")],
        "image": picture,
    }
    coming = EventPageFactory(
        parent=events_page,
        title="Stars tonight",
        summary="Bring a coat.",
        dates=[(NOW + 24 * HOUR, NOW + 25 * HOUR), (NOW + 48 * HOUR, NOW + 49 * HOUR)],
        **facts,
    )
    cancelled = EventPageFactory(parent=events_page, title="Picnic", dates=[(NOW + 30 * HOUR, NOW + 31 * HOUR)], **facts)
    announce_change(facts=cancelled.facts, status=Status.CANCELLED, reason="A storm is coming.", now=NOW)
    over = EventPageFactory(parent=events_page, title="Last year", dates=[(NOW - 30 * HOUR, NOW - 29 * HOUR)], **facts)
    about = StandardPageFactory(
        parent=home_page, title="About us", summary="Who we are", image=picture, story=whole_story(), show_in_menus=True
    )
    StandardPageFactory(parent=about, title="Our team", summary="People", show_in_menus=True)
    StandardPageFactory(parent=home_page, title="Privacy", show_in_footer=True)
    arabic = Locale.objects.get(language_code="ar")
    for page in (coming, about):
        translated = page.copy_for_translation(arabic, copy_parents=True)
        translated.title = "عنوان"
        translated.save_revision().publish()
    return {
        "home": "/",
        "list": events_page.url,
        "past": events_page.url + "?when=past",
        "event": coming.url,
        "cancelled event": cancelled.url,
        "event that is over": over.url,
        "venue": "/venues/old-observatory/",
        "venue in Arabic": "/ar/venues/old-observatory/",
        "list for other sites": events_page.url + "events.embed",
        "standard page with every block": about.url,
        "not found": "/nothing/",
        "home in Arabic": "/ar/",
        "list in Arabic": "/ar" + events_page.url,
        "event in Arabic": "/ar" + coming.url,
        "standard page in Arabic": "/ar" + about.url,
        "bad address": "/?x=%00",
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(new_page, urls, scheme):
    page = new_page(scheme=scheme)
    found = {}
    for name, url in urls.items():
        page.goto(url)
        for result in Axe().run(page, options=RULES).response["violations"]:
            found.setdefault(name, []).append((result["id"], [node["html"][:160] for node in result["nodes"]]))

    assert found == {}


def test_pages_ask_nobody_else_and_break_no_policy(new_page, watch, live_server, urls):
    page = new_page()
    for url in urls.values():
        page.goto(url, wait_until="networkidle")

    assert [text for text in watch.complaints if "status of 40" not in text] == []
    assert watch.hosts - {""} == {live_server.url.split("/")[2]}


def test_nothing_is_wider_than_a_small_phone(new_page, urls):
    page = new_page(width=320)
    widths = {}
    for name, url in urls.items():
        page.goto(url)
        widths[name] = page.evaluate("document.scrollingElement.scrollWidth")

    assert widths == dict.fromkeys(urls, 320)


def test_the_first_key_press_offers_the_content_and_shows_where_it_is(new_page, urls):
    page = new_page()
    page.goto(urls["event"])

    page.keyboard.press("Tab")
    focused = page.evaluate(
        "[document.activeElement.textContent.trim(), getComputedStyle(document.activeElement).outlineStyle]"
    )
    page.keyboard.press("Enter")

    assert focused == ["Skip to the content", "solid"]
    assert page.evaluate("location.hash") == "#main"
