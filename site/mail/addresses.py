"""E-mail addresses: one spelling for each person, and a hash for those who want to be left alone."""

import hashlib
import hmac

from django.conf import settings


def normalised(address):
    """The address as we keep and compare it. The part before the @ could differ by case (RFC 5321), but never does."""
    return address.strip().lower()


def digest(address):
    """A keyed hash of the address: the same for every spelling of it, and no way back without our key."""
    key = f"mail.suppression:{settings.SECRET_KEY}".encode()
    return hmac.new(key, normalised(address).encode(), hashlib.sha256).hexdigest()
