from datetime import UTC, datetime, timedelta

import pytest

from core.limits import allow, client_address, network_of, too_many
from core.models import RateLimit

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


@pytest.mark.django_db
def test_each_address_and_each_purpose_has_its_own_limit(rf, settings):
    settings.BEHIND_PROXY = True

    def ask(address, purpose):
        return too_many(rf.post("/", headers={"x-forwarded-for": address}), purpose=purpose, per_hour=1)

    assert [ask("203.0.113.7", "a"), ask("203.0.113.7", "a"), ask("203.0.113.8", "a"), ask("203.0.113.7", "b")] == [
        False, True, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("unknown", "unknown"),
    ],
)
def test_whoever_has_one_network_is_counted_once(rf, settings, address, network):
    settings.BEHIND_PROXY = True

    assert network_of(rf.get("/", headers={"x-forwarded-for": address})) == network


@pytest.mark.django_db
def test_what_is_asked_for_is_given_whole_or_not_at_all():
    taken = [allow("places", "somebody", most=5, number=number, now=NOON) for number in (3, 3, 2, 1, 6)]

    assert taken == [True, False, True, False, False]


@pytest.mark.django_db
def test_a_window_opens_with_the_first_request_and_closes_after_its_time():
    moments = [NOON, NOON + timedelta(minutes=59), NOON + timedelta(minutes=60)]

    assert [allow("mail", "somebody", most=1, now=moment) for moment in moments] == [True, False, True]


@pytest.mark.django_db
def test_nobody_can_read_who_was_counted():
    allow("mail", "ada@example.org", most=1, now=NOON)

    row = RateLimit.objects.get()
    assert "ada" not in f"{row.digest} {row}"
