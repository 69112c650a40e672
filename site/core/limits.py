"""How often somebody may ask for something: counted in the database, which all processes share, without keeping who asked."""

import hashlib
import hmac
import ipaddress
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from core.models import RateLimit

HOUR = timedelta(hours=1)
PER_HOUR = 20


def allow(purpose, who, *, most, per=HOUR, number=1, now=None):
    """Whether `number` more of what is limited may be had, and take them: all of them or none.

    `who` is counted: a mailbox, an account, a network (see `network_of`), or several joined. Only a keyed hash of it is kept,
    until the window of length `per`, which opens with the first request, closes. A race has one winner (`RateLimit`).
    """
    now = now or timezone.now()
    key = hmac.new(settings.SECRET_KEY.encode(), f"limit:{purpose}:{who}".encode(), hashlib.sha256).hexdigest()
    return RateLimit.objects.take(key, number=number, most=most, now=now, until=now + per)


def client_address(request):
    """Where a request comes from. Behind our own proxy that is the last entry it added; what is before may be made up."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def network_of(request):
    """Whom to count for a request: an IPv4 address, or the whole /64 of an IPv6 connection, which is one user's (RFC 6177)."""
    address = client_address(request)
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if parsed.version == 6 and parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, 64), strict=False)) if parsed.version == 6 else str(parsed)


def too_many(request, *, purpose, per_hour=PER_HOUR):
    """Whether this network has asked too often in the last hour."""
    return not allow(purpose, network_of(request), most=per_hour)
