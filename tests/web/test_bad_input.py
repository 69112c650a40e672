"""What a visitor or a robot may type: a clear page with a 4xx, never a 5xx, and nothing stored."""

import pytest
from wagtail.models import Page

from events.models import Occurrence
from tests.factories.events import EventPageFactory


@pytest.fixture
def paths(events_page):
    event = EventPageFactory(parent=events_page)
    return {"home": "/", "list": events_page.url, "event": event.url, "calendar": events_page.url + "events.ics"}


def stored():
    return Page.objects.count(), Occurrence.objects.count()


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/no-such-page/", 404, "We can't find that page"),
        ("/whats-on/no-such-event/", 404, "We can't find that page"),
        ("/whats-on/nothing.ics", 404, "We can't find that page"),
        ("/whats-on/?page=99999999", 404, "We can't find that page"),
        ("/whats-on/?page=0", 404, "We can't find that page"),
        ("/whats-on/?page=-1", 404, "We can't find that page"),
        ("/whats-on/?page=abc", 404, "We can't find that page"),
        ("/whats-on/?page=" + "9" * 5000, 404, "We can't find that page"),
        ("/whats-on/?page=%00", 400, "This address does not work"),
        ("/whats-on/?when=%00", 400, "This address does not work"),
        ("/%00/", 400, "This address does not work"),
        ("/%ff%fe/", 404, "We can't find that page"),
        ("/cy/dim-byd/", 404, "Engage"),
    ],
)
def test_an_address_that_leads_nowhere_says_so(client, paths, path, status, words):
    before = stored()

    response = client.get(path)

    assert (response.status_code, words in response.content.decode(), stored()) == (status, True, before)


@pytest.mark.parametrize("where", ["home", "list", "event", "calendar"])
@pytest.mark.parametrize(
    "query", ["?when=%ff%fe", "?when=past&when=past", "?x=" + "y" * 5000, "?when=%F0%9F%90%9D", "?%5B%5D=%25"]
)
def test_a_strange_question_to_a_page_that_exists_is_passed_over(client, paths, where, query):
    before = stored()

    response = client.get(paths[where] + query)

    assert (response.status_code, stored()) == (200, before)


def test_a_foreign_host_is_refused_with_a_page(client, paths):
    response = client.get("/", headers={"host": "evil.example"})

    assert (response.status_code, "This address does not work" in response.content.decode()) == (400, True)


@pytest.mark.parametrize("where", ["home", "list", "event", "calendar"])
def test_pages_and_their_files_are_only_read(client, paths, where):
    before = stored()

    answers = [send(paths[where], {"title": "Gone"}) for send in (client.post, client.put, client.patch, client.delete)]

    assert [(one.status_code, one["Allow"]) for one in answers] == [(405, "GET, HEAD, OPTIONS")] * 4
    assert stored() == before
