from datetime import UTC, datetime, timedelta

import pytest
from wagtail.models import PageViewRestriction

from events.models import Occurrence
from tests.factories.events import EventPageFactory

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)


def hours(number):
    return timedelta(hours=number)


def upcoming(now):
    return [row.facts.page.title for row in Occurrence.objects.public().upcoming_events(now=now)]


def past(now):
    return [row.facts.page.title for row in Occurrence.objects.public().past_events(now=now)]


@pytest.mark.parametrize(
    ("now", "is_upcoming"),
    [
        pytest.param(NOON - hours(1), True, id="before"),
        pytest.param(NOON, True, id="as it starts"),
        pytest.param(NOON + hours(2) - timedelta(microseconds=1), True, id="just before its end"),
        pytest.param(NOON + hours(2), False, id="as it ends"),
        pytest.param(NOON + hours(3), False, id="after"),
    ],
)
def test_an_event_is_upcoming_until_the_moment_it_ends(events_page, now, is_upcoming):
    EventPageFactory(parent=events_page, title="Talk", dates=[(NOON, NOON + hours(2))])

    assert (upcoming(now), past(now)) == ((["Talk"], []) if is_upcoming else ([], ["Talk"]))


def test_an_event_with_many_dates_is_listed_once_by_its_next(events_page):
    EventPageFactory(
        parent=events_page, title="Weekly", dates=[(NOON + 24 * hours(n), NOON + hours(24 * n + 1)) for n in range(5)]
    )
    EventPageFactory(parent=events_page, title="Once", dates=[(NOON + hours(30), NOON + hours(31))])

    assert upcoming(NOON - hours(1)) == ["Weekly", "Once"]
    assert upcoming(NOON + hours(26)) == ["Once", "Weekly"]


def test_events_behind_a_password_are_in_no_list(events_page):
    secret = EventPageFactory(parent=events_page, title="Secret", dates=[(NOON, NOON + hours(1))])
    EventPageFactory(parent=events_page, title="Open", dates=[(NOON, NOON + hours(1))])
    assert sorted(upcoming(NOON)) == ["Open", "Secret"]

    PageViewRestriction.objects.create(page=secret, restriction_type="password", password="please")

    assert upcoming(NOON) == ["Open"]
