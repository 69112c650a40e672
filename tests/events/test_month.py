"""The calendar of a month, as it stands at one moment."""

from datetime import date

from django.test import RequestFactory
from wagtail.models import Locale

from events.month import month_of_filters
from events.services import announce_change
from tests.events.filters.asking import NOON, filters, on
from tests.factories.events import EventPageFactory


def month(query=""):
    return month_of_filters(filters(query), locale=Locale.get_default(), request=RequestFactory().get("/"))


def entries(found):
    return {day.date.day: day.entries for week in found.weeks for day in week if day.entries}


def test_a_month_leads_past_what_is_over(events_page):
    EventPageFactory(parent=events_page, title="Bees", dates=[on(-2), on(3)])

    assert (month().coming.date, month("date=2027-02").coming, month("date=2027-04").coming) == (date(2027, 3, 20), None, None)


def test_a_month_leads_to_today_only_past_something(events_page):
    EventPageFactory(parent=events_page, title="Bees", dates=[on(0), on(3)])
    with_nothing_before = month().coming
    EventPageFactory(parent=events_page, title="Stars", dates=[on(-2)])

    assert (with_nothing_before, month().coming.date) == (None, NOON.date())


def test_what_is_off_is_so_in_a_month(events_page):
    page = EventPageFactory(parent=events_page, title="Bees", dates=[on(1), on(2)])
    first = page.facts.occurrences.order_by("starts_at").first()
    announce_change(facts=page.facts, occurrence=first, status="cancelled", reason="Snow.", now=NOON)

    found = entries(month())

    assert {day: [one.is_off for one in some] for day, some in found.items()} == {18: [True], 19: [False]}
