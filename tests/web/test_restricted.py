"""What is restricted is told nowhere, whatever kind of page it is, whichever language carries it and however one asks.

Everything that can be reached is asked for while the page is public, and again once it is not. Kinds of pages come from
their models, their addresses from their resolvers, files from what pages offer: what is new is in here by itself, or fails.
"""

import re
from datetime import UTC, datetime
from html import unescape
from urllib.parse import urlsplit

import pytest
import time_machine
from django.urls import Resolver404
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Locale, PageViewRestriction

from core.outputs.pages import OutputsMixin
from events.festivals.routes import OUTPUTS
from events.festivals.services import release_programme
from events.models import EventsPage, Festival, FestivalPage
from home.models import HomePage
from opportunities.models import OpportunitiesPage, VolunteerRolePage
from tests.architecture.test_pages import FACTORIES, PAGES, name_of
from tests.factories.core import ThemeFactory, VenueFactory
from tests.factories.events import EventPageFactory
from tests.factories.festivals import SessionFactory
from tests.factories.home import StandardPageFactory
from tests.factories.opportunities import FundingCallPageFactory
from tests.factories.shifts import shifts_of

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
#: In the title, summary and facts of what is restricted, but in no address, since a form says where it leads back to.
WORD = "zqsecret"
#: What finds it, and is said back by whoever finds nothing.
BEGINNING = "zqsecre"
LANGUAGES = ["en", "cy", "ar"]
LINK = re.compile(r'(?:href|action|src|data-[\w-]+)="([^"]+)"|<loc>([^<]+)</loc>|"(?:url|next)": ?"([^"]+)"')
ELSEWHERE = ("/static/", "/media/", "/admin/", "/documents/", "/_util/", "/brand.")
#: What no link leads to.
ASKED = ["/sitemap.xml", "/openapi.json", "/healthz"]
#: Questions to lists.
QUESTIONS = [f"?q={BEGINNING}", "?when=past", "?view=month&date=2027-03"]
MOST_ADDRESSES = 400
SECTIONS = (HomePage, EventsPage, OpportunitiesPage)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def locales(db):
    return [Locale.objects.get_or_create(language_code=code)[0] for code in LANGUAGES]


def publish(page, **values):
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def filled(model, parent, venue, theme):
    """A page of a kind that says the word wherever it can."""
    fields = {field.name for field in model._meta.get_fields()}
    values = {"title": f"{WORD} title", "slug": "hidden", "summary": f"{WORD} summary"}
    known = {"venue": venue, "themes": [theme], "contact_name": f"{WORD} contact", "venues": [venue]}
    return FACTORIES[model](parent=parent, **values, **{name: value for name, value in known.items() if name in fields})


@pytest.fixture
def world(home_page, locales):
    """`world(model)` → one page of that kind in each language by code, published, beside others that stay public."""

    def make(model):
        venue, theme = VenueFactory(slug="hall"), ThemeFactory(slug="bees")
        sections = {HomePage: home_page}
        for kind in SECTIONS[1:]:
            sections[kind] = FACTORIES[kind](parent=home_page, show_in_menus=True)
        StandardPageFactory(parent=home_page, title="About us", slug="about", show_in_footer=True)
        FundingCallPageFactory(parent=sections[OpportunitiesPage], title="Open call", slug="open-call", themes=[theme])
        event = EventPageFactory(parent=sections[EventsPage], title="Open", slug="open", venue=venue, themes=[theme])
        if model in sections:
            page = publish(sections[model], title=f"{WORD} title", summary=f"{WORD} summary")
        else:
            allowed = [kind for kind in SECTIONS if kind in model.allowed_parent_page_models()]
            page = filled(model, sections[allowed[0]], venue, theme)
        if model is FestivalPage:
            festival = Festival.objects.get(page=page)
            SessionFactory(festival=festival, title=f"{WORD} session", summary=f"{WORD} talk")
            release_programme(festival=festival, note=f"{WORD} note", now=NOW)
            EventPageFactory(parent=page, title="Within", slug="within", venue=venue)
        if model is VolunteerRolePage:
            shifts_of(page, event)
        found = {"en": page}
        for locale in locales[1:]:
            for one in home_page.get_descendants(inclusive=True).filter(alias_of=None).specific():
                title = f"{WORD} {locale.language_code}" if one.pk == page.pk else one.title
                copy = publish(one.copy_for_translation(locale, copy_parents=True), title=title)
                if one.pk == page.pk:
                    found[locale.language_code] = copy
        return found

    return make


