import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.urls import reverse

from config.limits import DECLARED, Limit, networks_from, variable_of, windows_from
from core import limits
from core.limits import CAMPUS, HOUR, allow, refused_until_for
from core.models import RateLimit, Refusal
from core.models.processes import RateLimitQuerySet
from core.networks import client_address, network_of
from tests.factories.users import UserFactory

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("behind_proxy", "forwarded", "address"),
    [
        (False, "203.0.113.7", "127.0.0.1"),
        (True, "203.0.113.7", "203.0.113.7"),
        (True, "made up, 203.0.113.7", "203.0.113.7"),
        (True, "", "127.0.0.1"),
    ],
)
def test_only_our_own_proxy_is_believed_about_where_somebody_is(rf, settings, behind_proxy, forwarded, address):
    settings.BEHIND_PROXY = behind_proxy

    assert client_address(rf.get("/", headers={"x-forwarded-for": forwarded})) == address


def test_behind_several_proxies_of_ours_the_outermost_is_believed(rf, settings):
    settings.BEHIND_PROXY, settings.PROXIES = True, 2
    forwarded = ["made up, 203.0.113.7, 10.0.0.1", "203.0.113.7,10.0.0.1", "10.0.0.1"]

    assert [client_address(rf.get("/", headers={"x-forwarded-for": one})) for one in forwarded] == [
        "203.0.113.7", "203.0.113.7", "10.0.0.1",
    ]  # fmt: skip


@pytest.fixture
def limited(settings):
    """Two purposes that may be had once an hour."""
    settings.LIMITS = {name: Limit(name, ((1, HOUR),)) for name in ("a", "b")}


@pytest.mark.django_db
def test_each_address_and_each_purpose_has_its_own_limit(rf, settings, limited):
    settings.BEHIND_PROXY = True

    def ask(address, purpose):
        return refused_until_for(rf.post("/", headers={"x-forwarded-for": address}), purpose=purpose) is not None

    assert [ask("203.0.113.7", "a"), ask("203.0.113.7", "a"), ask("203.0.113.8", "a"), ask("203.0.113.7", "b")] == [
        False, True, False, False,
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_campus_may_ask_for_more(rf, settings, limited):
    settings.CAMPUS_NETWORKS = networks_from(["127.0.0.0/8", "2001:db8::/32"])

    assert [refused_until_for(rf.post("/"), purpose="a") is not None for _ask in range(CAMPUS + 1)] == [False] * CAMPUS + [True]


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("::203.0.113.7", "203.0.113.7"),
        ("::ffff:0:203.0.113.7", "203.0.113.7"),
        ("64:ff9b::203.0.113.7", "203.0.113.7"),
        ("2002:cb00:7107:1::1", "203.0.113.7"),  # 6to4
        ("2002:cb00:7107:2::1", "203.0.113.7"),
        ("2001:0:4136:e378:8000:63bf:34ff:8ef8", "203.0.113.7"),  # Teredo
        ("::1", "::/64"),
        ("203.0.113.7:4711", "203.0.113.7"),
        ("[2001:db8:1:2::5]:443", "2001:db8:1:2::/64"),
        ("[fe80::1%eth0]", "fe80::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("unknown", "unknown"),
    ],
)
def test_whoever_has_one_network_is_counted_once(rf, settings, address, network):
    settings.BEHIND_PROXY = True

    assert network_of(rf.get("/", headers={"x-forwarded-for": address})) == network


@pytest.mark.django_db
def test_what_is_asked_for_is_given_whole_or_not_at_all():
    taken = [allow("subscribe", "somebody", most=5, number=number, now=NOON) for number in (3, 3, 2, 1, 6)]

    assert taken == [True, False, True, False, False]


@pytest.mark.django_db
def test_a_window_opens_with_the_first_request_and_closes_after_its_time():
    moments = [NOON, NOON + timedelta(minutes=59), NOON + timedelta(minutes=60)]

    assert [allow("subscribe", "somebody", most=1, now=moment) for moment in moments] == [True, False, True]


@pytest.mark.django_db
def test_nobody_can_read_who_was_counted():
    allow("subscribe", "ada@example.org", most=1, now=NOON)

    row = RateLimit.objects.get()
    assert "ada" not in f"{row.digest} {row}"


@pytest.mark.django_db
@pytest.mark.parametrize("asked", [{"purpose": "anything", "most": 1}, {"purpose": "form"}], ids=["unknown", "how much?"])
def test_what_nobody_has_declared_is_an_error(asked):
    with pytest.raises(limits.UndeclaredPurpose):
        allow(who="somebody", **asked)


@pytest.mark.django_db
def test_a_limit_without_words_is_none_that_anybody_meets():
    assert [allow("form", "x", most=1, now=NOON) for _ask in range(2)] == [True, False]
    assert Refusal.objects.count() == 0


@pytest.mark.django_db
def test_several_windows_hold_at_once_and_none_is_used_up_by_another(settings):
    settings.LIMITS = {"a": Limit("a", ((2, timedelta(minutes=1)), (3, HOUR)))}
    minutes = [0, 0, 0, 1, 2, 60]

    found = [limits.refused_until("a", "x", now=NOON + timedelta(minutes=minute)) for minute in minutes]

    assert found == [None, None, NOON + timedelta(minutes=1), None, NOON + HOUR, None]


