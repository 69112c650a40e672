import re
from html import unescape

import pytest
from wagtail.models import Locale, PageViewRestriction

from core.choices import AttendanceMode
from core.models.venues import VenueAccess
from core.publishing import withdraw
from events.choices import PriceKind, Status
from events.facets import STAGES
from events.models import EventAccess, EventPage, Occurrence
from events.services import announce_change
from tests.events.filters.asking import DAY, NOON, counts, filters, on, titles
from tests.factories.core import AccessFeatureFactory, VenueFactory
from tests.factories.events import EventPageFactory


def test_online_and_in_person_both_find_what_is_both(events_page):
    for mode in AttendanceMode.values:
        EventPageFactory(parent=events_page, title=mode, attendance_mode=mode, dates=[on(1)])

    assert titles("mode=online") == ["online", "both"]
    assert titles("mode=in-person") == ["in-person", "both"]
    assert counts("", "mode") == {"in-person": 2, "online": 2}


@pytest.mark.parametrize(
    ("ages", "stages"),
    [
        pytest.param((0, None), list(STAGES), id="everybody"),
        pytest.param((5, 5), ["5-7"], id="five"),
        pytest.param((7, 7), ["5-7", "7-11"], id="seven is in two stages"),
        pytest.param((12, 15), ["11-14", "14-16"], id="over two stages"),
        pytest.param((18, None), ["16-18", "18-"], id="adults"),
        pytest.param((0, 3), ["0-4"], id="up to three"),
    ],
)
def test_ages_fit_where_the_spans_have_an_age_in_common(events_page, ages, stages):
    EventPageFactory(parent=events_page, age_from=ages[0], age_to=ages[1], dates=[on(1)])

    assert list(counts("", "age")) == stages


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("age_from=8", ["5 to 11", "all", "8 and over"]),
        ("age_from=12", ["all", "8 and over"]),
        ("age_to=4", ["all"]),
        ("age_from=12&age_to=14", ["all", "8 and over"]),
    ],
)
def test_exact_ages(events_page, query, found):
    for title, ages in (("5 to 11", (5, 11)), ("all", (0, None)), ("8 and over", (8, None))):
        EventPageFactory(parent=events_page, title=title, age_from=ages[0], age_to=ages[1], dates=[on(1)])

    assert titles(query) == found


def test_access_is_what_the_venue_offers_with_the_events_differences(events_page):
    lift, loop, captions = (AccessFeatureFactory(slug=slug) for slug in ("lift", "loop", "captions"))
    hall = VenueFactory()
    VenueAccess.objects.create(venue=hall, feature=lift, answer="yes")
    VenueAccess.objects.create(venue=hall, feature=loop, answer="on-request")
    VenueAccess.objects.create(venue=hall, feature=captions, answer="no")
    EventPageFactory(parent=events_page, title="As ever", venue=hall, dates=[on(1)])
    differs = [EventAccess(feature=lift, answer="no"), EventAccess(feature=captions, answer="yes")]
    EventPageFactory(parent=events_page, title="Different", venue=hall, access=differs, dates=[on(2)])
    EventPageFactory(parent=events_page, title="Online", venue=hall, attendance_mode="online", dates=[on(3)])

    found = {slug: titles(f"access={slug}") for slug in ("lift", "loop", "captions")}

    assert found == {"lift": ["As ever"], "loop": ["As ever", "Different"], "captions": ["Different"]}
    assert titles("access=loop&access=captions") == ["Different"]
    assert counts("access=captions", "access") == {"captions": 1, "loop": 1}


def test_when_a_venue_gets_a_lift_its_events_have_one(events_page):
    lift = AccessFeatureFactory(slug="lift")
    hall = VenueFactory()
    EventPageFactory(parent=events_page, title="Talk", venue=hall, dates=[on(1)])
    assert titles("access=lift") == []

    VenueAccess.objects.create(venue=hall, feature=lift, answer="yes")

    assert titles("access=lift") == ["Talk"]


def test_places_and_areas(events_page):
    hall, barn = VenueFactory(slug="hall", locality="Oxford"), VenueFactory(slug="barn", locality="Little Moreton")
    EventPageFactory(parent=events_page, title="In town", venue=hall, dates=[on(1)])
    EventPageFactory(parent=events_page, title="In the country", venue=barn, dates=[on(2)])

    assert titles("venue=barn") == ["In the country"]
    assert counts("", "area") == {"little-moreton": 1, "oxford": 1}
    assert titles("area=oxford") == ["In town"]


def test_one_town_is_no_question(events_page):
    EventPageFactory(parent=events_page, venue=VenueFactory(locality="Oxford"), dates=[on(1)])

    assert filters().question("area") is None


