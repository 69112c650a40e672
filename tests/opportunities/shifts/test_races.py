"""Many people at once, on real connections, in front of a real server."""

import http.client
import threading
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from config.limits import Limit
from core import limits
from opportunities.models import HeldShift, Hold, Shift
from opportunities.shifts import holds
from tests.factories.shifts import event_at, shifts_of

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

PEOPLE = 100
LIMIT = 60  # seconds; nobody waits that long


@pytest.fixture
def soon(settings):
    settings.LIMITS = settings.LIMITS | {"shifts": Limit("What", ((10 * PEOPLE, limits.HOUR),))}
    return timezone.now().replace(microsecond=0) + timedelta(days=7)


def at_once(number, act):
    """What each of `number` people gets who do the same at the same moment."""
    start, results, lock = threading.Barrier(number), [], threading.Lock()

    def run():
        start.wait(LIMIT)
        try:
            result = act()
        finally:
            connection.close()
        with lock:
            results.append(result)

    threads = [threading.Thread(target=run) for _number in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LIMIT)
    return sorted(results, key=str)


def posts_at_once(number, live_server, url, **values):
    """What the server answers to `number` people who are connected already and all send the same form at the same moment."""
    people = [
        http.client.HTTPConnection(live_server.thread.host, live_server.thread.port, timeout=LIMIT) for _n in range(number)
    ]
    for person in people:
        person.connect()
    waiting, lock = iter(people), threading.Lock()

    def post():
        with lock:
            person = next(waiting)
        person.request("POST", url, urlencode(values), {"Content-Type": "application/x-www-form-urlencoded"})
        with person.getresponse() as response:
            response.read()
            return response.status

    try:
        return at_once(number, post)
    finally:
        for person in people:
            person.close()


def test_of_a_hundred_people_who_take_the_last_place_at_once_one_gets_it(live_server, events_page, role, soon):
    [shift] = shifts_of(role, event_at(events_page, soon), people=3)
    for _person in range(2):
        holds.hold_places(role=role.opportunity_facts, shifts=[shift], now=timezone.now())
    url = reverse("shifts:choose", kwargs={"role": role.translation_key})

    answers = posts_at_once(PEOPLE, live_server, url, shift=shift.uid)

    assert (answers.count(302), answers.count(409), len(answers)) == (1, PEOPLE - 1, PEOPLE)
    shift.refresh_from_db()
    assert (shift.taken, HeldShift.objects.count(), Hold.objects.count()) == (3, 3, 3)


def test_with_the_guard_off_more_than_one_gets_the_last_place(live_server, events_page, role, soon, monkeypatch):
    """The positive control: the race above is a real one."""
    [shift] = shifts_of(role, event_at(events_page, soon), people=1)
    url = reverse("shifts:choose", kwargs={"role": role.translation_key})
    people = 5  # each keeps a connection while it waits for the others, and a pool has only so many
    looked = threading.Barrier(people)

    def unguarded(*, role, shifts, now, network, once):
        taken = Shift.objects.get(pk=shift.pk).taken
        looked.wait(LIMIT)
        if taken >= shift.places:
            raise holds.Full(shift)
        token = holds.new_token()
        Shift.objects.filter(pk=shift.pk).update(taken=taken + 1)
        hold = Hold.objects.create(digest=holds.digest_of(token), role=role, expires_at=now + holds.HELD_FOR)
        HeldShift.objects.create(hold=hold, shift=shift)
        return token

    monkeypatch.setattr(holds, "hold_places", unguarded)

    assert posts_at_once(people, live_server, url, shift=shift.uid).count(302) > 1
    assert HeldShift.objects.count() > shift.places


def test_a_place_whose_hold_is_over_goes_to_one_of_many(events_page, role, soon):
    [shift] = shifts_of(role, event_at(events_page, soon), people=1)
    now = timezone.now()
    holds.hold_places(role=role.opportunity_facts, shifts=[shift], now=now - holds.HELD_FOR)

    def take():
        try:
            return bool(holds.hold_places(role=role.opportunity_facts, shifts=[shift], now=now))
        except holds.Full:
            return False

    assert at_once(8, take) == [False] * 7 + [True]
    shift.refresh_from_db()
    assert (shift.taken, HeldShift.objects.count()) == (1, 1)


def overlapping(events_page, role, soon):
    """A token that holds one shift, and two more that are at the same time as each other."""
    first, *others = [shifts_of(role, event_at(events_page, soon + timedelta(days=days)), people=9)[0] for days in (0, 1, 1)]
    return holds.hold_places(role=role.opportunity_facts, shifts=[first], now=timezone.now()), others


def test_one_holder_who_adds_two_shifts_at_the_same_time_at_once_gets_one(events_page, role, soon):
    token, others = overlapping(events_page, role, soon)
    queue = iter(others * 4)
    lock = threading.Lock()

    def add():
        with lock:
            shift = next(queue)
        try:
            holds.add_place(token=token, shift=shift, now=timezone.now())
        except holds.Overlapping:
            return False
        return True

    at_once(8, add)

    assert sorted(Shift.objects.filter(pk__in=[one.pk for one in others]).values_list("taken", flat=True)) == [0, 1]


