"""E-mail addresses: one spelling for each person, and a hash for those who want to be left alone."""

import hashlib
import hmac
from contextlib import suppress

from django.conf import settings

#: Where dots before the @ mean nothing, so that one mailbox has thousands of addresses.
DOTLESS = {"gmail.com", "googlemail.com"}


def normalised(address):
    """The address as we keep and compare it. The part before the @ could differ by case (RFC 5321), but never does."""
    return address.strip().lower()


def mailbox(address):
    """Where mail for an address arrives, as far as can be told, to count what one person gets. Never written to.

    `amina+news@` is `amina@` (RFC 5233), `"amina"@` too (RFC 5321, 4.1.2). To take two people for one costs them a shared
    budget; to take one for many would leave them without any.
    """
    local, _at, domain = normalised(address).rpartition("@")
    if local.startswith('"'):
        local = local.strip('"').replace("\\", "")
    local = local.partition("+")[0] or local
    if domain in DOTLESS:
        local = local.replace(".", "")
    with suppress(UnicodeError):
        domain = domain.encode("idna").decode()
    return f"{local}@{domain}"


def digest(address):
    """A keyed hash of the address: the same for every spelling of it, and no way back without our key."""
    key = f"mail.suppression:{settings.SECRET_KEY}".encode()
    return hmac.new(key, normalised(address).encode(), hashlib.sha256).hexdigest()
