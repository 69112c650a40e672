"""Addresses and tasks that fail in every way there is, and quote what they were given."""

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.urls import NoReverseMatch, path, reverse
from django_tasks import task

from config.urls import handler500, urlpatterns
from mailinglist.models import Subscriber
from tests.factories.mailinglist import SubscriberFactory

__all__ = ["handler500", "urlpatterns"]


class Odd(Exception):
    """A class that nobody has heard of."""


def twice(words):
    """The database's own words, which quote the address."""
    SubscriberFactory(email=words)
    Subscriber(email=words, language="en", created_at="2027-03-01T00:00Z", changed_at="2027-03-01T00:00Z").save()


def no_such_address(words):
    try:
        reverse("mailinglist:nothing", args=[words])
    except NoReverseMatch as error:
        raise Odd(words) from error


def raised(error):
    def fail(words):
        raise error(words)

    return fail


FAILURES = {
    "odd": raised(Odd),
    "value": raised(ValueError),
    "file": open,
    "twice": twice,
    "no-such-address": no_such_address,
    "not-found": raised(Http404),
    "forbidden": raised(PermissionDenied),
    "bad": raised(BadRequest),
    "suspicious": raised(SuspiciousOperation),
}


def failing(request, how):
    note = request.GET["q"]  # also in the locals of every frame
    FAILURES[how](note)


@task
def failing_task(words):
    raise Odd(words)


urlpatterns = [path("failing/<slug:how>/", failing), *urlpatterns]
