"""What version the content has, asked once for each request."""

from contextvars import ContextVar
from threading import local
from weakref import WeakValueDictionary

from django.core.signals import request_finished, request_started
from django.db import transaction

from core.models import ContentVersion

#: The pages around a page: homes, menus, footers, translations.
PAGES = "pages"
#: What administrators have set.
SETTINGS = "settings"

#: The tokens that this request has seen; None outside of requests, where each question is asked anew.
_seen = ContextVar("content_versions", default=None)


#: By name, what was renewed in the transaction that is going on and that nobody here has asked for since.
_unread = local()


class _Renewed:
    """Lives as long as the transaction, or the part of it, in which a token was renewed: a roll-back forgets it."""

    def __call__(self):
        """The transaction is over, and its tokens are everybody's."""


def token_of(name):
    """The token of one kind of content; None if nothing of it was ever written."""
    _renewals().clear()
    seen = _seen.get()
    if seen is None:
        return ContentVersion.objects.of(name)
    if not seen:
        seen.update(ContentVersion.objects.tokens())
    return seen.get(name)


def renew(name):
    """Say that content has changed, in the transaction that changes it. Once in each is enough, until somebody asks."""
    if name in _renewals():
        return
    ContentVersion.objects.renew(name)
    renewed = _Renewed()
    transaction.on_commit(renewed)
    _renewals()[name] = renewed
    if _seen.get() is not None:
        _seen.set({})


def _renewals():
    if not hasattr(_unread, "renewals"):
        _unread.renewals = WeakValueDictionary()
    return _unread.renewals


def _begin(**kwargs):
    _seen.set({})


def _end(**kwargs):
    _seen.set(None)


def connect():
    request_started.connect(_begin, dispatch_uid="core.versions.begin")
    request_finished.connect(_end, dispatch_uid="core.versions.end")
