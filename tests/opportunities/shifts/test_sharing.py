"""One visitor can't hold every place of a role; whoever shares a network with thousands is served."""

import ipaddress
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from config.limits import Limit
from core.models import RateLimit, Refusal
from opportunities.models import HeldShift, Hold, Shift
from opportunities.shifts import holds
from tests.factories.events import SOME_DAY
from tests.factories.shifts import event_at, shifts_of

NOW = SOME_DAY - timedelta(days=7)
SIX_DAYS = [SOME_DAY + timedelta(days=day) for day in range(6)]
VISITOR, ANOTHER = "203.0.113.7", "198.51.100.9"
#: What one home of the visitor's has besides: networks of one /56.
HOME = [f"2001:db8:1:{number:x}::7" for number in (0, 1, 255)]


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
    settings.SHIFT_HOLDS_SHARE = settings.SHIFT_HOLDS_TOGETHER = 100

    assert ([ask(*shifts).status_code for _post in range(4)], held()) == ([302] * 4, 24)


def test_shifts_of_one_place_are_shared_over_the_role(ask, events_page, role):
    shifts = shifts_of(role, event_at(events_page, *SIX_DAYS), people=1)

    assert ([ask(one).status_code for one in shifts], held()) == ([302] * 3 + [429] * 3, 3)


def test_an_ipv6_network_is_one_visitor_whatever_address_it_uses(ask, shifts):
    answers = [ask(*shifts, network=f"2001:db8:1:2::{number}").status_code for number in range(1, 4)]

    assert answers == [302, 302, 429]


def left(shifts):
    return [one.left for one in Shift.objects.filter(pk__in=[one.pk for one in shifts]).order_by("pk").with_left(now=NOW)]


def take_what_is_there(ask, shifts, networks):
    """Ask for all, one by one and again, from one network after the other, as somebody would who wants them all."""
    for network in networks:
        for shift in [*shifts, *shifts]:
            ask(shift, network=network)


@pytest.mark.parametrize("networks", [[VISITOR, *HOME], [*HOME, VISITOR], [HOME[0], VISITOR, HOME[1]]])
def test_a_home_with_ipv4_and_many_ipv6_networks_leaves_some_of_every_shift(ask, shifts, networks):
    take_what_is_there(ask, shifts, networks)

    assert left(shifts) == [1, 1, 1, 1, 1, 1]
    assert [ask(*shifts, network=ANOTHER).status_code, ask(shifts[0], network=ANOTHER).status_code] == [429, 302]


def test_it_leaves_some_of_a_role_that_many_have_places_of(ask, shifts):
    for shift, places in zip(shifts, (3, 1, 0, 4, 0, 0), strict=True):
        for _place in range(places):
            token = holds.hold_places(role=shift.role, shifts=[shift], now=NOW)
            holds.confirm_hold(token=token, holder=uuid4(), now=NOW)
    assert left(shifts) == [1, 3, 4, 0, 4, 4]

    take_what_is_there(ask, shifts, [VISITOR, *HOME])

    assert (sum(left(shifts)), ask(shifts[-1], network=ANOTHER).status_code) == (4, 302)


def test_with_each_network_of_a_home_counted_alone_it_takes_everything(ask, shifts, settings):
    """The positive control: three networks that have nothing to do with each other, and nothing kept for newcomers."""
    settings.SHIFT_HOLDS_TOGETHER = 100

    take_what_is_there(ask, shifts, [VISITOR, ANOTHER, "192.0.2.1"])

    assert left(shifts) == [0] * 6


def test_many_families_at_once_get_every_place(ask, shifts):
    """Nothing is kept back from whoever holds nothing: the last places go one by one."""
    answers = [ask(shifts[family % 6], network=f"198.51.100.{family}").status_code for family in range(100)]

    assert (answers.count(302), left(shifts), set(answers)) == (24, [0] * 6, {302, 409})


def test_the_last_place_goes_to_whoever_comes(ask, events_page, role):
    [shift] = shifts_of(role, event_at(events_page, SOME_DAY), people=1)

    assert [ask(shift, network=one).status_code for one in (VISITOR, ANOTHER)] == [302, 409]


def test_whoever_wants_two_of_the_last_places_reads_why_one_is_to_be_had(ask, events_page, role):
    shifts = shifts_of(role, event_at(events_page, *SIX_DAYS), people=1)
    for number, shift in enumerate(shifts[:4]):
        ask(shift, network=f"198.51.100.{number}")

    both, one = ask(*shifts[4:]), ask(shifts[4])

    assert (both.status_code, one.status_code) == (429, 302)
    assert "So that there are places for others, too" in both.content.decode()
    assert "Choose fewer shifts, or others." in both.content.decode()
    assert "Please try again in 30 minutes." in ask(shifts[5]).content.decode()


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
