from datetime import UTC, date, datetime

import pytest

from events.facets import window_of
from tests.events.filters.asking import DAY, HOUR, NOON, filters, on, titles
from tests.factories.events import EventPageFactory


@pytest.mark.parametrize(
    ("value", "today", "first", "last"),
    [
        pytest.param("today", "2027-03-17", "2027-03-17", "2027-03-17", id="today"),
        pytest.param("weekend", "2027-03-15", "2027-03-20", "2027-03-21", id="weekend, on Monday"),
        pytest.param("weekend", "2027-03-20", "2027-03-20", "2027-03-21", id="weekend, on Saturday"),
        pytest.param("weekend", "2027-03-21", "2027-03-21", "2027-03-21", id="weekend, on Sunday"),
        pytest.param("week", "2027-12-28", "2027-12-28", "2028-01-03", id="seven days, over new year"),
        pytest.param("month", "2028-02-10", "2028-02-01", "2028-02-29", id="this month, in a leap year"),
        pytest.param("2027-02", "2027-03-17", "2027-02-01", "2027-02-28", id="a month"),
        pytest.param("2027-12", "2027-03-17", "2027-12-01", "2027-12-31", id="December"),
    ],
)
def test_windows(value, today, first, last):
    assert window_of(value, date.fromisoformat(today)) == (date.fromisoformat(first), date.fromisoformat(last))


def test_an_event_is_shown_with_its_date_in_the_window(events_page):
    EventPageFactory(parent=events_page, title="Weekly", dates=[on(7 * week) for week in range(5)])
    EventPageFactory(parent=events_page, title="Once", dates=[on(15)])

    rows = filters("from=2027-03-29&to=2027-04-02").occurrences()

    assert [(row.facts.page.title, row.starts_at) for row in rows] == [("Once", on(15)[0]), ("Weekly", on(14)[0])][::-1]


@pytest.mark.parametrize(
    ("dates", "now", "upcoming", "past"),
    [
        pytest.param([on(-3)], NOON, [], ["E"], id="over"),
        pytest.param([on(-3), on(3)], NOON, [], ["E"], id="over in the window, goes on after it"),
        pytest.param([on(-3), on(1)], NOON, ["E"], [], id="one date in the window is still to come"),
        pytest.param([on(0, hours=2, start=-1)], NOON, ["E"], [], id="on now"),
        pytest.param([on(3)], NOON, [], [], id="not in the window"),
    ],
)
def test_in_a_window_an_event_is_to_come_while_a_date_in_it_is(events_page, dates, now, upcoming, past):
    EventPageFactory(parent=events_page, title="E", dates=dates)
    window = "from=2027-03-14&to=2027-03-18"

    assert (titles(window), titles(window + "&when=past")) == (upcoming, past)


def test_days_are_days_at_the_venue(events_page):
    """22:30 in London is the next day in Tokyo."""
    late = datetime(2027, 6, 1, 21, 30, tzinfo=UTC)
    EventPageFactory(parent=events_page, title="London", dates=[(late, late + HOUR)])
    EventPageFactory(parent=events_page, title="Tokyo", timezone="Asia/Tokyo", dates=[(late, late + HOUR)])

    assert titles("from=2027-06-01&to=2027-06-01") == ["London"]
    assert titles("from=2027-06-02&to=2027-06-02") == ["Tokyo"]


def test_what_goes_on_for_years_is_on_every_day_of_it(events_page):
    EventPageFactory(parent=events_page, title="Museum", dates=[(NOON - 2000 * DAY, NOON + 4000 * DAY)])

    assert titles("from=2030-01-01&to=2030-01-02") == ["Museum"]
    assert titles("from=2090-01-01&to=2090-01-02") == []
