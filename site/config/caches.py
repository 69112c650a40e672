"""The cache from CACHE_URL: the memory of each process needs nothing, Redis or Valkey is shared by all of them."""

from redis.backoff import NoBackoff
from redis.retry import Retry

#: How long anybody waits for the cache: longer than this, and working it out anew is quicker.
DEADLINE = 0.25  # seconds


def cache_settings(env):
    """Django's settings for the one cache."""
    settings = env.cache_url("CACHE_URL", default="locmemcache://")
    if settings["BACKEND"].endswith("RedisCache"):
        settings["BACKEND"] = "core.cache.ForgivingRedisCache"
        deadline = env.float("CACHE_DEADLINE", default=DEADLINE)
        settings["OPTIONS"] = settings.get("OPTIONS", {}) | {
            "socket_connect_timeout": deadline,
            "socket_timeout": deadline,
            # It is not asked twice: whoever waits is better off without.
            "retry": Retry(NoBackoff(), 0),
        }
    return settings
