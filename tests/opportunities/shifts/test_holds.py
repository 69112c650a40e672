"""Taking places without saying who one is, and giving them back."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from opportunities.models import HeldShift, Hold, Shift
from opportunities.shifts import holds, services
from tests.factories.events import SOME_DAY
from tests.factories.shifts import HOUR, event_at, shifts_of

NOW = SOME_DAY - timedelta(days=7)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def shifts(events_page, role):
    """Two shifts of one place each, one after the other."""
    return shifts_of(role, event_at(events_page, SOME_DAY, SOME_DAY + timedelta(days=1)), people=1)


def take(role, *shifts, now=NOW):
    return holds.hold_places(role=role.opportunity_facts, shifts=shifts, now=now)


def left(now=NOW):
    return list(Shift.objects.with_left(now=now).values_list("left", flat=True))


def test_a_hold_keeps_places_under_a_token_of_which_only_a_digest_is_stored(role, shifts):
    token = take(role, *shifts)

    hold = holds.find_hold(token, now=NOW)
    assert (left(), list(hold.shifts.all()), hold.expires_at) == ([0, 0], shifts, NOW + 30 * MINUTE)
    assert token not in str(Hold.objects.values().get())


def test_all_places_are_held_or_none(role, shifts):
    take(role, shifts[1])

    with pytest.raises(holds.Full) as refused:
        take(role, *shifts)

    assert (refused.value.shifts, left(), Hold.objects.count()) == ((shifts[1],), [1, 0], 1)


def test_a_place_is_free_the_second_the_hold_is_over_without_a_job(role, shifts):
    first = take(role, shifts[0])
    end = NOW + holds.HELD_FOR

    assert (left(end - MINUTE), left(end)) == ([0, 1], [1, 1])
    assert (bool(holds.find_hold(first, now=end - MINUTE)), holds.find_hold(first, now=end)) == (True, None)

    second = take(role, shifts[0], now=end)
    assert (left(end), bool(holds.find_hold(second, now=end)), Hold.objects.count()) == ([0, 1], True, 1)


def test_a_hold_that_is_over_can_neither_be_confirmed_nor_added_to_nor_given_back(role, shifts):
    token, end = take(role, shifts[0]), NOW + holds.HELD_FOR

    with pytest.raises(holds.NotHeld):
        holds.confirm_hold(token=token, holder=uuid.uuid4(), now=end)
    with pytest.raises(holds.NotHeld):
        holds.add_place(token=token, shift=shifts[1], now=end)
    assert holds.give_back(token=token, now=end) is False
    assert left(end) == [1, 1]


def test_one_shift_or_everything_is_given_back(role, shifts):
    token = take(role, *shifts)

    assert holds.give_back(token=token, shift=shifts[0], now=NOW) is True
    assert (left(), holds.give_back(token=token, shift=shifts[0], now=NOW)) == ([1, 0], False)
    assert holds.give_back(token=token, now=NOW) is True
    assert (left(), Hold.objects.count(), holds.give_back(token=token, now=NOW)) == ([1, 1], 0, False)


def test_giving_back_the_last_shift_ends_the_hold(role, shifts):
    token = take(role, shifts[0])

    holds.give_back(token=token, shift=shifts[0], now=NOW)

    assert (left(), Hold.objects.count()) == ([1, 1], 0)


def test_an_application_confirms_the_hold_and_gives_it_back_if_it_is_withdrawn(role, shifts):
    token, holder = take(role, *shifts), uuid.uuid4()

    assert holds.confirm_hold(token=token, holder=holder, now=NOW) == shifts
    assert left(NOW + timedelta(days=1)) == [0, 0]
    with pytest.raises(holds.NotHeld):
        holds.confirm_hold(token=token, holder=uuid.uuid4(), now=NOW)
    assert holds.give_back(token=token, now=NOW) is False

    assert [holds.release_confirmed(holder=holder) for _time in range(2)] == [True, False]
    assert left() == [1, 1]


def test_one_holder_confirms_one_hold(role, shifts):
    holder = uuid.uuid4()
    holds.confirm_hold(token=take(role, shifts[0]), holder=holder, now=NOW)
    other = take(role, shifts[1])

    with pytest.raises(IntegrityError), transaction.atomic():
        holds.confirm_hold(token=other, holder=holder, now=NOW)


def test_nobody_holds_two_shifts_at_the_same_time(events_page, role, shifts):
    [other] = shifts_of(role, event_at(events_page, SOME_DAY + HOUR))

    with pytest.raises(holds.Overlapping) as refused:
        take(role, shifts[0], other)
    assert refused.value.shifts == (shifts[0], other)

    token = take(role, shifts[0])
    with pytest.raises(holds.Overlapping):
        holds.add_place(token=token, shift=other, now=NOW)
    assert (other.held.count(), left()) == (0, [0, 2, 1])


def test_shifts_that_hand_over_to_each_other_can_both_be_held(events_page, role):
    one, two = shifts_of(role, event_at(events_page), longest=60, changeover=15)

    assert take(role, one, two)


def test_a_shift_is_added_to_what_is_held(role, shifts):
    token = take(role, shifts[0])

    for _time in range(2):
        holds.add_place(token=token, shift=shifts[1], now=NOW)

    assert (left(), HeldShift.objects.count()) == ([0, 0], 2)


@pytest.mark.parametrize("change", [{"event_state": "cancelled"}, {"cancelled_at": NOW}, {"starts_at": NOW}], ids=str)
def test_what_is_cancelled_moved_or_has_begun_can_not_be_taken(role, shifts, change):
    Shift.objects.filter(pk=shifts[0].pk).update(**change)

    with pytest.raises(holds.Full):
        take(role, shifts[0])


@pytest.mark.parametrize("moved", ["starts_at", "hands_over_at"])
def test_what_has_moved_since_it_was_seen_can_not_be_taken_unseen(role, shifts, moved):
    Shift.objects.filter(pk=shifts[0].pk).update(**{moved: getattr(shifts[0], moved) - timedelta(minutes=15)})

    with pytest.raises(holds.Full):
        take(role, shifts[0])

    assert Shift.objects.get(pk=shifts[0].pk).taken == 0
    assert take(role, Shift.objects.get(pk=shifts[0].pk))


def test_nobody_holds_more_than_the_most(events_page, role):
    many = shifts_of(role, event_at(events_page, hours=13), longest=60)

    with pytest.raises(holds.TooMany):
        take(role, *many)


def test_the_database_itself_refuses_more_people_than_places(shifts):
    with pytest.raises(IntegrityError), transaction.atomic():
        Shift.objects.filter(pk=shifts[0].pk).update(taken=2)


def test_an_officer_changes_cancels_and_deletes_only_what_takes_nothing_from_anybody(role, shifts):
    one, two = shifts
    take(role, one)

    assert services.change_places(shift=one, places=3) is True
    services.take_by_hand(shift=one, now=NOW)
    assert services.change_places(shift=one, places=1) is False
    assert (services.delete_shift(shift=one, now=NOW), services.delete_shift(shift=two, now=NOW)) == (False, True)
    assert services.free_by_hand(shift=one) is True
    assert services.free_by_hand(shift=one) is False  # what somebody else holds is not ours to give away
    assert [services.cancel_shift(shift=one, now=NOW) for _time in range(2)] == [True, False]
    assert services.restore_shift(shift=one) is True
    assert left() == [2]


def test_a_shift_whose_only_hold_is_over_can_be_deleted(role, shifts):
    take(role, shifts[0])

    assert services.delete_shift(shift=shifts[0], now=NOW + holds.HELD_FOR) is True


def test_nobody_is_put_down_for_a_full_shift(role, shifts):
    assert [services.take_by_hand(shift=shifts[0], now=NOW) for _time in range(2)] == [True, False]
