"""Signed links: a random number and what it may be used for, never an address or a name; and which key signs or hashes what.

Each purpose has keys of its own, so that one can be changed without harm to the others, and a link in a mail of five years ago
works. The first key of a purpose makes what is new; all of them are believed. The keys of the site come last: they made what
is older than the keys of their own.
"""

import re
import uuid

from django.conf import settings
from django.core import signing
from django.urls import register_converter

LONGEST = 200
#: A signed link as Django writes it, or a random token (`secrets.token_urlsafe(24)`).
_TOKEN = re.compile(r"(?:[\w-]{1,120}:[A-Za-z0-9]{1,12}:[\w-]{43}|[\w-]{32})(?!-*[A-Za-z0-9])", re.ASCII)


def make(uid, purpose):
    return _signer(purpose).sign_object(uid.hex)


def read(token, purpose, *, max_age=None):
    """The uid a link was made for. Raises signing.BadSignature (SignatureExpired if too old) for anything else."""
    if len(token) > LONGEST:
        raise signing.BadSignature("Too long")
    try:
        return uuid.UUID(_signer(purpose).unsign_object(token, max_age=max_age))
    except (ValueError, TypeError, AttributeError) as error:
        if isinstance(error, signing.BadSignature):
            raise
        raise signing.BadSignature("Not one of ours") from error


def _signer(purpose):
    key, *older = link_keys()
    return signing.TimestampSigner(key=key, fallback_keys=older, salt=purpose)


class TokenConverter:
    """A token at the end of an address, with whatever a mail program took for a part of it: a full stop, a bracket, `</a>`.

    It ends with a slash, like every address here, and works without.
    """

    regex = r"[^/]+/?(?:(?:<|&lt;)/[A-Za-z]{1,10}|&[lg]t;|&quot;|[^A-Za-z0-9/]){0,8}/?"

    def to_python(self, value):
        found = _TOKEN.match(value)
        return found[0] if found else value.rstrip("/")

    def to_url(self, value):
        return f"{value}/"


register_converter(TokenConverter, "token")


def link_keys():
    """What links in mail are signed with."""
    return _keys(settings.LINK_KEY, settings.LINK_KEY_FALLBACKS)


def suppression_keys():
    """What addresses that want no mail are hashed with. A hash keeps its key for ever: nobody can make it anew."""
    return _keys(settings.SUPPRESSION_KEY, settings.SUPPRESSION_KEY_FALLBACKS)


def _keys(own, older):
    every = [own, *older, settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return list(dict.fromkeys(key for key in every if key))
