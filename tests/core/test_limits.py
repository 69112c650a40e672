import pytest

from core.limits import client_address, too_many


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


def test_each_address_and_each_purpose_has_its_own_limit(rf, settings):
    settings.BEHIND_PROXY = True

    def ask(address, purpose):
        return too_many(rf.post("/", headers={"x-forwarded-for": address}), purpose=purpose, per_hour=1)

    assert [ask("203.0.113.7", "a"), ask("203.0.113.7", "a"), ask("203.0.113.8", "a"), ask("203.0.113.7", "b")] == [
        False, True, False, False,
    ]  # fmt: skip
