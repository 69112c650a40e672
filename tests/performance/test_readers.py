"""No reader waits for more than a few questions to the database: not the first of a process, nor the next after a change."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from wagtail.models import Page

from events.models import EventPage
from tests.factories.core import (
    AccessFeatureFactory,
    AudienceFactory,
    FormatFactory,
    OrganisationFactory,
    PictureFactory,
    ThemeFactory,
    VenueFactory,
)
from tests.factories.events import EventPageFactory
from tests.factories.home import StandardPageFactory
from tests.factories.opportunities import FundingCallPageFactory, OpportunitiesPageFactory
from tests.factories.schools import SummerSchoolPageFactory, school_run

from .reading import any_reader, first_reader, reader_after_a_change

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)

#: What each page may ask.
MOST = {
    "home": 26,
    "list": 11,
    "month": 11,
    "past": 11,
    "event": 26,
    "venue": 18,
    "school": 20,
    "opportunities": 12,
    "call": 24,
    "page": 12,
}
#: What the first reader after a change may ask besides: restrictions, homes and menus, footer.
AFTER_A_CHANGE = 3
#: Lists of events also say which summer schools there are.
AFTER_A_CHANGE_IN_LISTS = 10


@pytest.fixture
def addresses(home_page, events_page):
    picture, theme, venue = PictureFactory(), ThemeFactory(), VenueFactory(slug="hall")
    audience = AudienceFactory()
    venue.access.create(feature=AccessFeatureFactory())
    for day in (2, 9, 16):
        EventPageFactory(
            parent=events_page,
            image=picture,
            format=FormatFactory(),
            venue=venue,
            themes=[theme],
            meant_for=[audience],
            partners=[OrganisationFactory(is_partner=True)],
            dates=[(NOON + timedelta(days=day), NOON + timedelta(days=day, hours=1))],
        )
    opportunities = OpportunitiesPageFactory(parent=home_page)
    call = FundingCallPageFactory(parent=opportunities, image=picture, themes=[theme])
    school = SummerSchoolPageFactory(parent=events_page, image=picture, runs=[school_run()])
    page = StandardPageFactory(parent=home_page, image=picture)
    StandardPageFactory(parent=home_page, show_in_menus=True, show_in_footer=True)
    return {
        "home": home_page.url,
        "list": events_page.url,
        "month": f"{events_page.url}?view=month",
        "past": f"{events_page.url}?when=past",
        "event": EventPage.objects.first().url,
        "venue": "/venues/hall/",
        "school": school.url,
        "opportunities": opportunities.url,
        "call": call.url,
        "page": page.url,
    }


@time_machine.travel(NOON, tick=False)
def test_no_page_asks_more_than_it_may(client, addresses):
    asked = {name: any_reader(client, url) for name, url in addresses.items()}

    assert {name: number for name, number in asked.items() if number > MOST[name]} == {}


@time_machine.travel(NOON, tick=False)
def test_the_first_reader_after_a_change_asks_hardly_more(client, addresses):
    usual = {name: any_reader(client, url) for name, url in addresses.items()}

    more = {name: reader_after_a_change(client, url) - usual[name] for name, url in addresses.items()}

    lists = {name: more.pop(name) for name in ("list", "month", "past")}
    assert max(more.values()) <= AFTER_A_CHANGE
    assert max(lists.values()) <= AFTER_A_CHANGE_IN_LISTS


@time_machine.travel(NOON, tick=False)
def test_the_first_reader_of_a_process_asks_no_more_than_any_other(client, addresses):
    usual = {name: any_reader(client, url) for name, url in addresses.items()}

    assert {name: first_reader(client, url) for name, url in addresses.items()} == usual


def test_an_address_is_found_in_two_queries_however_deep(client, home_page):
    asked, parent = [], home_page
    for _depth in range(5):
        parent = StandardPageFactory(parent=parent)
        asked.append(any_reader(client, parent.url))

    assert len(set(asked)) == 1


def test_a_page_below_a_page_with_views_of_its_own_is_found_as_wagtail_does(client, home_page, events_page):
    """A view of a page above comes first, if that page is public; else the page below answers."""
    below = EventPageFactory(parent=events_page, slug="stars", dates=[(NOON, NOON + timedelta(hours=1))])
    hidden = EventPageFactory(parent=events_page, slug="hidden", publish=False)

    with time_machine.travel(NOON, tick=False):
        found = [client.get(url).status_code for url in (below.url, f"{below.url}event.json", f"{events_page.url}events.json")]
        missing = [
            client.get(url).status_code
            for url in (
                f"{below.url}nothing/",
                f"{events_page.url}nothing/",
                hidden.url,
                "/nothing/at/all/",
                f"{below.url}x.y/",
            )
        ]
        Page.objects.filter(pk=events_page.pk).update(live=False)
        under_a_draft = client.get(below.url).status_code

    assert (found, missing, under_a_draft) == ([200] * 3, [404] * 5, 200)