def test_without_the_lock_on_the_hold_both_would_be_added(events_page, role, soon):
    """The positive control."""
    token, others = overlapping(events_page, role, soon)
    queue, lock, looked = iter(others), threading.Lock(), threading.Barrier(2)

    def add():
        with lock:
            shift = next(queue)
        hold = holds.find_hold(token, now=timezone.now())
        holds._refuse_impossible([*hold.shifts.all(), shift])
        looked.wait(LIMIT)
        HeldShift.objects.create(hold=hold, shift=shift)
        return True

    assert at_once(2, add) == [True, True]


def one_form(role, shift, **values):
    return {"role": role.opportunity_facts, "shifts": [shift], "now": timezone.now(), **values}


def test_one_form_sent_many_times_at_once_holds_once_and_leads_to_one_place(live_server, events_page, role, soon):
    [shift] = shifts_of(role, event_at(events_page, soon), people=9)
    url = reverse("shifts:choose", kwargs={"role": role.translation_key})

    answers = posts_at_once(8, live_server, url, shift=shift.uid, once=holds.new_token())

    assert answers == [302] * 8
    shift.refresh_from_db()
    assert (shift.taken, HeldShift.objects.count(), Hold.objects.count()) == (1, 1, 1)


def test_without_a_name_of_its_own_each_would_hold_one(live_server, events_page, role, soon):
    """The positive control."""
    [shift] = shifts_of(role, event_at(events_page, soon), people=9)
    url = reverse("shifts:choose", kwargs={"role": role.translation_key})

    answers = posts_at_once(4, live_server, url, shift=shift.uid, once="1")

    assert answers == [302] * 4
    assert HeldShift.objects.count() == 4


def test_one_network_that_asks_many_times_at_once_gets_its_share(events_page, role, soon):
    """Of six shifts with one place each, asked for one by one, so that no two wait at the same shift."""
    days = [soon + timedelta(days=day) for day in range(6)]
    queue, lock = iter(shifts_of(role, event_at(events_page, *days), people=1)), threading.Lock()

    def take():
        with lock:
            shift = next(queue)
        try:
            return bool(holds.hold_places(**one_form(role, shift, network="203.0.113.7")))
        except holds.Hoarded:
            return False

    assert at_once(6, take) == [False] * 3 + [True] * 3


def test_without_waiting_for_each_other_it_would_get_more(events_page, role, soon, monkeypatch):
    """The positive control: all look before any of them is done."""
    days = [soon + timedelta(days=day) for day in range(4)]
    queue, lock, looked = iter(shifts_of(role, event_at(events_page, *days), people=1)), threading.Lock(), threading.Barrier(4)

    def hurried(token, role, shifts, *, network, now):
        mine = HeldShift.objects.filter(hold__network=network).count()
        looked.wait(LIMIT)
        if mine >= 2:
            raise holds.Hoarded(None)
        hold = Hold.objects.create(digest=holds.digest_of(token), role=role, expires_at=now + holds.HELD_FOR, network=network)
        HeldShift.objects.create(hold=hold, shift=shifts[0])

    monkeypatch.setattr(holds, "_hold", hurried)

    def take():
        with lock:
            shift = next(queue)
        return bool(holds.hold_places(**one_form(role, shift, network="203.0.113.7")))

    assert at_once(4, take) == [True] * 4


def six_who_hold_one(events_page, role, soon):
    """Twelve shifts of one place; six networks, each of which holds one and can take another: (the free shifts, who asks)."""
    shifts = shifts_of(role, event_at(events_page, *(soon + timedelta(days=day) for day in range(12))), people=1)
    networks = [f"203.0.113.{number}" for number in range(6)]
    for shift, network in zip(shifts[:6], networks, strict=True):
        holds.hold_places(**one_form(role, shift, network=network))
    return iter(list(zip(shifts[6:], networks, strict=True)))


def test_networks_that_ask_at_once_leave_the_last_places_to_others(events_page, role, soon):
    """Twelve places, of which nine may be held together: three of the six get a second, whichever shift they ask for."""
    queue, lock = six_who_hold_one(events_page, role, soon), threading.Lock()

    def take():
        with lock:
            shift, network = next(queue)
        try:
            return bool(holds.hold_places(**one_form(role, shift, network=network)))
        except holds.Hoarded:
            return False

    assert at_once(6, take) == [False] * 3 + [True] * 3


def test_without_waiting_at_the_role_they_would_take_them_all(events_page, role, soon, monkeypatch):
    """The positive control: all look before any of them is done."""
    queue, lock, looked = six_who_hold_one(events_page, role, soon), threading.Lock(), threading.Barrier(6)

    def hurried(token, role, shifts, *, network, now):
        held = HeldShift.objects.count()
        looked.wait(LIMIT)
        if held + 1 > 9:
            raise holds.Hoarded(None)
        hold = Hold.objects.create(digest=holds.digest_of(token), role=role, expires_at=now + holds.HELD_FOR, network=network)
        HeldShift.objects.create(hold=hold, shift=shifts[0])

    monkeypatch.setattr(holds, "_hold", hurried)

    def take():
        with lock:
            shift, network = next(queue)
        return bool(holds.hold_places(**one_form(role, shift, network=network)))

    assert at_once(6, take) == [True] * 6
