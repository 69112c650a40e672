"""How often somebody may ask, without keeping who asked: a keyed hash in the cache that forgets itself."""

import hashlib
import hmac

from django.conf import settings
from django.core.cache import cache

PER_HOUR = 20


def client_address(request):
    """Where a request comes from. Behind our own proxy that is the last entry it added; what is before may be made up."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def too_many(request, *, purpose, per_hour=PER_HOUR):
    """Whether this address has asked too often in the last hour. A cache that is down lets everybody through."""
    address = client_address(request)
    key = hmac.new(f"{purpose}:{settings.SECRET_KEY}".encode(), address.encode(), hashlib.sha256).hexdigest()
    try:
        cache.add(f"limit:{key}", 0, timeout=3600)
        return cache.incr(f"limit:{key}") > per_hour
    except Exception:  # a fault of the cache must not keep people out
        return False
