"""The database from DATABASE_URL: SQLite needs nothing, PostgreSQL is for production."""

from django.core.exceptions import ImproperlyConfigured


def database_settings(env, var_dir):
    """Django's settings for the one database, SQLite in `var_dir` unless DATABASE_URL says otherwise."""
    settings = env.db_url("DATABASE_URL", default=f"sqlite:///{var_dir / 'engage.sqlite3'}")
    if settings["ENGINE"].endswith("sqlite3"):
        # Many readers beside one writer; writers queue up at BEGIN instead of failing half-way.
        # https://www.sqlite.org/wal.html
        settings["OPTIONS"] = {
            "timeout": 20,  # seconds
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    else:
        settings["CONN_HEALTH_CHECKS"] = True
        settings["OPTIONS"] = {"pool": {"min_size": 1, "max_size": env.int("DATABASE_POOL_SIZE", default=8)}}
    return settings


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