@pytest.mark.django_db
def test_what_is_given_back_can_be_had_again(limited):
    taken = [allow("a", "x", now=NOON), allow("a", "x", now=NOON)]
    limits.give_back("a", "x")
    taken += [allow("a", "x", now=NOON), allow("a", "x", now=NOON)]
    limits.forgive("a", "x")

    assert [*taken, allow("a", "x", now=NOON)] == [True, False, True, False, True]


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        (timedelta(seconds=-5), "Please try again in 1 minute."),
        (timedelta(seconds=61), "Please try again in 2 minutes."),
        (timedelta(hours=2), "Please try again in 120 minutes."),
        (timedelta(hours=2, seconds=1), "Please try again in 3 hours."),
    ],
)
def test_nobody_is_told_to_come_too_early(wait, words):
    assert limits.wait_words(NOON + wait, now=NOON) == words


def test_every_limit_is_listed_for_who_runs_the_site(settings):
    page = (settings.REPOSITORY / "docs" / "configuration.md").read_text()

    assert [name for name, (_words, usual) in DECLARED.items() if f"`{variable_of(name)}` | | `{usual}`" not in page] == []


@pytest.mark.parametrize("text", ["", "many", "5", "5/week", "5/hour,6/day", "-1/hour"])
def test_a_limit_nobody_can_read_stops_the_site_from_starting(text):
    with pytest.raises(ImproperlyConfigured):
        windows_from(text)


def test_a_network_nobody_can_read_stops_the_site_from_starting():
    with pytest.raises(ImproperlyConfigured):
        networks_from(["campus"])


@pytest.mark.django_db
def test_staff_see_how_often_on_which_day_and_nobody_sees_who(limited, caplog):
    for day in (0, 0, 0, 1):
        allow("a", "ada@example.org", now=NOON + timedelta(days=day, minutes=day))
    allow("a", "ada@example.org", now=NOON + timedelta(days=1, minutes=2))

    assert list(Refusal.objects.values_list("day", "purpose", "number")) == [
        ((NOON + timedelta(days=1)).date(), "a", 1),
        (NOON.date(), "a", 2),
    ]
    assert ([record.purpose for record in caplog.records], "ada" in caplog.text) == (["a"] * 3, False)


@pytest.mark.django_db
def test_what_has_closed_and_what_is_old_is_forgotten(limited):
    allow("a", "x", now=NOON)
    allow("a", "x", now=NOON)
    allow("b", "x", now=NOON + HOUR)

    limits.forget_windows(now=NOON + HOUR)
    assert (RateLimit.objects.count(), Refusal.objects.count()) == (1, 1)
    limits.forget_windows(now=NOON + limits.REFUSALS_RETENTION + timedelta(days=1))
    assert (RateLimit.objects.count(), Refusal.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_the_report_is_for_whom_it_is_for(client, editor, limited):
    url = reverse("limits_report")
    Refusal.objects.note("subscribe", day=NOON.date())
    client.force_login(editor)
    assert (client.get(url).status_code, url in client.get("/admin/").content.decode()) == (302, False)

    client.force_login(UserFactory(is_superuser=True))

    page = client.get(url)
    assert (page.status_code, "subscribe" in page.content.decode()) == (200, True)
    assert "subscribe,1" in b"".join(client.get(f"{url}?export=csv").streaming_content).decode()


def at_once(number, act):
    start, results = threading.Barrier(number), []

    def run():
        start.wait(30)
        try:
            results.append(act())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _number in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(results)


WINDOWS = {"first": None, "open": NOON + HOUR, "closed": NOON}


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("window", WINDOWS)
def test_of_many_who_ask_at_once_exactly_as_many_as_may_are_served(window):
    """Nobody too many; and nobody too few, who lost a race to open the window."""
    if WINDOWS[window]:
        assert allow("subscribe", "x", most=9, now=WINDOWS[window] - HOUR)
    left = 2 if window == "open" else 3

    assert at_once(8, lambda: allow("subscribe", "x", most=3, now=NOON)) == [False] * (8 - left) + [True] * left


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_with_the_guard_off_more_are_served(monkeypatch):
    """The positive control: the race above is a real one."""
    looked = threading.Barrier(4)

    def unguarded(rows, digest, *, number, most, now, until):
        taken = sum(rows.filter(digest=digest).values_list("taken", flat=True))
        looked.wait(30)
        rows.filter(digest=digest).update(taken=taken + number)
        return taken + number <= most

    monkeypatch.setattr(RateLimitQuerySet, "take", unguarded)

    assert at_once(4, lambda: allow("subscribe", "x", most=1, now=NOON)) == [True] * 4


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_every_refusal_is_counted_however_many_at_once():
    at_once(8, lambda: Refusal.objects.note("subscribe", day=NOON.date()) or 0)

    assert Refusal.objects.get().number == 8
