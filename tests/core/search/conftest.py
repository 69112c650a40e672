"""The lists that the shared suite is run for: whoever adds a list adds it here."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.http import QueryDict
from wagtail.models import Locale

from events import filters as events
from events.models import EventDate, Occurrence
from events.search import current_index as events_index
from opportunities import filters as opportunities
from opportunities.models import StateInterval
from opportunities.search import current_index as opportunities_index
from tests.factories.core import FormatFactory, OrganisationFactory, VenueFactory
from tests.factories.events import EventPageFactory, EventsPageFactory
from tests.factories.opportunities import (
    ApplicantFactory,
    FundingCallPageFactory,
    OpportunitiesPageFactory,
    written_round,
)

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@dataclass(frozen=True)
class Listed:
    """One kind of content with its list."""

    index: Any  # what each process keeps
    section: Any  # factory of the page that shows the list
    page: Any  # factory of what is listed, made so that it is not over at NOON
    filters: Any
    rows: Any  # the rows that some filters find
    row: Any  # what an item of the index has rows of
    change_facts: Any  # change what is true of a page, not yet published

    def titles(self, query="", *, locale=None, site=None, now=NOON):
        """The titles, in the language they were written in, of what the list shows."""
        filters = self.filters(QueryDict(query), locale=locale or Locale.get_default(), now=now, site=site)
        return sorted(row.facts.page.title for row in self.rows(filters))


def make_event(days=0, **values):
    starts_at = NOON + (days + 3) * DAY
    values = {"venue": VenueFactory(), "format": FormatFactory(), "dates": [(starts_at, starts_at + HOUR)]} | values
    return EventPageFactory(**values)


def change_event(page):
    page.price, page.age_from, page.format, page.venue = "paid", 8, FormatFactory(), VenueFactory()
    page.dates = [*page.dates.all(), EventDate(start_date=date(2027, 4, 2), sort_order=9)]


def make_call(days=0, **values):
    return FundingCallPageFactory(rounds=[written_round(closes_at=NOON + (days + 3) * DAY)], **values)


def change_call(page):
    page.funder = OrganisationFactory(is_funder=True)
    page.rounds = [written_round(closes_at=NOON + 90 * DAY, award_to=900)]
    page.applicants = [ApplicantFactory(axis="stage")]


LISTS = {
    "events": Listed(
        events_index,
        EventsPageFactory,
        make_event,
        events.Filters,
        lambda filters: filters.occurrences(),
        Occurrence,
        change_event,
    ),
    "opportunities": Listed(
        opportunities_index,
        OpportunitiesPageFactory,
        make_call,
        opportunities.Filters,
        lambda filters: filters.rows,
        StateInterval,
        change_call,
    ),
}


@pytest.fixture(params=LISTS)
def listed(request):
    return LISTS[request.param]


@pytest.fixture
def section(listed, home_page):
    return listed.section(parent=home_page)


@pytest.fixture
def welsh(db):
    return Locale.objects.get(language_code="cy")
