"""What visitors are told while the database is away: that it will be back, quickly and without asking it anything."""

import sqlite3
import sys

from django.db import DatabaseError, InterfaceError
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views import defaults

RETRY_AFTER = 10  # seconds

#: What SQLite says of its surroundings, not of what was asked. https://www.sqlite.org/rescode.html
SQLITE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_PROTOCOL,
}
#: The same of PostgreSQL, by how its codes begin: connection lost, no room, shutting down or starting, too late, locked,
#: in each other's way. https://www.postgresql.org/docs/current/errcodes-appendix.html
POSTGRESQL = ("08", "53", "57", "58", "55P03", "40")


def is_database_away(error):
    """Whether an error, or what led to it, is that the database can't answer now. A wrong question is not that."""
    seen = set()
    while error is not None and id(error) not in seen:
        if isinstance(error, DatabaseError | InterfaceError) and _is_away(error, error.__cause__):
            return True
        seen.add(id(error))
        error = error.__cause__ or error.__context__
    return False


def _is_away(error, cause):
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in SQLITE
    state = getattr(cause, "sqlstate", None)
    if state is not None:
        return state.startswith(POSTGRESQL)
    # No answer at all, so no code: the connection was refused, lost, closed, or nobody answered in time.
    name = type(error).__name__
    return name in ("OperationalError", "InterfaceError") and not isinstance(cause, sqlite3.Error)


def server_error(request, *arguments, **options):
    """Django's `handler500`: 503 while the database is away, else 500. Covers pages, the admin and every middleware."""
    if is_database_away(sys.exc_info()[1]):
        return unavailable(request)
    return defaults.server_error(request, *arguments, **options)


def unavailable(request):
    response = render(None, "503.html", status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    add_never_cache_headers(response)
    return response
