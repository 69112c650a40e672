"""Whether the site is alive, and whether it is ready for visitors. Both answer without secrets and are never cached."""

import os

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.utils.crypto import get_random_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def healthz(request):
    """Alive: the process answers. Asks nothing else, so that a slow database does not get it restarted."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


def _database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _migrations():
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _cache():
    # Its own word each time: what an earlier look has left behind says nothing.
    word = get_random_string(12)
    cache.set("readyz", word, timeout=10)
    return cache.get("readyz") == word


def _files():
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    return os.access(settings.MEDIA_ROOT, os.W_OK)


#: Without the cache everything works, slower: no reason to send visitors elsewhere.
DISPENSABLE = {"cache"}
DEPENDENCIES = {"database": _database, "migrations": _migrations, "cache": _cache, "files": _files}


def _answers(check):
    try:
        return check()
    except Exception:  # whatever a dependency throws, the answer is that it is down
        return False


@never_cache
@require_safe
def readyz(request):
    """Ready: each dependency by name, "ok" or "down"; 503 if one is down that is needed."""
    states = {name: "ok" if _answers(check) else "down" for name, check in DEPENDENCIES.items()}
    needed = {state for name, state in states.items() if name not in DISPENSABLE}
    return JsonResponse(states, status=200 if needed == {"ok"} else 503)
