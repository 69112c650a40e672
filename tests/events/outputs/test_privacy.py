"""What needs a password or login, or is not published any more, is nowhere but at its own address."""

import pytest
from wagtail.models import Page, PageViewRestriction

from core.outputs import FORMATS
from events.models import EventPage
from tests.factories.core import ThemeFactory, VenueFactory
from tests.factories.events import EventPageFactory
from tests.factories.festivals import FestivalPageFactory

from .conftest import HOUR, NOW

pytestmark = pytest.mark.django_db

FILES = [f".{extension}" for extension in FORMATS]


@pytest.fixture
def secret(clock, home_page, events_page):
    """An event with a date to come and one that is over, at a place, about a theme, beside one that everybody may see."""
    about = {"venue": VenueFactory(slug="hall"), "themes": [ThemeFactory(slug="bees")]}
    EventPageFactory(parent=events_page, title="Open to all", slug="open", dates=[(NOW + HOUR, NOW + 2 * HOUR)], **about)
    EventPageFactory(parent=events_page, title="Cyfrinach", slug="over", dates=[(NOW - 2 * HOUR, NOW - HOUR)], **about)
    festival = FestivalPageFactory(parent=events_page, title="Days", slug="days")
    return [
        EventPageFactory(parent=festival, title="Cyfrinach", slug="within", dates=[(NOW + HOUR, NOW + 2 * HOUR)]),
        EventPageFactory(parent=events_page, title="Cyfrinach", slug="secret", dates=[(NOW + HOUR, NOW + 2 * HOUR)], **about),
        EventPage.objects.get(slug="over"),
    ]


#: Everywhere that tells of other events than the page's own.
EVERYWHERE = [
    "/whats-on/",
    "/whats-on/?when=past",
    "/whats-on/?q=cyfrinach",
    "/whats-on/?view=month&date=2027-06",
    "/whats-on/open/",
    "/whats-on/days/",
    "/venues/hall/",
    *(f"/whats-on/events{ending}" for ending in FILES),
    *(f"/whats-on/events{ending}?when=past" for ending in FILES),
    *(f"/venues/hall/events{ending}" for ending in FILES),
    "/sitemap.xml",
]


def places_that_tell(client, word="Cyfrinach"):
    """Where a title is found, or in the sitemap an address."""
    return [path for path in EVERYWHERE if any(each in client.get(path).content.decode() for each in (word, "/secret/"))]


def hide_by_restriction(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="please")


def hide_by_unpublishing(page):
    page.unpublish()


@pytest.mark.parametrize("hide", [hide_by_restriction, hide_by_unpublishing])
def test_what_is_hidden_is_told_nowhere(client, secret, hide):
    before = places_that_tell(client)

    for page in secret:
        hide(page)

    assert (before, places_that_tell(client)) == (EVERYWHERE, [])


def test_what_is_below_something_hidden_is_hidden_with_it(client, secret, events_page):
    hide_by_restriction(Page.objects.get(slug="days"))

    told = {path: client.get(path).content.decode() for path in EVERYWHERE if path != "/whats-on/days/"}
    assert [path for path, text in told.items() if "/days/within/" in text or ">Days<" in text] == []


def test_what_somebody_must_log_in_for_is_in_no_file(client, programme):
    PageViewRestriction.objects.create(page=EventPage.objects.get(slug="stars"), restriction_type=PageViewRestriction.LOGIN)

    assert client.get("/whats-on/stars/event.json").status_code == 302
    assert "Stars, planets" not in client.get("/whats-on/events.json").content.decode()


def test_words_of_a_translation_behind_a_login_are_lent_to_nobody(client, programme, welsh):
    translated = EventPage.objects.get(slug="stars").copy_for_translation(welsh)
    translated.title = "Cyfrinach"
    translated.save_revision().publish()
    paths = ["/cy/whats-on/", "/cy/whats-on/?view=month&date=2027-07", "/cy/venues/old-observatory/"]
    paths += [f"/cy/whats-on/events.{extension}" for extension in FORMATS]

    def shown():
        return {path: "Cyfrinach" in client.get(path).content.decode() for path in paths}

    before = shown(), client.get("/cy/whats-on/events.json?q=cyfrinach").json()["entries"] != []
    PageViewRestriction.objects.create(page=translated, restriction_type=PageViewRestriction.LOGIN)
    after = shown(), client.get("/cy/whats-on/events.json?q=cyfrinach").json()["entries"] != []

    assert before == (dict.fromkeys(paths, True), True)
    assert after == (dict.fromkeys(paths, False), False)
    # Nor are those of the page it is translated from: a restriction holds in every language.
    assert "Stars, planets" not in client.get("/cy/whats-on/").content.decode() + client.get("/whats-on/").content.decode()


def test_who_may_see_a_private_page_may_have_its_files_and_no_cache_keeps_them_for_others(client, programme, admin_user):
    PageViewRestriction.objects.create(page=EventPage.objects.get(slug="stars"), restriction_type=PageViewRestriction.LOGIN)
    client.force_login(admin_user)

    for extension in FORMATS:
        response = client.get(f"/whats-on/stars/event.{extension}")

        assert "Stars, planets" in response.content.decode().replace("\\,", ",")
        assert response["Cache-Control"].startswith("private, no-cache")
        assert "Access-Control-Allow-Origin" not in response