def test_languages_by_their_names(events_page):
    EventPageFactory(parent=events_page, title="Signed", event_languages="en bfi xx", dates=[on(1)])

    options = filters().question("language").options

    assert [(option.value, option.label) for option in options] == [
        ("bfi", "British Sign Language"),
        ("en", "English"),
        ("xx", "xx"),
    ]


def test_orders(events_page):
    EventPageFactory(parent=events_page, title="Long", dates=[(NOON - DAY, NOON + 9 * DAY)])
    EventPageFactory(parent=events_page, title="Soon", dates=[on(1)])
    EventPageFactory(parent=events_page, title="Later", dates=[on(2)])
    for number, page in enumerate(EventPage.objects.order_by("path")):
        EventPage.objects.filter(pk=page.pk).update(first_published_at=NOON - number * DAY)
    Occurrence.objects.update(note="")

    found = {sort: titles(f"sort={sort}") for sort in ("date", "ending", "newest")}

    assert found == {
        "date": ["Long", "Soon", "Later"],
        "ending": ["Soon", "Later", "Long"],
        "newest": ["Long", "Soon", "Later"],
    }


def test_every_change_is_in_the_next_list(events_page):
    page = EventPageFactory(parent=events_page, title="Talk", dates=[on(1)])
    assert titles("price=free") == ["Talk"]

    page.price = PriceKind.PAID
    page.save_revision().publish()
    assert (titles("price=free"), titles("price=paid")) == ([], ["Talk"])

    announce_change(facts=page.facts, status=Status.MOVED_ONLINE, reason="Snow.", now=NOON)
    assert titles("mode=online") == ["Talk"]

    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert titles() == []
    restriction.delete()
    assert titles() == ["Talk"]

    withdraw(page)
    assert titles() == []


def test_of_things_that_must_all_be_there_the_nearest_way_out_gives_up_one(events_page):
    lift, loop, captions = (AccessFeatureFactory(slug=slug, name=slug) for slug in ("lift", "loop", "captions"))
    for title, features in (("two", [lift, loop]), ("one", [lift]), ("none", [])):
        page = EventPageFactory(parent=events_page, title=title, dates=[on(1)])
        page.access = [EventAccess(feature=feature, answer="yes") for feature in features]
        page.save_revision().publish()
    AccessFeatureFactory(slug="unused")
    EventPageFactory(parent=events_page, dates=[on(-1)], access=[EventAccess(feature=captions, answer="yes")])

    found = filters("access=lift&access=loop&access=captions")

    assert found.found.count() == 0
    assert [(way.labels, way.count, way.url) for way in found.relaxations] == [(["captions"], 1, "?access=lift&access=loop")]
    assert titles(found.relaxations[0].url.removeprefix("?")) == ["two"]


@pytest.mark.parametrize(
    ("query", "month", "nearest"),
    [
        ("", "2027-05", ["June 2027", "March 2027"]),
        ("", "2027-09", ["June 2027"]),
        ("", "2027-01", ["March 2027"]),
        ("", "2027-03", []),
        ("price=paid", "2027-03", ["June 2027"]),
        ("q=nothing", "2027-03", []),
    ],
)
def test_an_empty_month_leads_to_the_nearest_ones_with_something_on(client, events_page, query, month, nearest):
    EventPageFactory(parent=events_page, dates=[on(1)])
    EventPageFactory(parent=events_page, price="paid", dates=[on(90)])

    html = client.get(f"{events_page.url}?{query}&view=month&date={month}").content.decode()

    found = html.partition('class="relaxations"')[2].partition("</div>")[0]
    assert re.findall(r'rel="nofollow">(.*?)</a>', found) == nearest


def test_other_languages_show_the_same_choices(client, home_page, events_page):
    VenueFactory(slug="hall")
    welsh = Locale.objects.get(language_code="cy")
    for page in (home_page, events_page):
        page.copy_for_translation(welsh).save_revision().publish()

    def welsh_link(path):
        return re.search(r'<a href="([^"]*)" lang="cy"', client.get(path).content.decode())[1]

    assert {path: unescape(welsh_link(path)) for path in ("/", "/whats-on/", "/whats-on/?theme=nothing")} == {
        "/": "/cy/",
        "/whats-on/": "/cy/whats-on/",
        "/whats-on/?theme=nothing": "/cy/whats-on/",
    }
    assert (
        unescape(welsh_link("/whats-on/?view=month&price=free&q=b%C3%AAs")) == "/cy/whats-on/?q=b%C3%AAs&price=free&view=month"
    )
    assert unescape(welsh_link("/venues/?only=coming")) == "/cy/venues/?only=coming"
