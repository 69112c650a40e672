"""What version the content has, asked once for each request."""

from contextvars import ContextVar
from datetime import timedelta
from threading import local
from weakref import WeakValueDictionary

from django.core.signals import request_finished, request_started
from django.db import transaction

from core.models.versions import ContentChange, ContentVersion

#: The pages around a page: homes, menus, footers, translations.
PAGES = "pages"
#: What administrators have set.
SETTINGS = "settings"

#: The tokens that this request has seen; None outside of requests, where each question is asked anew.
_seen: ContextVar[dict | None] = ContextVar("content_versions", default=None)


#: By name, what was renewed in the transaction that is going on and that nobody here has asked for since.
_unread = local()


#: Kinds of content of which it is kept what has changed, not only that something has.
_followed = set()
#: How long that is kept.
RETENTION = timedelta(days=1)


class _Renewed:
    """Lives as long as the transaction, or the part of it, in which a token was renewed: a roll-back forgets it."""

    def __init__(self, token):
        self.token = token

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


def renew(name, what=""):
    """Say that content has changed, in the transaction that changes it. Once in each is enough, until somebody asks.

    `what` has changed can be told of content that somebody follows; without it, anything may have.
    """
    renewed = _renewals().get((name, None))
    if renewed is None:
        renewed = _remember((name, None), ContentVersion.objects.renew(name))
        if _seen.get() is not None:
            _seen.set({})
    if name in _followed and (name, what) not in _renewals():
        ContentChange.objects.create(name=name, what=what, token=renewed.token)
        _remember((name, what), renewed.token)


def _remember(key, token):
    renewed = _Renewed(token)
    transaction.on_commit(renewed)
    _renewals()[key] = renewed
    return renewed


def follow(name):
    """Keep what changes of a kind of content, for `changes_since`."""
    _followed.add(name)


def last_change(name):
    """The last change that was kept, or None."""
    return ContentChange.objects.filter(name=name).order_by("pk").last()


def changes_since(last, name, *, most):
    """What has changed after a change (None: ever), in order; None if that is not known, is anything or is more than `most`."""
    rows = list(ContentChange.objects.filter(name=name, pk__gte=last.pk if last else 0)[: most + 2])
    if last:
        # After a roll-back, or in a copy of the database, the same number may be another change.
        if not rows or (rows[0].pk, rows[0].token) != (last.pk, last.token):
            return None
        rows = rows[1:]
    return rows if len(rows) <= most and all(row.what for row in rows) else None


def forget_changes(*, now):
    ContentChange.objects.filter(made_at__lt=now - RETENTION).delete()


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
