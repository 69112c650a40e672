"""Addresses of machines: where a request comes from and whom to count for it, and which of them are out in the world."""

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


def network_of(request, *, prefix=64):
    """Whom to count for a request: an IPv4 address, or the whole /64 of an IPv6 connection, which is one user's (RFC 6177).

    A provider gives one home up to a /48 (RFC 6177), which is 65,536 of those.
    """
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


#: What the registries of IANA call special. Python's own tables know most of it, but each version another part.
#: https://www.iana.org/assignments/iana-ipv4-special-registry  https://www.iana.org/assignments/iana-ipv6-special-registry
SPECIAL = [
    ipaddress.ip_network(one)
    for one in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        # Among it Teredo (2001::/32), with the addresses of a server and of a client inside.
        "2001::/23", "2001:db8::/32", "2620:4f:8000::/48", "3fff::/20",
    )
]  # fmt: skip
IPV4_MAPPED = ipaddress.ip_network("::ffff:0:0/96")
NAT64 = ipaddress.ip_network("64:ff9b::/96")
SIX_TO_FOUR = ipaddress.ip_network("2002::/16")
#: The two beginnings of an interface that is named after its IPv4 address (ISATAP, RFC 5214).
ISATAP = (0x00005EFE, 0x02005EFE)
#: An allow list: what is given out to anybody, and IPv4 in IPv6's clothes. Whatever else there is or will be, such as
#: "::127.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b:1::/48" or "fec0::/10", is not public until somebody says so here.
#: https://www.iana.org/assignments/ipv6-address-space
POSSIBLE = [ipaddress.ip_network("2000::/3"), IPV4_MAPPED, NAT64]
#: Names that never leave a machine or a house (RFC 6761, 6762, 8375, and what networks use among themselves).
HOME_NAMES = ("localhost", "local", "internal", "home.arpa", "localdomain", "lan", "intranet")


def embedded(address):
    """The IPv4 addresses inside an IPv6 one that may be public."""
    number, found = int(address), []
    if address in IPV4_MAPPED or address in NAT64:
        found.append(number)
    if address in SIX_TO_FOUR:
        found.append(number >> 80)
    if number >> 32 & 0xFFFFFFFF in ISATAP:
        found.append(number)
    return [ipaddress.IPv4Address(one & 0xFFFFFFFF) for one in found]


def is_public(address):
    """Whether an address belongs to the world. None does that has one inside which does not."""
    try:
        # What is behind a % says by which of our own cards to go there.
        address = ipaddress.ip_address(str(address).partition("%")[0])
    except ValueError:
        return False
    if any(address.version == one.version and address in one for one in SPECIAL):
        return False
    if address.version == 4:
        return address.is_global
    return any(address in one for one in POSSIBLE) and all(is_public(one) for one in embedded(address))


def is_home_name(host):
    """Whether a name is one that no server of the world has, so that nobody has to be asked about it."""
    name = host.casefold().rstrip(".")
    return any(name == one or name.endswith(f".{one}") for one in HOME_NAMES)
