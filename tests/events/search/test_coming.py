"""The first few events to come are those that the database would give, at every moment."""

from datetime import UTC, datetime, timedelta

import pytest

from events.models import Occurrence
from events.search import current_index
from tests.factories.core import FormatFactory, ThemeFactory
from tests.factories.events import EventPageFactory

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def events(events_page):
    water, stars, talk = ThemeFactory(slug="water"), ThemeFactory(slug="stars"), FormatFactory(slug="talk")
    spans = [[(-3, 40)], [(0, 1), (2, 1)], [(0, 1)], [(-1, 1), (1, 5), (1, 1)], [(-9, 1)], [(4, 2)]]
    return [
        EventPageFactory(
            parent=events_page,
            themes=[[water], [water, stars], [], [stars], [water], [stars]][number],
            format=talk if number % 2 else None,
            dates=[(NOON + start * DAY, NOON + start * DAY + hours * HOUR) for start, hours in dates],
        )
        for number, dates in enumerate(spans)
    ]


@pytest.mark.parametrize("limit", [1, 3, 10])
@pytest.mark.parametrize("themes", [[], ["water"], ["water", "stars"], ["nothing"]], ids=str)
def test_they_are_the_first_of_all(events, themes, limit):
    edges = {at for row in Occurrence.objects.all() for at in (row.starts_at, row.ends_at)}

    for now in (NOON - 30 * DAY, *edges, NOON + 30 * DAY):
        asked = Occurrence.objects.public().upcoming_events(now=now)
        if themes:
            asked = asked.filter(facts__themes__slug__in=themes).distinct()
        found = current_index().coming(now=now, limit=limit, site=None, about={"theme": themes})
        assert [row.pk for row in found] == [row.pk for row in asked[:limit]]


def test_some_pages_can_be_left_out(events):
    own = events[0].translation_key

    found = current_index().coming(now=NOON, limit=2, site=None, about={"format": []}, without=[own])

    rows = Occurrence.objects.public().upcoming_events(now=NOON).exclude(facts__translation_key=own)[:2]
    assert [row.pk for row in found] == [row.pk for row in rows]


@pytest.mark.parametrize("first", [NOON, NOON + DAY, NOON + 2 * DAY])
def test_they_can_be_those_that_begin_between_two_moments(events, first):
    last = first + 2 * DAY

    found = current_index().coming(now=NOON, limit=10, site=None, starting=(first, last))

    rows = Occurrence.objects.public().upcoming_events(now=NOON).filter(starts_at__range=(first, last))
    assert [row.pk for row in found] == [row.pk for row in rows]
