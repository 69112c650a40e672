"""E-mail addresses: one spelling for each person, and a hash for those who want to be left alone."""

import hashlib
import hmac
from contextlib import suppress

from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from core.links import suppression_keys

#: Where dots before the @ mean nothing, so that one mailbox has thousands of addresses.
DOTLESS = {"gmail.com"}
#: Names of one and the same mail service.
ALSO_CALLED = {"googlemail.com": "gmail.com"}


def normalised(address):
    """The address as we keep and compare it. The part before the @ could differ by case (RFC 5321), but never does."""
    return address.strip().lower()


def mailbox(address):
    """Where mail for an address arrives, as far as can be told, to know a person in every spelling. Never written to.

    `amina+news@` is `amina@` (RFC 5233), `"amina"@` too (RFC 5321, 4.1.2). To take two people for one costs them a shared
    budget; to take one for many would leave them without any, and forget what they have said to us.
    """
    local, _at, domain = normalised(address).rpartition("@")
    if local.startswith('"'):
        local = local.strip('"').replace("\\", "")
    local = local.partition("+")[0] or local
    with suppress(UnicodeError):
        domain = domain.encode("idna").decode()
    domain = ALSO_CALLED.get(domain, domain)
    if domain in DOTLESS:
        local = local.replace(".", "")
    return f"{local}@{domain}"


def digest(address):
    """A keyed hash of the mailbox: the same for every spelling of it, and no way back without our key."""
    return digests(address)[0]


def digests(address):
    """The hash under every key there has been, the newest first: a hash can't be made anew when a key is changed.

    After those of the mailbox come those of the address as it is written, which earlier releases kept.
    """
    spellings = dict.fromkeys([mailbox(address), normalised(address)])
    return [_digest(spelling, key) for spelling in spellings for key in suppression_keys()]


def _digest(spelling, key):
    return hmac.new(f"mail.suppression:{key}".encode(), spelling.encode(), hashlib.sha256).hexdigest()


class PublicAddressValidator(EmailValidator):
    """An address that a mail server elsewhere can be found for: neither this machine nor a bare number (RFC 5321, 4.1.3)."""

    message = _("Enter an e-mail address in the correct form, such as name@example.org.")

    def __init__(self):
        super().__init__(allowlist=[])

    def validate_domain_part(self, domain_part):
        return not domain_part.startswith("[") and super().validate_domain_part(domain_part)


class AddressField(forms.EmailField):
    """An e-mail address that anybody may type in: see `mail.addresses.PublicAddressValidator`."""

    default_validators = [PublicAddressValidator()]
