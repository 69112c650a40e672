"""Browsers that the owner of an account has logged in with before: a signed cookie says so (OWASP calls it a device cookie).

It opens nothing. It only keeps the owner out of the queue with everybody who guesses their password.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac
from django.utils.deprecation import MiddlewareMixin

#: What is signed for something else is no device.
SALT = "accounts.devices"
#: Browsers keep no cookie longer (RFC 6265bis, 5.5).
COOKIE_AGE = 400 * 24 * 60 * 60
#: How many people of one office share a browser.
MOST = 5


def known(request, name):
    """The random name of this browser if the owner of the account has logged in with it, else ""."""
    return _read(request).get(_key(name), "")


def remember(request, name):
    """Have the answer to this request tell the browser that it is the owner's."""
    found = _read(request)
    found[_key(name)] = found.pop(_key(name), "") or secrets.token_urlsafe(12)
    request.devices_to_remember = dict(list(found.items())[-MOST:])


def _read(request):
    try:
        found = signing.loads(request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt=SALT, max_age=COOKIE_AGE)
    except signing.BadSignature:
        return {}
    return found if isinstance(found, dict) else {}


def _key(name):
    """The name of an account is nothing to read in a cookie."""
    return salted_hmac(SALT, name, algorithm="sha256").hexdigest()[:32]


class RememberedBrowsersMiddleware(MiddlewareMixin):
    """Tells a browser that an owner has logged in with it. No page of the public sets this cookie or reads it."""

    def process_response(self, request, response):
        if devices := getattr(request, "devices_to_remember", None):
            response.set_cookie(
                settings.DEVICE_COOKIE_NAME,
                signing.dumps(devices, salt=SALT),
                max_age=COOKIE_AGE,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response
