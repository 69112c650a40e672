"""Several requests that change the same page at the same moment."""

import threading

import pytest
from django.conf import settings as configured
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail import hooks

from events.models import EventPage, Occurrence
from tests.events.test_page_form import form_of
from tests.factories.events import EventPageFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

GUARD = "core.middleware.OneEditAtATimeMiddleware"
LIMIT = 60  # seconds; nobody waits that long


@pytest.fixture
def editor(db):
    return UserFactory(username="editor", is_superuser=True)


@pytest.fixture
def event(events_page):
    return EventPageFactory(parent=events_page, title="Open lab")


def publish(page, data):
    return reverse("wagtailadmin_pages:edit", args=[page.pk]), {**data, "title": "Published", "action-publish": "1"}, {}


def autosave(page, data):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return url, {**data, "title": "Saved"}, {"accept": "application/json"}


def delete(page, data):
    return reverse("wagtailadmin_pages:delete", args=[page.pk]), {}, {}


def unpublish(page, data):
    return reverse("wagtailadmin_pages:unpublish", args=[page.pk]), {}, {}


def at_once(editor, page, *acts):
    """The statuses of what is answered to acts that are all sent at the same moment, and whether two were at work together."""
    reader = Client()
    reader.force_login(editor)
    data = form_of(reader, page)
    start, inside, statuses, met = threading.Barrier(len(acts)), threading.Barrier(len(acts)), [], []

    def wait_for_the_others(request, page, *args):
        try:
            inside.wait(2)
            met.append(request.path)
        except threading.BrokenBarrierError:
            pass

    def run(act):
        try:
            client = Client(raise_request_exception=False)
            client.force_login(editor)
            url, values, headers = act(page, data)
            start.wait(LIMIT)
            statuses.append(client.post(url, values, headers=headers).status_code)
        finally:
            connection.close()

    names = ("before_edit_page", "before_delete_page", "before_unpublish_page")
    with hooks.register_temporarily([(name, wait_for_the_others) for name in names]):
        threads = [threading.Thread(target=run, args=[act]) for act in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(LIMIT)
    return sorted(statuses), bool(met)


@pytest.mark.parametrize("other", [autosave, publish, delete, unpublish], ids=lambda act: act.__name__)
def test_what_changes_a_page_at_the_same_moment_is_done_one_after_the_other(editor, event, other):
    statuses, met = at_once(editor, event, publish, other)

    assert (len(statuses), [one for one in statuses if one >= 500], met) == (2, [], False)
    page = EventPage.objects.filter(pk=event.pk).first()
    public = Occurrence.objects.filter(is_public=True).count()
    assert public == (len(event.dates.all()) if page and page.live else 0)


def test_without_the_guard_they_meet(editor, event, settings):
    """The control of the test above."""
    settings.MIDDLEWARE = [one for one in configured.MIDDLEWARE if one != GUARD]

    _statuses, met = at_once(editor, event, publish, autosave)

    assert met is True
