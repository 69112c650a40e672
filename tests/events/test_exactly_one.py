"""Every published event is in exactly one of upcoming and past, at every instant, whatever its dates are and what was said.

All who answer the question answer it alike: the querysets, the index behind the lists, the event's own page and the files.
"""

import zoneinfo
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Locale

from core.publishing import project
from core.timezones import exists
from events.choices import ChangeKind, Precision
from events.filters import Filters
from events.models import EventDate, EventFacts, EventPage, Occurrence
from events.serializers import entries_of_page
from events.services import announce_change
from events.services.spans import DateValue
from tests.factories.events import EventPageFactory

NOON = datetime(2027, 3, 27, 12, 0, tzinfo=UTC)
TICK = timedelta(microseconds=1)
ZONES = ["Europe/London", "Asia/Tokyo", "America/St_Johns", "Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"]
#: Around the night in which clocks in London go forward.
DAYS = st.integers(min_value=-40, max_value=40).map(lambda number: (NOON + timedelta(days=number)).date())
CLOCKS = st.integers(min_value=0, max_value=47).map(lambda halves: time(halves // 2, halves % 2 * 30))


@dataclass
class Written:
    """One event as editors and those who announce changes may have made it."""

    zone: str
    dates: list
    news: str


@st.composite
def timed(draw):
    """With or without a known end, over midnight or over several days."""
    day, starts, lasts = draw(DAYS), draw(CLOCKS), draw(st.integers(min_value=0, max_value=3))
    ends = draw(st.none() | CLOCKS.filter(lambda clock: lasts or clock > starts))
    return {"start_date": day, "start_time": starts, "end_date": day + timedelta(days=lasts), "end_time": ends}


ALL_DAY = st.builds(
    lambda day, lasts: {"start_date": day, "end_date": day + timedelta(days=lasts)},
    DAYS,
    st.integers(min_value=0, max_value=40),
)
MONTH = DAYS.map(lambda day: {"start_date": day, "precision": Precision.MONTH})
EVENTS = st.builds(
    Written,
    zone=st.sampled_from(ZONES),
    dates=st.lists(timed() | ALL_DAY | MONTH, min_size=1, max_size=4),
    news=st.sampled_from(["", "cancelled", "one cancelled", "to be confirmed", "later", "earlier", "online"]),
)


def there_is(date, zone):
    """Clocks jump over some times: editors are asked about those, and nobody can publish them."""
    return all(
        clock is None or exists(date[day], clock, zone)
        for day, clock in (("start_date", date.get("start_time")), ("end_date", date.get("end_time")))
    )


def announce(facts, news):
    """Whatever may be announced, about all dates or the last one."""
    last = facts.occurrences.order_by("starts_at").last()
    about = {"facts": facts, "reason": "A reason for everybody.", "now": NOON}
    new = {"occurrence": last, "status": ChangeKind.RESCHEDULED}
    later, earlier = (DateValue(start_date=(last.starts_at + timedelta(days=days)).date()) for days in (30, -30))
    asked = {
        "": None,
        "cancelled": {"status": ChangeKind.CANCELLED},
        "one cancelled": {"status": ChangeKind.CANCELLED, "occurrence": last},
        "to be confirmed": {"status": ChangeKind.POSTPONED},
        "later": {**new, "new_date": later},
        "earlier": {**new, "new_date": earlier},
        "online": {"status": ChangeKind.MOVED_ONLINE},
    }[news]
    if asked:
        # It may be over already.
        with suppress(ValidationError):
            announce_change(**about, **asked)


@pytest.fixture
def pages(events_page):
    return [EventPageFactory(parent=events_page) for _each in range(3)]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=st.lists(EVENTS, min_size=1, max_size=3), moments=st.lists(st.integers(-3000, 3000), max_size=3))
def test_every_published_event_is_in_exactly_one_of_upcoming_and_past(pages, events, moments):
    EventFacts.objects.all().delete()
    used = {}
    for page, written in zip(pages, events, strict=False):
        page = EventPage.objects.get(pk=page.pk)
        page.timezone = written.zone
        dates = [date for date in written.dates if there_is(date, written.zone)]
        page.dates = [EventDate(sort_order=order, **date) for order, date in enumerate(dates)]
        if dates:
            page.save()
            announce(project(page, now=NOON - timedelta(days=100)), written.news)
            page = EventPage.objects.get(pk=page.pk)
            used[page.pk] = page.details, entries_of_page(page, request=RequestFactory().get("/"))

    for now in instants(moments):
        coming, over = by_querysets(now)
        assert sorted(coming + over) == sorted(used), now
        assert by_lists(now) == (coming, over), now
        assert sorted(pk for pk, said in used.items() if is_over(*said, now=now)) == sorted(over), now


def instants(moments):
    """Just before, at and just after each moment at which anything begins or ends, midnights, and some others."""
    edges = {at for row in Occurrence.objects.all() for at in (row.starts_at, row.ends_at)}
    midnights = {NOON.astimezone(zoneinfo.ZoneInfo(zone)).replace(hour=0, minute=0) for zone in ZONES}
    around = {at + shift for at in edges | midnights for shift in (-TICK, timedelta(0), TICK)}
    return sorted(around | {NOON + timedelta(hours=hours) for hours in moments})


def by_querysets(now):
    dates = Occurrence.objects.public().select_related("facts")
    return (
        [row.facts.page_id for row in dates.upcoming_events(now=now)],
        [row.facts.page_id for row in dates.past_events(now=now)],
    )


def by_lists(now):
    return tuple(
        [row.facts.page_id for row in Filters(QueryDict(query), locale=Locale.get_default(), now=now).occurrences()]
        for query in ("", "when=past")
    )


def is_over(details, entries, *, now):
    """As the event's page has it, and as its files do."""
    event = details.at(now)
    assert event.is_over is (event.next is None) is all(entry.is_over(now=now) for entry in entries)
    return event.is_over
