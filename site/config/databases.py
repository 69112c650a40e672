"""The database from DATABASE_URL and the cache from CACHE_URL.

SQLite and the memory of each process need nothing; PostgreSQL, and Redis or Valkey for all processes, are for production.
"""

from contextlib import suppress
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from redis.backoff import NoBackoff
from redis.retry import Retry


def database_settings(env, var_dir):
    """Django's settings for the one database, SQLite in `var_dir` unless DATABASE_URL says otherwise."""
    settings = env.db_url("DATABASE_URL", default=f"sqlite:///{var_dir / 'engage.sqlite3'}")
    if settings["ENGINE"].endswith("sqlite3"):
        # A fresh copy of the repository has no such folder, and SQLite makes files only.
        folder = Path(settings["NAME"]).parent
        with suppress(OSError):  # what is wrong with it SQLite will say
            folder.mkdir(parents=True, exist_ok=True)
        # Many readers beside one writer; writers queue up at BEGIN instead of failing half-way.
        # https://www.sqlite.org/wal.html
        settings["OPTIONS"] = {
            "timeout": 20,  # seconds
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    else:
        settings |= {
            "ENGINE": "config.postgresql",
            # One connection for each thread, asked before each request whether it still works, and renewed now and then.
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
            # How long anybody waits for it to answer at all: docs/decisions/0140-the-database-may-be-away.md
            "DEADLINE": env.float("DATABASE_DEADLINE", default=0.9),
        }
        settings["OPTIONS"] = {
            "connect_timeout": 2,  # seconds, the least there is: for the thread that goes on connecting
            # A server whose machine or network has gone is given up by the system itself.
            "tcp_user_timeout": 10_000,  # milliseconds
            "keepalives_idle": 30,  # seconds
            "keepalives_interval": 5,  # seconds
            "keepalives_count": 3,
            "options": " ".join(f"-c {name}={value}" for name, value in _limits(env).items()),
        } | settings.get("OPTIONS", {})
    return settings


def _limits(env):
    """What the server itself puts an end to, in its own words. Nought: nothing; a command may take its time."""
    return {
        "statement_timeout": f"{env.int('DATABASE_STATEMENT_SECONDS', default=0)}s",
        "lock_timeout": "15s",
        "idle_in_transaction_session_timeout": "10min",
    }


def refuse_unsafe_sqlite(connection, **kwargs):
    """Raises ImproperlyConfigured for a SQLite connection that would fail or lose writes when several come at once.

    Asks the database itself: a file system without shared memory ignores a request for WAL in silence.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
    if mode not in ("wal", "memory"):
        raise ImproperlyConfigured(
            f"SQLite runs in journal mode {mode!r}; production needs WAL on a local disk, or PostgreSQL."
        )
    if connection.transaction_mode != "IMMEDIATE":
        raise ImproperlyConfigured("SQLite must begin its transactions IMMEDIATE in production.")


def cache_settings(env):
    settings = env.cache_url("CACHE_URL", default="locmemcache://")
    if settings["BACKEND"].endswith("RedisCache"):
        settings["BACKEND"] = "core.cache.ForgivingRedisCache"
        # How long anybody waits, in seconds: longer than this, and working it out anew is quicker.
        deadline = env.float("CACHE_DEADLINE", default=0.25)
        settings["OPTIONS"] = settings.get("OPTIONS", {}) | {
            "socket_connect_timeout": deadline,
            "socket_timeout": deadline,
            # It is not asked twice: whoever waits is better off without.
            "retry": Retry(NoBackoff(), 0),
        }
    return settings
