"""A list with one choice is a page of its own: it has a name, an address in every language, and a place in the sitemap."""

import json
import re

import pytest
import time_machine
from django.http import QueryDict
from django.utils.translation import override
from wagtail.models import Locale

from core.models import Format
from events.filters import Filters
from events.models import EventPage
from tests.events.filters.asking import NOON, filters, on
from tests.factories.core import AccessFeatureFactory, AudienceFactory, FormatFactory, ThemeFactory, VenueFactory
from tests.factories.events import EventPageFactory


@pytest.fixture
def talk(events_page):
    """A talk with something to choose of every kind, read on the Wednesday before."""
    with time_machine.travel(NOON, tick=False):
        yield EventPageFactory(
            parent=events_page,
            title="Bees",
            format=FormatFactory(slug="talk", name="Talk", list_title="Talks"),
            themes=[ThemeFactory(slug="nature", name="Nature")],
            meant_for=[AudienceFactory(slug="families", name="Families", list_title="Events for families")],
            open_to=[AudienceFactory(slug="all", name="Everybody", axis="open-to")],
            venue=VenueFactory(slug="hall", name="Town Hall", locality="Porthaven"),
            attendance_mode="both",
            event_languages="cy bfi",
            dates=[on(3)],
        )


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ("format=talk", "Talks"),
        ("audience=families", "Events for families"),
        pytest.param("theme=nature", "What’s on: Nature", id="nobody has named the list"),
        ("open=all", "What’s on: Everybody"),
        ("access=loop", "What’s on: Hearing loop"),
        ("age=0-4", "What’s on: Under 5"),
        ("mode=online", "Online events"),
        ("mode=in-person", "Events in person"),
        ("price=free", "Free events"),
        ("price=paid", "What’s on: Paid"),
        ("area=porthaven", "What’s on in Porthaven"),
        ("venue=hall", "What’s on at Town Hall"),
        ("language=cy", "Events in Welsh"),
        ("language=bfi", "Events in British Sign Language"),
        ("date=today", "What’s on today"),
        ("date=weekend", "What’s on this weekend"),
        ("date=week", "What’s on in the next 7 days"),
        ("date=month", "What’s on this month"),
        ("date=2027-05", "What’s on in May 2027"),
        ("when=past", "Past events"),
        pytest.param("", "", id="everything"),
        pytest.param("format=talk&theme=nature", "", id="two choices"),
        pytest.param("format=talk&when=past", "", id="a choice among past events"),
        pytest.param("format=nonsense", "", id="an unknown choice"),
        pytest.param("q=bees", "", id="words"),
        pytest.param("from=2027-03-17", "", id="a span of days"),
        pytest.param("age_from=5", "", id="exact ages"),
        pytest.param("sort=newest", "", id="another order"),
        pytest.param("view=month", "", id="a calendar"),
        pytest.param("format=talk&view=month", "", id="a calendar of one choice"),
    ],
)
def test_what_a_list_is_called(talk, query, heading):
    AccessFeatureFactory(slug="loop", name="Hearing loop")

    assert filters(query).heading == heading


def test_a_list_is_called_in_the_readers_language_or_by_the_translated_name(talk):
    welsh = Locale.objects.get(language_code="cy")
    theirs = Format.objects.get().copy_for_translation(welsh)
    theirs.name, theirs.list_title = "Sgwrs", ""
    theirs.save()

    def heading():
        with override("cy"):
            return Filters(QueryDict("format=talk"), locale=welsh, now=NOON).heading

    by_name = heading()
    theirs.list_title = "Sgyrsiau"
    theirs.save()

    assert (by_name.endswith("Sgwrs"), heading()) == (True, "Sgyrsiau")


