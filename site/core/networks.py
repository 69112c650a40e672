"""Where a request comes from, as far as anybody can tell, and whom to count for it."""

import ipaddress

from django.conf import settings

#: IPv6 addresses that carry an IPv4 address in their last 32 bits: mapped, compatible (RFC 4291), translated (RFC 2765, 6052).
EMBEDDING = [ipaddress.ip_network(one) for one in ("::ffff:0:0/96", "::/96", "::ffff:0:0:0/96", "64:ff9b::/96")]


def client_address(request):
    """Where a request comes from. Behind `PROXIES` proxies of ours that is what the outermost of them saw and added.

    Each adds the address it was asked from at the end; whatever stands before those entries may be made up.
    """
    entries = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if settings.BEHIND_PROXY else []
    ours = [entry.strip() for entry in entries[-settings.PROXIES :]]
    return (ours and ours[0]) or request.META.get("REMOTE_ADDR", "")


def network_of(request):
    """Whom to count for a request: an IPv4 address, or the whole /64 of an IPv6 connection, which is one user's (RFC 6177)."""
    return _network_of(request, 64)


def site_of(request):
    """The same, but of IPv6 the whole /48: a provider gives one home up to so much (RFC 6177), which is 65,536 of those."""
    return _network_of(request, 48)


def _network_of(request, prefix):
    address = client_address(request)
    parsed = _parsed(address)
    if parsed is None:
        return address[:64]
    return str(ipaddress.ip_network((parsed, prefix), strict=False)) if parsed.version == 6 else str(parsed)


def is_campus(request):
    """Whether very many people are known to share the network that a request comes from: `CAMPUS_NETWORKS`."""
    parsed = _parsed(client_address(request))
    return parsed is not None and any(parsed in network for network in settings.CAMPUS_NETWORKS)


def _parsed(address):
    """The address without port, brackets and zone; what is an IPv4 address inside is one. None if it is no address."""
    if address.startswith("["):
        address = address[1:].partition("]")[0]
    elif address.count(":") == 1:
        address = address.partition(":")[0]
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return None
    return _inner(parsed) if parsed.version == 6 else parsed


def _inner(address):
    """Whoever has one IPv4 address has many IPv6 ones that say so: 6to4 (RFC 3056) gives 65,536 networks of this size."""
    if address.sixtofour:
        return address.sixtofour
    if address.teredo:
        return address.teredo[1]
    if any(address in network for network in EMBEDDING) and int(address) > 1:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address