def local(link):
    """The path of an address of this site, or None. Questions are those asked here: there are too many of all facets."""
    try:
        parts = urlsplit(unescape(link))
    except ValueError:
        return None
    if parts.netloc not in ("", "localhost", "testserver") or parts.scheme not in ("", "http") or not parts.path:
        return None
    return None if parts.path.startswith(ELSEWHERE) or not parts.path.startswith("/") else parts.path


def starts(pages):
    """Where somebody begins: home in every language, what no link leads to, lists with questions, embedding."""
    homes = ["/", "/cy/", "/ar/"]
    found = [*ASKED, *homes, *(f"{home}venues/" for home in homes)]
    found += [f"{home}whats-on/{question}" for home in homes for question in QUESTIONS]
    found += [f"{home}whats-on/events.{ending}{QUESTIONS[0]}" for home in homes for ending in ("json", "ics")]
    found += [f"{home}opportunities/{path}{QUESTIONS[0]}" for home in homes for path in ("", "opportunities.json")]
    return found + [f"/oembed?format={form}&url=http://testserver{page.url}" for page in pages for form in ("json", "xml")]


def crawled(client, addresses):
    """{address: text} of everything that can be reached from these."""
    found, waiting = {}, list(dict.fromkeys(addresses))
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        assert len(found) < MOST_ADDRESSES, "too much to ask for: mind what links lead to"
        response = client.get(address)
        assert response.status_code < 500, address
        found[address] = text = "".join([response.content.decode(), response.headers.get("Content-Disposition", "")])
        links = [local(link) for groups in LINK.findall(text) for link in groups if link]
        waiting += [link for link in links if link and link not in found]
        if response.status_code in (301, 302) and (link := local(response["Location"])) and "login" not in link:
            waiting.append(link)
    return found


def telling(texts):
    """Addresses whose answer has the word."""
    return {address for address, text in texts.items() if WORD in text}


def routes_of(page, texts):
    """The names of a page's own sub-addresses that are among these."""
    found = set()
    for address in texts:
        path = urlsplit(address).path
        if path.startswith(page.url):
            rest = path.removeprefix(page.url)
            try:
                found.add(page.get_resolver().resolve(f"/{rest}/" if "." in rest else f"/{rest}").url_name)
            except Resolver404:
                continue
    return found


def files_of(page):
    """The addresses of all its files."""
    offered = OUTPUTS if isinstance(page, FestivalPage) else {page.output_name: page.output_formats}
    return [f"{page.url}{name}.{ending}" for name, endings in offered.items() for ending in endings]


@pytest.mark.parametrize("model", PAGES, ids=name_of)
def test_what_is_restricted_in_one_language_is_told_nowhere(client, admin_user, world, model):
    pages = world(model)
    begin = [*starts(pages.values()), *(page.url for page in pages.values())]
    if issubclass(model, OutputsMixin):
        begin += [file for page in pages.values() for file in files_of(page)]
    public = crawled(client, begin)
    told = telling(public)

    # It is public in every language, and each of its outputs and sub-addresses is among what was asked for.
    assert {page.url for page in pages.values()} - told == set()
    if issubclass(model, RoutablePageMixin):
        routes = {pattern.name for pattern in pages["en"].get_resolver().url_patterns}
        assert [routes - routes_of(page, public) for page in pages.values()] == [set()] * 3
    if issubclass(model, OutputsMixin):
        embedding = sum(address.startswith("/oembed") for address in told)
        assert embedding == (6 if "embed" in pages["en"].output_formats else 0)

    for code, page in pages.items():
        row = PageViewRestriction.objects.create(page=page, restriction_type="password", password="please")
        # Whatever told of it is asked for each time, and everything that can be reached once.
        hidden = crawled(client, [*begin, *told]) if code == "cy" else {address: read(client, address) for address in told}
        assert (code, telling(hidden)) == (code, set())
        assert [one.url for one in pages.values() if f"{one.full_url}</loc>" in read(client, "/sitemap.xml")] == []
        row.delete()
    assert [WORD in read(client, page.url) for page in pages.values()] == [True] * 3

    # Who may read it reads it in every language, and nobody keeps it for others.
    PageViewRestriction.objects.create(page=pages["ar"], restriction_type="login")
    client.force_login(admin_user)
    own = [address for address in told if address.startswith(tuple(page.url for page in pages.values()))]
    for address in own if model not in SECTIONS else [page.url for page in pages.values()]:
        response = client.get(address)
        kept = response.get("Cache-Control", ""), response.get("Access-Control-Allow-Origin")
        assert (address, response.status_code, "private" in kept[0], kept[1]) == (address, 200, True, None)


def read(client, address):
    return client.get(address).content.decode()
