"""Signed links in mail: they name a subscriber by a random number, never by the address (RFC 8058 links included)."""

from core import links

CONFIRM, PREFERENCES, REFUSE = "mailinglist.confirm", "mailinglist.preferences", "mailinglist.refuse"
#: How long a link to confirm works; one to change one's mind always does.
CONFIRM_WITHIN = 7 * 24 * 60 * 60  # seconds


def make(subscriber, purpose):
    return links.make(subscriber.uid, purpose)
