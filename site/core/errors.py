"""What a visitor is told when a request can't be answered: always on a page of ours, never the framework's."""

import sqlite3
import sys
from urllib.parse import urlsplit

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DatabaseError, InterfaceError
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import defaults
from django.views.decorators.cache import never_cache

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request, exception):
    """A request that makes no sense, or that holds more than any form of ours."""
    if not isinstance(exception, TOO_MUCH):
        return defaults.bad_request(request, exception)
    response = defaults.bad_request(request, exception, template_name="413.html")
    response.status_code = 413  # RFC 9110, 15.5.14
    return response


@never_cache
def csrf_failure(request, reason=""):
    """A form without the token that proves it was ours: left open for too long, sent from elsewhere, or without cookies.

    What was sent is neither kept nor offered to be sent again: if another site sent it, a reader would confirm it.
    """
    return render(request, "403_csrf.html", {"back": _way_back(request)}, status=403)


def _way_back(request):
    """The page of ours that the form was on, if the browser tells."""
    referer = request.headers.get("Referer", "").strip()
    is_ours = url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure())
    return referer if is_ours and urlsplit(referer).netloc else ""


RETRY_AFTER = 10  # seconds

#: What SQLite says of its surroundings, not of what was asked. https://www.sqlite.org/rescode.html
SQLITE = {
    getattr(sqlite3, f"SQLITE_{name}")
    for name in ("BUSY", "LOCKED", "FULL", "IOERR", "CANTOPEN", "READONLY", "NOMEM", "PROTOCOL")
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
