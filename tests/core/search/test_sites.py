"""Each of two sites lists what is written for it: in every list, file and block, unless it is set to show all."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from wagtail.models import Site

from core.models import SiteSettings, Theme
from core.outputs import FORMATS
from events.models import EventsPage
from home.models import HomePage
from tests.factories.core import FormatFactory, ThemeFactory, VenueFactory
from tests.factories.events import EventPageFactory, EventsPageFactory
from tests.factories.festivals import FestivalPageFactory
from tests.factories.home import StandardPageFactory
from tests.factories.opportunities import FundingCallPageFactory, OpportunitiesPageFactory, written_round
from tests.factories.schools import SummerSchoolPageFactory

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
FIRST, SECOND = "localhost", "second.example"
#: What each site has, by the titles of its pages.
KINDS = ("talk", "walk", "record", "festival", "school", "fund", "grant")
BLOCKS = ("events", "deadlines", "summer_schools")

#: {address: the kinds of things it lists}
LISTS = {
    "": {"talk", "walk", "record", "fund", "grant", "school"},
    "blocks/": {"talk", "walk", "fund", "grant", "school"},
    "whats-on/": {"talk", "walk", "festival", "school"},
    "whats-on/?when=past": {"record"},
    "whats-on/?view=month": {"talk", "walk", "record"},
    "whats-on/?theme=water&sort=newest": {"talk", "walk"},
    "whats-on/?q=talk": {"talk"},
    "whats-on/talk/": {"talk", "walk"},
    **{f"whats-on/events.{extension}": {"talk", "walk"} for extension in FORMATS},
    **{f"whats-on/events.{extension}?when=past": {"record"} for extension in FORMATS},
    "opportunities/": {"fund", "grant"},
    "opportunities/?q=fund": {"fund"},
    "opportunities/fund/": {"fund", "grant"},
    **{f"opportunities/opportunities.{extension}": {"fund", "grant"} for extension in FORMATS},
    "venues/hall/": {"talk", "walk"},
    **{f"venues/hall/events.{extension}": {"talk", "walk"} for extension in FORMATS},
    "sitemap.xml": set(KINDS),
}


@pytest.fixture
def sites(home_page, settings):
    """{host: name in the titles of all its pages}"""
    settings.ALLOWED_HOSTS = [FIRST, SECOND]
    other = HomePage(title="Other home", slug="other")
    home_page.get_parent().add_child(instance=other)
    other.save_revision().publish()
    Site.objects.create(hostname=SECOND, root_page=other)
    theme, venue, kind = ThemeFactory(slug="water"), VenueFactory(slug="hall"), FormatFactory()
    for home, name in ((home_page, "Alpha"), (other, "Beta")):
        about = {"themes": [theme]}
        events = EventsPageFactory(parent=home)
        for number, slug in enumerate(("talk", "walk")):
            span = (NOON + (2 + number) * DAY, NOON + (2 + number) * DAY + HOUR)
            EventPageFactory(parent=events, title=f"{name} {slug}", slug=slug, venue=venue, format=kind, dates=[span], **about)
        record = EventPageFactory(
            parent=events,
            title=f"{name} record",
            slug="record",
            dates=[(NOON - 9 * DAY, NOON - 9 * DAY + HOUR)],
            record=[("text", "<p>It was good.</p>")],
            **about,
        )
        assert record.facts.has_record
        FestivalPageFactory(parent=events, title=f"{name} festival", slug="festival")
        SummerSchoolPageFactory(parent=events, title=f"{name} school", slug="school", **about)
        opportunities = OpportunitiesPageFactory(parent=home)
        for slug in ("fund", "grant"):
            rounds = [written_round(closes_at=NOON + 20 * DAY)]
            FundingCallPageFactory(parent=opportunities, title=f"{name} {slug}", slug=slug, rounds=rounds, **about)
        StandardPageFactory(parent=home, title="Blocks", slug="blocks", story=[(block, {"limit": 12}) for block in BLOCKS])
    return {FIRST: "Alpha", SECOND: "Beta"}


def listed(client, host, path):
    """{site: kinds of things} that an address names, and the hosts that it leads to."""
    response = client.get(f"/{path}", headers={"host": host})
    assert response.status_code == 200, path
    text = response.content.decode()
    if path == "sitemap.xml":
        found = {"Alpha" if FIRST in url else "Beta": set() for url in re.findall("<loc>(.*?)</loc>", text)}
        for url in re.findall("<loc>(.*?)</loc>", text):
            found["Alpha" if FIRST in url else "Beta"] |= {one for one in KINDS if url.endswith(f"/{one}/")}
    else:
        found = {}
        for name, kind in re.findall(rf"(Alpha|Beta)[\s+]({'|'.join(KINDS)})", text):
            found.setdefault(name, set()).add(kind)
    return found, {host for host in (FIRST, SECOND) if f"//{host}" in text}


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize("host", [FIRST, SECOND])
def test_a_site_lists_what_is_written_for_it_and_leads_to_no_other(client, sites, host):
    other = SECOND if host == FIRST else FIRST

    found = {path: listed(client, host, path) for path in LISTS}

    assert {path: names for path, (names, _hosts) in found.items()} == {
        path: {sites[host]: kinds} for path, kinds in LISTS.items()
    }
    assert [path for path, (_names, hosts) in found.items() if other in hosts] == []


@time_machine.travel(NOON, tick=False)
def test_a_site_that_is_set_to_show_all_lists_both_and_leads_to_the_others_pages(client, sites):
    before = {path: listed(client, SECOND, path) for path in LISTS}
    SiteSettings.objects.create(site=Site.objects.get(hostname=SECOND), shows_all_sites=True)

    after = {path: listed(client, SECOND, path) for path in LISTS}

    # Addresses of the other host belong into its own sitemap; and where there is room for three of four, or for others only.
    own = {"sitemap.xml", "", "whats-on/talk/", "opportunities/fund/"}
    assert {path: after[path][0] for path in LISTS if path not in own} == {
        path: {"Alpha": kinds, "Beta": kinds} for path, kinds in LISTS.items() if path not in own
    }
    assert {path: FIRST in after[path][1] for path in LISTS} == {path: path != "sitemap.xml" for path in LISTS}
    assert after["sitemap.xml"] == before["sitemap.xml"]
    assert {path: listed(client, FIRST, path)[0] for path in LISTS} == {path: {"Alpha": kinds} for path, kinds in LISTS.items()}


@time_machine.travel(NOON, tick=False)
def test_counts_are_those_of_the_site(client, sites):
    def count(host):
        text = client.get("/whats-on/", headers={"host": host}).content.decode()
        return int(re.search(r'name="theme" value="water".*?\((\d+)', text, re.DOTALL)[1])

    before = [count(FIRST), count(SECOND)]
    more = {"themes": [Theme.objects.get()], "dates": [(NOON + DAY, NOON + DAY + HOUR)]}
    EventPageFactory(parent=EventsPage.objects.last(), title="Beta extra", **more)

    assert (before, [count(FIRST), count(SECOND)]) == ([2, 2], [2, 3])


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize("host", [FIRST, SECOND])
def test_machines_are_told_of_the_sites_own_lists(client, sites, host):
    EventsPage.objects.get(url_path__startswith="/other/").delete()

    paths = client.get("/openapi.json", headers={"host": host}).json()["paths"]

    assert ("/whats-on/events.json" in paths, "/opportunities/opportunities.json" in paths) == (host == FIRST, True)


def test_what_moves_to_another_site_moves_to_its_lists(client, sites):
    talk = EventsPage.objects.first().get_children().get(slug="talk")
    talk.title = "Alpha moved"
    target = EventsPage.objects.last()
    target.get_children().get(slug="talk").delete()

    with time_machine.travel(NOON, tick=False):
        before = [listed(client, host, "whats-on/")[0] for host in sites]
        talk.specific.move(EventsPage.objects.last(), "last-child")
        after = [listed(client, host, "whats-on/")[0] for host in sites]

    assert [names.get("Alpha", set()) & {"talk"} for names in before] == [{"talk"}, set()]
    assert [names.get("Alpha", set()) & {"talk"} for names in after] == [set(), {"talk"}]
