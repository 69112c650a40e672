"""Signed links in mail: they name a subscriber by a random number, never by the address (RFC 8058 links included)."""

import uuid

from django.core import signing

CONFIRM, PREFERENCES = "mailinglist.confirm", "mailinglist.preferences"
#: How long a link to confirm works; one to change one's mind always does.
CONFIRM_WITHIN = 7 * 24 * 60 * 60  # seconds
LONGEST = 200


def make(subscriber, purpose):
    return signing.dumps(subscriber.uid.hex, salt=purpose)


def read(token, purpose, *, max_age=None):
    """The uid a link was made for. Raises signing.BadSignature (SignatureExpired if too old) for anything else."""
    if len(token) > LONGEST:
        raise signing.BadSignature("Too long")
    try:
        return uuid.UUID(signing.loads(token, salt=purpose, max_age=max_age))
    except (ValueError, TypeError, AttributeError) as error:
        if isinstance(error, signing.BadSignature):
            raise
        raise signing.BadSignature("Not one of ours") from error
