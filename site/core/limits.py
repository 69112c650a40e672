"""How often somebody may ask, without keeping who asked: a keyed hash in the cache that forgets itself."""

import hashlib
import hmac

from django.conf import settings
from django.core.cache import cache

PER_HOUR = 20


def too_many(request, *, purpose, per_hour=PER_HOUR):
    """Whether this address has asked too often in the last hour. A cache that is down lets everybody through."""
    address = request.META.get("REMOTE_ADDR", "")
    key = hmac.new(f"{purpose}:{settings.SECRET_KEY}".encode(), address.encode(), hashlib.sha256).hexdigest()
    try:
        cache.add(f"limit:{key}", 0, timeout=3600)
        return cache.incr(f"limit:{key}") > per_hour
    except Exception:  # a fault of the cache must not keep people out
        return False
