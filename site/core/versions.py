"""What version the content has, asked once for each request."""

from contextvars import ContextVar

from django.core.signals import request_finished, request_started

from core.models import ContentVersion

#: The pages around a page: menus, languages, settings.
PAGES = "pages"

#: The tokens that this request has seen; None outside of requests, where each question is asked anew.
_seen = ContextVar("content_versions", default=None)


def token_of(name):
    """The token of one kind of content; None if nothing of it was ever written."""
    seen = _seen.get()
    if seen is None:
        return ContentVersion.objects.of(name)
    if not seen:
        seen.update(ContentVersion.objects.tokens())
    return seen.get(name)


def renew(name):
    """Say that content has changed, in the transaction that changes it."""
    ContentVersion.objects.renew(name)
    if _seen.get() is not None:
        _seen.set({})


def _begin(**kwargs):
    _seen.set({})


def _end(**kwargs):
    _seen.set(None)


def connect():
    request_started.connect(_begin, dispatch_uid="core.versions.begin")
    request_finished.connect(_end, dispatch_uid="core.versions.end")
