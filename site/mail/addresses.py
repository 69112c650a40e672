"""E-mail addresses: one spelling for each person, and a hash for those who want to be left alone."""

import hashlib
import hmac

from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from core.keys import suppression_keys


def normalised(address):
    """The address as we keep and compare it. The part before the @ could differ by case (RFC 5321), but never does."""
    return address.strip().lower()


def digest(address):
    """A keyed hash of the address: the same for every spelling of it, and no way back without our key."""
    return digests(address)[0]


def digests(address):
    """The hash under every key there has been, the newest first: a hash can't be made anew when a key is changed."""
    return [_digest(address, key) for key in suppression_keys()]


def _digest(address, key):
    return hmac.new(f"mail.suppression:{key}".encode(), normalised(address).encode(), hashlib.sha256).hexdigest()


class PublicAddressValidator(EmailValidator):
    """An address that a mail server elsewhere can be found for: neither this machine nor a bare number (RFC 5321, 4.1.3)."""

    message = _("Enter an e-mail address in the correct form, such as name@example.org.")

    def __init__(self):
        super().__init__(allowlist=[])

    def validate_domain_part(self, domain_part):
        return not domain_part.startswith("[") and super().validate_domain_part(domain_part)