def head_of(html):
    return {
        "title": re.search("<title>(.*?)</title>", html, re.DOTALL)[1],
        "h1": re.search("<h1>(.*?)</h1>", html, re.DOTALL)[1],
        "og": re.search('property="og:title" content="(.*?)"', html)[1],
        "canonical": re.search('rel="canonical" href="(.*?)"', html)[1],
        "robots": (re.search('name="robots" content="(.*?)"', html) or ["", ""])[1],
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (
            "?format=talk",
            {"title": "Talks – Engage", "h1": "Talks", "og": "Talks", "canonical": "?format=talk", "robots": ""},
        ),
        (
            "",
            {
                "title": "What&#x27;s on – Engage",
                "h1": "What&#x27;s on",
                "og": "What&#x27;s on",
                "canonical": "",
                "robots": "",
            },
        ),
        (
            "?format=talk&theme=nature",
            {
                "title": "Talk, Nature – What&#x27;s on – Engage",
                "h1": "What&#x27;s on",
                "og": "What&#x27;s on",
                "canonical": "?format=talk&amp;theme=nature",
                "robots": "noindex, follow",
            },
        ),
        pytest.param(
            "?date=2027-09",
            {
                "title": "What’s on in September 2027 – Engage",
                "h1": "What’s on in September 2027",
                "og": "What’s on in September 2027",
                "canonical": "?date=2027-09",
                "robots": "noindex, follow",
            },
            id="nothing to be found again",
        ),
    ],
)
def test_the_page_says_what_it_lists(client, talk, query, expected):
    found = head_of(client.get(f"/whats-on/{query}").content.decode())

    assert found == expected | {"canonical": f"http://localhost/whats-on/{expected['canonical']}"}


def test_later_parts_of_a_list_have_titles_and_addresses_of_their_own(client, talk, monkeypatch):
    monkeypatch.setattr("events.presenters.PAGE_SIZE", 1)
    EventPageFactory(parent=EventPage.objects.get().get_parent(), format=Format.objects.get(), dates=[on(4)])

    found = head_of(client.get("/whats-on/?format=talk&page=2").content.decode())

    assert (found["title"], found["canonical"]) == (
        "Talks (page 2) – Engage",
        "http://localhost/whats-on/?format=talk&amp;page=2",
    )


@pytest.fixture
def welsh(home_page, events_page):
    locale = Locale.objects.get(language_code="cy")
    for page in (home_page, events_page):
        page.copy_for_translation(locale).save_revision().publish()


@pytest.mark.parametrize(
    ("query", "languages"),
    [("", ["cy", "en", "x-default"]), ("?format=talk", ["cy", "en", "x-default"]), ("?format=talk&theme=nature", [])],
)
def test_the_same_choice_has_an_address_in_every_language(client, talk, welsh, query, languages):
    html = client.get(f"/whats-on/{query}").content.decode().partition("</head>")[0]

    links = dict(re.findall(r'hreflang="(.*?)" href="(.*?)"', html))
    assert list(links) == languages
    assert all(url.endswith(f"/whats-on/{query}") for url in links.values())


def test_lists_with_one_choice_that_find_something_are_in_the_sitemap(client, talk, welsh):
    ThemeFactory(slug="nothing-about-it")

    xml = client.get("/sitemap.xml").content.decode()

    found = re.findall(r"<loc>http://localhost(/(?:cy/)?whats-on/\?.*?)</loc>", xml)
    assert [url for url in found if not url.startswith("/cy")] == [
        "/whats-on/?format=talk",
        "/whats-on/?theme=nature",
        "/whats-on/?audience=families",
        "/whats-on/?mode=in-person",
        "/whats-on/?mode=online",
        "/whats-on/?price=free",
        "/whats-on/?language=bfi",
        "/whats-on/?language=cy",
    ]
    assert [f"/cy{url}" for url in found if not url.startswith("/cy")] == [url for url in found if url.startswith("/cy")]
    assert all(client.get(url).status_code == 200 for url in found)


def test_a_list_names_the_pages_it_leads_to_for_search_engines(client, talk):
    html = client.get("/whats-on/?format=talk").content.decode()

    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    [found] = [one for script in scripts for one in json.loads(script) if one["@type"] == "ItemList"]
    assert found["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "Bees", "url": "http://localhost/whats-on/bees/"}
    ]
