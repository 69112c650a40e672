"""One visitor can't hold every place of a role; whoever shares a network with thousands is served."""

import ipaddress
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from config.limits import Limit
from core.models import RateLimit, Refusal
from opportunities.models import HeldShift, Hold
from opportunities.shifts import holds
from tests.factories.events import SOME_DAY
from tests.factories.shifts import event_at, shifts_of

NOW = SOME_DAY - timedelta(days=7)
SIX_DAYS = [SOME_DAY + timedelta(days=day) for day in range(6)]
VISITOR, ANOTHER = "203.0.113.7", "198.51.100.9"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def shifts(events_page, role):
    """Six of four places each."""
    return shifts_of(role, event_at(events_page, *SIX_DAYS), people=4)


@pytest.fixture
def ask(client, role):
    def ask(*shifts, network=VISITOR, **posted):
        url = reverse("shifts:choose", kwargs={"role": role.translation_key})
        return client.post(url, {"shift": [str(one.uid) for one in shifts], **posted}, REMOTE_ADDR=network)

    return ask


def held():
    return HeldShift.objects.count()


def test_four_posts_of_one_visitor_leave_half_of_every_shift_to_others(ask, shifts):
    answers = [ask(*shifts).status_code for _post in range(4)]

    assert (answers, held()) == ([302, 302, 429, 429], 12)
    assert [ask(*shifts, network=ANOTHER).status_code for _post in range(1)] == [302]


def test_with_the_guard_off_one_visitor_holds_everything(ask, shifts, settings):
    """The positive control."""
    settings.SHIFT_HOLDS_SHARE = 100

    assert ([ask(*shifts).status_code for _post in range(4)], held()) == ([302] * 4, 24)


def test_shifts_of_one_place_are_shared_over_the_role(ask, events_page, role):
    shifts = shifts_of(role, event_at(events_page, *SIX_DAYS), people=1)

    assert ([ask(one).status_code for one in shifts], held()) == ([302] * 3 + [429] * 3, 3)


def test_an_ipv6_network_is_one_visitor_whatever_address_it_uses(ask, shifts):
    answers = [ask(*shifts, network=f"2001:db8:1:2::{number}").status_code for number in range(1, 4)]

    assert answers == [302, 302, 429]


def test_somebody_may_take_both_of_two_places(ask, events_page, role):
    shifts = shifts_of(role, event_at(events_page, *SIX_DAYS[:2]), people=1)

    assert ask(*shifts).status_code == 302


def test_the_last_places_are_shared_too(ask, shifts):
    for shift in shifts:
        for _place in range(2):
            token = holds.hold_places(role=shift.role, shifts=[shift], now=NOW)
            holds.confirm_hold(token=token, holder=uuid4(), now=NOW)

    assert [ask(*shifts).status_code for _post in range(2)] == [302, 429]


def test_whoever_has_applied_makes_room_for_the_next(ask, shifts):
    for _person in range(2):
        token = ask(shifts[0]).url.rstrip("/").rpartition("/")[2]
        holds.confirm_hold(token=token, holder=uuid4(), now=NOW)

    assert (ask(shifts[0]).status_code, set(Hold.objects.filter(state="confirmed").values_list("network", flat=True))) == (
        302,
        {""},
    )


def test_what_is_refused_says_why_and_until_when_and_keeps_what_was_ticked(ask, shifts, clock):
    ask(shifts[0])
    ask(shifts[0])
    clock.shift(timedelta(minutes=10))

    answer = ask(shifts[0])

    page = answer.content.decode()
    assert "So that there are places for others, too" in page
    assert "Please try again in 20 minutes." in page
    assert (page.count(" checked"), list(Refusal.objects.values_list("purpose", "number"))) == (1, [("shifts.places", 1)])
    clock.shift(timedelta(minutes=20))
    assert ask(shifts[0]).status_code == 302


def test_one_more_on_the_page_of_a_hold_counts_with_the_rest(ask, client, events_page, role):
    shifts = shifts_of(role, event_at(events_page, *SIX_DAYS), people=1)
    url = ask(*shifts[:3]).url

    answer = client.post(url, {"action": "add", "shift": shifts[3].uid})

    assert (answer.status_code, held(), "Choose fewer shifts" in answer.content.decode()) == (429, 3, True)


def test_a_campus_behind_one_address_is_served(ask, shifts, settings):
    settings.CAMPUS_NETWORKS = (ipaddress.ip_network("203.0.113.0/24"),)

    assert [ask(*shifts).status_code for _person in range(4)] == [302] * 4


def test_nobody_can_read_where_a_hold_was_asked_from(ask, shifts):
    ask(shifts[0])

    assert VISITOR not in f"{list(Hold.objects.values())}{list(RateLimit.objects.values())}"


def test_one_form_sent_three_times_holds_once(ask, shifts):
    once = holds.new_token()

    answers = [ask(shifts[0], shifts[1], once=once).url for _time in range(3)]

    assert (len(set(answers)), held(), Hold.objects.count()) == (1, 2, 1)


def test_another_choice_on_the_same_form_is_another_hold(ask, shifts):
    once = holds.new_token()

    assert (ask(shifts[0], once=once).url != ask(shifts[1], once=once).url, held()) == (True, 2)


@pytest.mark.parametrize("once", ["", "1", "x" * 21, "x" * 65, "é" * 30, "a b" * 10])
def test_a_name_that_can_be_guessed_is_none(ask, shifts, once):
    assert ask(shifts[0], once=once).url != ask(shifts[0], once=once).url


def test_the_page_to_choose_on_gives_each_form_a_name_and_keeps_it(client, role, shifts):
    url = reverse("shifts:choose", kwargs={"role": role.translation_key})

    first, second = (client.get(url).context["once"] for _visit in range(2))
    again = client.post(url, {"once": first})

    assert first != second
    assert f'name="once" value="{first}"' in again.content.decode()


def test_holding_and_giving_back_for_ever_has_its_limit(ask, client, shifts, settings):
    settings.LIMITS = settings.LIMITS | {"shifts.places": Limit("What", ((3, timedelta(hours=1)),))}
    for _round in range(3):
        client.post(ask(shifts[0]).url, {"action": "give-back-all"})

    answer = ask(shifts[0])

    assert (answer.status_code, held(), list(Refusal.objects.values_list("purpose", "number"))) == (
        429,
        0,
        [("shifts.places", 1)],
    )


def test_taking_one_more_counts_as_asking(ask, client, shifts, settings):
    url = ask(shifts[0]).url
    settings.LIMITS = settings.LIMITS | {"shifts": Limit("What", ((1, timedelta(hours=1)),))}

    answer = client.post(url, {"action": "add", "shift": shifts[1].uid}, REMOTE_ADDR=VISITOR)

    assert (answer.status_code, held(), "Please try again in 60 minutes." in answer.content.decode()) == (429, 1, True)
    assert client.post(url, {"action": "give-back-all"}, REMOTE_ADDR=VISITOR).status_code == 302
