"""Shifts belong to an event's dates and go where these go."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from events.choices import Status
from events.models import EventPage, Occurrence
from events.services import announce_change
from events.services.spans import DateValue
from opportunities.models import HeldShift, Shift
from opportunities.shifts.holds import hold_places
from opportunities.shifts.services import draft_shifts, follow, make_shifts
from opportunities.shifts.spans import ShiftPlan
from tests.factories.events import SOME_DAY, EventPageFactory, written
from tests.factories.shifts import HOUR, event_at, shifts_of

WEEK = timedelta(days=7)
NOW = SOME_DAY - WEEK


def times(shifts):
    return [(one.starts_at, one.ends_at) for one in shifts]


def move(page, *spans):
    """Publish the event again with its dates where the spans say, each with the uid it had."""
    uids = [date.uid for date in page.dates.order_by("start_date")]
    page = EventPage.objects.get(pk=page.pk)
    page.dates = [written(span) for span in spans]
    for written_date, uid in zip(page.dates.all(), uids, strict=False):
        written_date.uid = uid
    page.save_revision().publish()


def test_one_action_makes_the_shifts_of_every_date(events_page, role):
    event = event_at(events_page, SOME_DAY, SOME_DAY + WEEK, hours=4)

    made = shifts_of(role, event, people=3, longest=120, before=30, changeover=10)

    assert [one.places for one in made] == [3] * 6
    assert times(made[:2]) == [
        (SOME_DAY - HOUR / 2, SOME_DAY + HOUR + HOUR / 6),
        (SOME_DAY + HOUR, SOME_DAY + 2.5 * HOUR + HOUR / 6),
    ]


def test_a_second_time_makes_nothing_twice(events_page, role):
    event = event_at(events_page)
    shifts_of(role, event)

    assert shifts_of(role, event, people=9) == []
    assert Shift.objects.get().places == 2


NO_TIMES = "This date does not say from when to when. Give it both times first."


@pytest.mark.parametrize(
    ("date", "problem"),
    [
        ({"start_time": None, "end_time": None}, NO_TIMES),
        ({"end_time": None}, NO_TIMES),
        ({"precision": "month"}, NO_TIMES),
    ],
    ids=["all day", "no end", "only the month"],
)
def test_a_date_without_hours_gets_no_shifts_and_the_preview_says_so(events_page, role, date, problem):
    row = written((SOME_DAY, SOME_DAY + HOUR))
    for name, value in date.items():
        setattr(row, name, value)
    EventPageFactory(parent=events_page, dates=[row])
    dates = list(Occurrence.objects.all())

    [draft] = draft_shifts(role=role.opportunity_facts, occurrences=dates, people=1, plan=ShiftPlan(), longest=60)

    assert (draft.shifts, draft.problem, Shift.objects.count()) == ([], problem, 0)
    assert make_shifts(role=role.opportunity_facts, occurrences=dates, people=1, plan=ShiftPlan(), longest=60) == []


def test_shifts_move_with_their_date_and_keep_their_people(events_page, role):
    event = event_at(events_page)
    [shift] = shifts_of(role, event, before=30)
    hold_places(role=role.opportunity_facts, shifts=[shift], now=NOW)

    move(event, (SOME_DAY + WEEK, SOME_DAY + WEEK + HOUR))

    shift = Shift.objects.get()
    assert times([shift]) == [(SOME_DAY + WEEK - HOUR / 2, SOME_DAY + WEEK + HOUR)]
    assert (shift.takes_place, shift.taken, HeldShift.objects.get().shift) == (True, 1, shift)


def test_a_date_cut_to_minutes_still_has_all_its_shifts(events_page, role):
    event = event_at(events_page, hours=8)
    shifts_of(role, event, longest=60, changeover=20)

    move(event, (SOME_DAY, SOME_DAY + timedelta(minutes=10)))

    assert Shift.objects.filter(starts_at__gte=SOME_DAY, ends_at__lte=SOME_DAY + timedelta(minutes=10)).count() == 8


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (Status.CANCELLED, "cancelled"),
        (Status.POSTPONED, "postponed"),
        (Status.MOVED_ONLINE, "on"),
    ],
)
def test_shifts_follow_what_is_announced(events_page, role, status, state):
    event = event_at(events_page)
    shifts_of(role, event)

    announce_change(facts=event.facts, status=status, reason="Storm", now=NOW)

    assert Shift.objects.get().event_state == state


def test_a_new_date_that_is_announced_takes_the_shifts_along(events_page, role):
    event = event_at(events_page)
    shifts_of(role, event, before=30)
    day = DateValue(start_date=date(2027, 3, 25), start_time=time(10, 0), end_time=time(12, 0))

    announce_change(facts=event.facts, status=Status.RESCHEDULED, reason="The river is too high.", now=NOW, new_date=day)

    shift = Shift.objects.get()
    starts_at = datetime(2027, 3, 25, 10, 0, tzinfo=UTC)
    assert (shift.takes_place, times([shift])) == (True, [(starts_at - HOUR / 2, starts_at + 2 * HOUR)])


def test_shifts_of_an_event_that_is_hidden_come_back_with_it(events_page, role):
    event = event_at(events_page)
    shifts_of(role, event)

    event.unpublish()
    hidden = Shift.objects.get().event_state
    EventPage.objects.get(pk=event.pk).save_revision().publish()

    assert (hidden, Shift.objects.get().event_state) == ("gone", "on")


def test_no_deleted_event_or_role_takes_people_away(events_page, role):
    event = event_at(events_page)
    [shift] = shifts_of(role, event)
    hold_places(role=role.opportunity_facts, shifts=[shift], now=NOW)

    EventPage.objects.get(pk=event.pk).delete()
    role.delete()

    kept = Shift.objects.get()
    assert (kept.event_state, kept.taken, times([kept]), HeldShift.objects.count()) == ("gone", 1, times([shift]), 1)


def test_a_date_that_loses_its_hours_makes_its_shifts_wait(events_page, role):
    event = event_at(events_page)
    shifts_of(role, event)
    page = EventPage.objects.get(pk=event.pk)
    date = page.dates.get()
    date.start_time = date.end_time = None
    page.dates = [date]

    page.save_revision().publish()

    assert Shift.objects.get().event_state == "postponed"


def test_what_was_changed_behind_our_back_is_put_right(events_page, role):
    event = event_at(events_page)
    shifts_of(role, event)
    Occurrence.objects.update(starts_at=SOME_DAY - HOUR)

    assert (follow(), follow()) == (1, 0)
    assert Shift.objects.get().starts_at == SOME_DAY - HOUR


def test_following_asks_as_often_for_many_shifts_as_for_one(events_page, role, django_assert_num_queries):
    event = event_at(events_page, SOME_DAY, SOME_DAY + WEEK, SOME_DAY + 2 * WEEK)
    shifts_of(role, event)

    with django_assert_num_queries(4):  # savepoint and release, shifts, dates
        follow()
