"""A cache that may be away: without it the site is slower, and nothing else.

Django's own Redis backend raises when Redis is down, waits when it hangs, and unpickles whatever somebody has put there.
"""

import hmac
import logging
import pickle
import threading
import time
from contextlib import suppress
from functools import partial

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from django.utils.crypto import salted_hmac
from redis.exceptions import RedisError, ResponseError

logger = logging.getLogger(__name__)

#: How long a server that failed is left alone, before one request tries whether it is back.
REST = 5.0  # seconds
#: Bytes of the signature in front of each value.
SIGNED = 32


class Unreadable(Exception):
    """A value that is not ours, of another release, or damaged: as good as none."""


class SignedSerializer:
    """Values carry a signature: what anybody else has written is not even looked at, let alone unpickled."""

    def dumps(self, value):
        data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        return self._signature(data) + data

    def loads(self, raw):
        signature, data = raw[:SIGNED], raw[SIGNED:]
        if not hmac.compare_digest(signature, self._signature(data)):
            raise Unreadable
        try:
            return pickle.loads(data)  # noqa: S301 – signed by us, which was looked at before
        except Exception as error:  # whatever its class has become since
            raise Unreadable from error

    @staticmethod
    def _signature(data):
        return salted_hmac("core.cache", data, algorithm="sha256").digest()


class Breaker:
    """Whether to ask a server at all. Shared by all threads of a process."""

    def __init__(self):
        self._lock = threading.Lock()
        self._rests_until = 0.0
        self._is_down = False

    def may_ask(self):
        """Always while it works; once it has failed, one of those who ask may, after each rest."""
        if not self._is_down:
            return True
        with self._lock:
            if time.monotonic() < self._rests_until:
                return False
            self._rests_until = time.monotonic() + REST
            return True

    def failed(self, error):
        if not self._is_down:
            logger.warning("cache_down", extra={"error": type(error).__name__})
        self._is_down, self._rests_until = True, time.monotonic() + REST

    def worked(self):
        if self._is_down:
            logger.warning("cache_back")
        self._is_down = False


_breakers = {}


def _forgiving(method, without):
    """A method of the client that gives what an empty cache would where nobody answers."""
    return lambda client, *arguments: client._ask(partial(method, client), *arguments, without=without)


class ForgivingClient(RedisCacheClient):
    """Asks as long as there is somebody to answer; else, and for what can't be read, it says what an empty cache would."""

    def __init__(self, servers, **options):
        self._signed = SignedSerializer()
        super().__init__(servers, serializer=self._signed, **options)
        self._breaker = _breakers.setdefault(tuple(servers), Breaker())

    def _ask(self, method, *arguments, without):
        if not self._breaker.may_ask():
            return without
        try:
            answer = method(*arguments)
        except (Unreadable, ResponseError):
            # It works, and has something else under that name, or no room.
            answer = without
        except (RedisError, OSError) as error:
            self._breaker.failed(error)
            return without
        self._breaker.worked()
        return answer

    add = _forgiving(RedisCacheClient.add, without=False)
    set = _forgiving(RedisCacheClient.set, without=None)
    touch = _forgiving(RedisCacheClient.touch, without=False)
    delete = _forgiving(RedisCacheClient.delete, without=False)
    has_key = _forgiving(RedisCacheClient.has_key, without=False)
    set_many = _forgiving(RedisCacheClient.set_many, without=None)
    delete_many = _forgiving(RedisCacheClient.delete_many, without=None)
    clear = _forgiving(RedisCacheClient.clear, without=False)

    def get(self, key, default):
        return self._ask(super().get, key, default, without=default)

    def get_many(self, keys):
        return self._ask(self._readable, list(keys), without={})

    def _readable(self, keys):
        found = {}
        for key, raw in zip(keys, self.get_client(None).mget(keys), strict=True):
            with suppress(Unreadable):
                if raw is not None:
                    found[key] = self._signed.loads(raw)
        return found


class ForgivingRedisCache(RedisCache):
    """For `CACHES`. What must be right even without a cache, such as limits, is counted in the database (`core.limits`)."""

    def __init__(self, server, params):
        super().__init__(server, params)
        self._class = ForgivingClient

    def incr(self, key, delta=1, version=None):
        """Not atomic: values are signed, so Redis can't count them."""
        return super(RedisCache, self).incr(key, delta, version)
