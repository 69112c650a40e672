"""The cache that forgives: with a real Redis that works, is stopped, hangs, or holds what others have put there."""

import pickle
import socket
import time

import environ
import pytest
import redis as redis_library
from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache

from config.databases import cache_settings
from core.cache import REST, Breaker, SignedSerializer
from home.models import StandardPage
from tests.factories.home import StandardPageFactory
from tests.services import Redis

pytestmark = pytest.mark.xdist_group("redis")


class Environment:
    """What CACHE_URL says, without touching the environment of this process."""

    def __init__(self, url):
        self.env = environ.Env()
        self.env.ENVIRON = {"CACHE_URL": url}

    def settings(self):
        return cache_settings(self.env)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Redis(tmp_path_factory.mktemp("redis"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def raw(server):
    with redis_library.Redis(port=server.port) as raw:
        raw.flushall()
        yield raw


@pytest.fixture
def cache(settings, server, raw, monkeypatch):
    monkeypatch.setattr("core.cache._breakers", {})
    settings.CACHES = {"default": Environment(server.url).settings()}
    yield caches["default"]
    caches["default"].close()


def key_of(cache, name):
    return cache.make_key(name)


def test_it_is_a_cache(cache):
    cache.set("one", {"two": [3]}, 60)
    cache.set_many({"a": 1, "b": None})

    assert (cache.get("one"), cache.get_many(["a", "b", "c"]), cache.has_key("a")) == ({"two": [3]}, {"a": 1, "b": None}, True)
    assert (cache.add("one", 2), cache.add("new", 2), cache.incr("a", 4), cache.get("a")) == (False, True, 5, 5)
    assert (cache.get_or_set("later", lambda: "made"), cache.touch("later", 10), cache.delete("later")) == ("made", True, True)
    cache.delete_many(["a", "b"])
    assert (cache.get("a", "gone"), cache.clear(), cache.get("one")) == ("gone", True, None)


class Bomb:
    """Does harm when it is unpickled."""

    exploded = False

    def __reduce__(self):
        return (setattr, (Bomb, "exploded", True))


RUBBISH = {
    "words": b"rubbish",
    "a number": b"12345",
    "nothing": b"",
    "a pickle of somebody else": pickle.dumps({"a": 1}),
    "a harmful one": pickle.dumps(Bomb()),
    "a harmful one behind something like a signature": bytes(32) + pickle.dumps(Bomb()),
    "half of ours": SignedSerializer().dumps({"a": 1})[:-3],
}


@pytest.mark.parametrize("rubbish", RUBBISH.values(), ids=RUBBISH)
def test_rubbish_is_as_good_as_nothing(cache, raw, rubbish):
    raw.set(key_of(cache, "one"), rubbish)
    cache.set("two", 2)

    assert (cache.get("one", "nothing"), cache.get_many(["one", "two"])) == ("nothing", {"two": 2})
    assert cache.get_or_set("one", "new", 60) in ("new", None)
    cache.set("one", "ours again")
    assert (cache.get("one"), Bomb.exploded) == ("ours again", False)


def test_a_value_of_another_kind_under_our_name_is_as_good_as_nothing(cache, raw):
    raw.rpush(key_of(cache, "one"), "a", "list")
    raw.set(key_of(cache, "two"), SignedSerializer().dumps(2))

    assert (cache.get("one", "nothing"), cache.get("two")) == ("nothing", 2)


def everything(cache):
    cache.set("one", 1)
    cache.set_many({"one": 1})
    cache.delete_many(["one"])
    with pytest.raises(ValueError, match="not found"):
        cache.incr("one")
    return (
        cache.get("one", "nothing"),
        cache.get_many(["one"]),
        cache.add("one", 1),
        cache.get_or_set("one", lambda: "made"),
        cache.has_key("one"),
        cache.touch("one"),
        cache.delete("one"),
        cache.clear(),
    )


AWAY = ("nothing", {}, False, "made", False, False, False, False)


def test_when_it_is_stopped_all_goes_on_and_when_it_is_back_it_is_used_again(cache, server, monkeypatch):
    cache.set("one", 1)
    server.stop()
    try:
        assert everything(cache) == AWAY
    finally:
        server.start()

    assert cache.get("one", "left alone for a while") == "left alone for a while"
    monkeypatch.setattr("core.cache.REST", 0)
    caches["default"]._cache._breaker._rests_until = 0.0
    cache.set("two", 2)
    assert cache.get("two") == 2


def test_when_it_hangs_it_is_waited_for_once(cache, server):
    assert cache.get("one", "empty") == "empty"
    server.freeze()
    try:
        began = time.monotonic()
        for _time in range(40):
            assert everything(cache) == AWAY
    finally:
        server.thaw()

    # Forty times nine questions with a deadline of a quarter of a second each would take a minute and a half.
    assert time.monotonic() - began < 20


def test_an_address_where_nobody_listens_is_given_up_as_well(settings, monkeypatch):
    monkeypatch.setattr("core.cache._breakers", {})
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.CACHES = {"default": Environment(f"redis://127.0.0.1:{taken.getsockname()[1]}/0").settings()}

        assert everything(caches["default"]) == AWAY


def test_djangos_own_raises(settings, cache, server, monkeypatch):
    """The positive control."""
    options = Environment(server.url).settings()["OPTIONS"]
    djangos = RedisCache(server.url, {"OPTIONS": options})
    server.stop()
    try:
        with pytest.raises(redis_library.exceptions.ConnectionError):
            djangos.get("one")
    finally:
        server.start()


def test_after_each_rest_one_asks_whether_it_is_back():
    breaker = Breaker()
    assert breaker.may_ask()

    breaker.failed(OSError())

    assert not breaker.may_ask()
    breaker._rests_until = time.monotonic() - 1
    assert [breaker.may_ask() for _one in range(3)] == [True, False, False]
    assert breaker._rests_until > time.monotonic() + REST / 2
    breaker.worked()
    assert breaker.may_ask()


def test_publishing_beside_rubbish(cache, raw, client, home_page):
    client.get("/")
    keys = raw.keys("*")
    assert keys
    for key in keys:
        raw.set(key, b"12345")

    page = StandardPageFactory(parent=home_page)
    page.title = "Changed"
    page.save_revision().publish()

    assert "Changed" in client.get(page.url).content.decode()
    assert StandardPage.objects.count() == 1
