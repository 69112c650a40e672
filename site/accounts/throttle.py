"""Slows down whoever guesses passwords, and never locks out the owner of an account.

Each try is counted before the password is looked at, so that many at once are no way around it, and given back if it was
right. What is counted is what was typed, whether there is such an account or not: so nothing tells which names exist.
A signed cookie tells the browsers that the owner has logged in with before (OWASP calls it a device cookie). It opens nothing
and only keeps the owner out of the queue with everybody who guesses.
docs/decisions/0141-logins-are-slowed-not-locked.md
"""

import secrets
import unicodedata

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.utils.crypto import salted_hmac
from django.utils.deprecation import MiddlewareMixin

from core import limits


def name_of(typed):
    """One spelling of an account's name for all that somebody may type."""
    return unicodedata.normalize("NFKC", str(typed)).casefold()


def begin(request, typed, *, now=None):
    """Count one more try to log in. None if it may be made, else the moment from which on it may.

    A browser that the owner has logged in with has a count of its own, which nobody else can use up.
    """
    name, network = name_of(typed), limits.network_of(request)
    device = known_browser(request, name)
    if device and limits.refused_until("login.device", f"{name} {device}", now=now) is None:
        request.login_counted = [("login.device", f"{name} {device}")]
        return None
    counts = [("login", f"{name} {network}"), ("login.network", network), ("login.account", name)]
    for position, (purpose, who) in enumerate(counts):
        if purpose == "login.network":
            until = limits.refused_until_for(request, purpose=purpose, who=who, now=now)
        else:
            until = limits.refused_until(purpose, who, now=now)
        if until:
            for taken in counts[:position]:
                limits.give_back(*taken)
            return until
    request.login_counted = counts
    return None


def end(request):
    """The password was right: what was counted for it is given back, and the typing errors before it are forgotten."""
    for purpose, who in request.login_counted:
        if purpose in ("login", "login.device"):
            limits.forgive(purpose, who)
        else:
            limits.give_back(purpose, who)


class ThrottledBackend(ModelBackend):
    """Django's own, slowed down for whoever guesses. Every form that asks for a password comes by here."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        typed = username if username is not None else kwargs.get(get_user_model().USERNAME_FIELD)
        if request is None or typed is None:
            return super().authenticate(request, username=username, password=password, **kwargs)
        request.login_refused_until = begin(request, typed)
        if request.login_refused_until:
            raise PermissionDenied
        user = super().authenticate(request, username=username, password=password, **kwargs)
        if user is not None:
            end(request)
        return user

    async def aauthenticate(self, request, username=None, password=None, **kwargs):
        return await sync_to_async(self.authenticate)(request, username=username, password=password, **kwargs)


#: What is signed for something else is no device.
SALT = "accounts.devices"
#: Browsers keep no cookie longer (RFC 6265bis, 5.5).
COOKIE_AGE = 400 * 24 * 60 * 60
#: How many people of one office share a browser.
MOST = 5


def known_browser(request, name):
    """The random name of this browser if the owner of the account has logged in with it, else ""."""
    return _read(request).get(_key_of(name), "")


def remember_browser(request, name):
    """Have the answer to this request tell the browser that it is the owner's."""
    found = _read(request)
    found[_key_of(name)] = found.pop(_key_of(name), "") or secrets.token_urlsafe(12)
    request.devices_to_remember = dict(list(found.items())[-MOST:])


def _read(request):
    try:
        found = signing.loads(request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt=SALT, max_age=COOKIE_AGE)
    except signing.BadSignature:
        return {}
    return found if isinstance(found, dict) else {}


def _key_of(name):
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
