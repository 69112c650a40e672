"""What it costs, in the currency that it costs it in, wherever a price is said."""

import csv
import io
import json
import re
from datetime import UTC, datetime
from decimal import Decimal

import pytest
import time_machine
from icalendar import Calendar

from core.models import PublicChange
from core.money import money_span_words
from events.choices import PriceKind
from events.festivals.services import release_programme
from events.models import EventPage, Session
from tests.factories.events import EventPageFactory
from tests.factories.festivals import FestivalPageFactory, SessionFactory
from tests.factories.opportunities import OpportunitiesPageFactory, TrainingPageFactory, training_run
from tests.factories.schools import SummerSchoolPageFactory, school_run

NOW = datetime(2027, 2, 15, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def event(home_page, events_page):
    prices = {"price": PriceKind.PAID, "price_from": 5, "price_to": Decimal("1200.50"), "currency": "EUR"}
    page = EventPageFactory(parent=events_page, **prices)
    return page.url, f"{page.url}event"


def session(home_page, events_page):
    page = FestivalPageFactory(parent=events_page)
    prices = {"price": PriceKind.PAID, "price_from": 5, "price_to": Decimal("1200.50"), "currency": "EUR"}
    SessionFactory(festival=page.festival, **prices)
    release_programme(festival=page.festival, note="", now=NOW)
    return f"{page.url}{page.released.entries[0].path}", f"{page.url}programme"


def school(home_page, events_page):
    page = SummerSchoolPageFactory(parent=events_page, runs=[school_run(cost=5, currency="EUR")])
    return page.url, f"{page.url}summer-school"


def training(home_page, events_page):
    starts = datetime(2027, 10, 12, 9, 0, tzinfo=UTC)
    page = TrainingPageFactory(
        parent=OpportunitiesPageFactory(parent=home_page),
        fee=5,
        fee_currency="EUR",
        rounds=[training_run(starts_at=starts, ends_at=starts.replace(hour=12), closes_at=starts)],
    )
    return page.url, f"{page.url}opportunity"


SPAN, ONE = "€5 to €1,200.50", "€5"


@pytest.mark.parametrize(("make", "words"), [(event, SPAN), (session, SPAN), (school, ONE), (training, ONE)])
def test_a_price_is_in_its_own_currency_on_the_page_and_in_the_data(client, home_page, events_page, make, words):
    url, files = make(home_page, events_page)

    html = client.get(url).content.decode()
    prices = [one["price"] for one in client.get(f"{files}.json").json()["entries"] if one["price"]]

    assert words in html
    assert "£" not in html
    assert [(one["words"], one["lowest"], one["currency"]) for one in prices] == [(words, 5.0, "EUR")]


@pytest.mark.parametrize("make", [event, session])
def test_calendars_and_spreadsheets_say_so_too(client, home_page, events_page, make):
    _url, files = make(home_page, events_page)

    [vevent] = Calendar.from_ical(client.get(f"{files}.ics").content).events
    [row] = csv.DictReader(io.StringIO(client.get(f"{files}.csv").content.decode("utf-8-sig")))

    assert SPAN in str(vevent["DESCRIPTION"])
    assert (row["price_words"], row["price_lowest"], row["price_currency"]) == (SPAN, "5.0", "EUR")


def offers(client, url):
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get(url).content.decode(), re.DOTALL)

    def found(thing):
        for one in thing if isinstance(thing, list) else thing.values():
            if isinstance(one, dict | list):
                yield from found(one)
        if isinstance(thing, dict) and thing.get("@type") == "Offer":
            yield thing

    return [one for script in scripts for one in found(json.loads(script))]


@pytest.mark.parametrize("make", [event, session, school, training])
def test_search_engines_read_offers_in_that_currency(client, home_page, events_page, make):
    url, _files = make(home_page, events_page)
    page = url.partition("programme/")[0]

    assert {(one["price"], one["priceCurrency"]) for one in offers(client, page)} <= {("5.00", "EUR"), ("5", "EUR")}
    assert offers(client, page)


def test_a_new_price_is_in_the_currency_of_the_site(settings, db):
    settings.CURRENCY = "CHF"

    assert (EventPage().currency, Session().currency) == ("CHF", "CHF")


def test_another_currency_is_a_change_of_the_price_that_a_release_tells(client, home_page, events_page):
    page = FestivalPageFactory(parent=events_page)
    one = SessionFactory(festival=page.festival, title="Eels", price=PriceKind.PAID, price_from=5)
    release_programme(festival=page.festival, note="", now=NOW)
    one.currency = "EUR"
    one.save()

    release = release_programme(festival=page.festival, note="", now=NOW)

    told = PublicChange.objects.filter(version=release.number)
    assert [(change.kind, change.after) for change in told] == [("details", {"parts": ["price"]})]


@pytest.mark.parametrize(
    ("low", "high", "currency", "words"),
    [
        (None, None, "EUR", ""),
        (Decimal(5), None, "EUR", "€5"),
        (None, Decimal("99.5"), "EUR", "€99.50"),
        (Decimal(5), Decimal("5.00"), "CHF", "CHF 5"),
        (Decimal(0), Decimal(1500), "CHF", "CHF 0 to CHF 1,500"),
    ],
)
def test_sums_in_words(low, high, currency, words):
    assert money_span_words(low, high, currency) == words
