"""Nonsense asked of the editors' side: one of each kind; tests/web/test_hostile_questions.py asks every address."""

import pytest
from django.db import connection

from tests.factories.events import EventPageFactory
from tests.factories.users import UserFactory
from tests.hostile import HostileClient


@pytest.fixture
def desk(events_page):
    return HostileClient(UserFactory(is_superuser=True))


@pytest.mark.parametrize(
    "url",
    [
        "/admin/choose-page/chosen-multiple/?id=abc",
        "/admin/choose-page/chosen-multiple/?id=1",
        "/admin/documents/chooser/chosen/%22/",
        "/admin/choose-external-link/?parent_page_id=%01%0A",
    ],
)
def test_a_question_that_makes_no_sense_is_refused_in_words(desk, url):
    response = desk.get(url)

    assert (response.status_code, "This address does not work" in response.content.decode()) == (400, True)


@pytest.mark.parametrize(
    "url",
    [
        "/admin/choose-external-link/",
        "/admin/pages/{page}/edit/",
        "/admin/redirects/import/process/",
        "/admin/snippets/choose/core/theme/create/",
    ],
)
def test_a_form_that_makes_no_sense_is_refused_in_words(desk, events_page, url):
    response = desk.post(url.format(page=events_page.pk))

    assert (response.status_code, "This address does not work" in response.content.decode()) == (400, True)


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_our_own_code_makes_of_nonsense_is_a_fault(desk, settings, method):
    settings.ROOT_URLCONF = "tests.web.refusing_urls"

    assert getattr(desk, method)("/admin/count/", {"number": "abc"}).status_code == 500


def test_a_fault_of_wagtail_without_a_question_is_a_fault(desk, settings):
    settings.ROOT_URLCONF = "tests.web.refusing_urls"

    assert (desk.get("/admin/broken/").status_code, desk.get("/admin/broken/?q=1").status_code) == (500, 400)


@pytest.mark.parametrize(
    "url",
    [
        "/admin/images/?p=9223372036854775808",
        "/admin/images/?collection_id=" + "9" * 5000,
        "/admin/documents/?collection_id=9999999999999999999999",
        "/admin/snippets/core/audience/?q=word&ordering=1",
        "/admin/snippets/opportunities/applicant/?q=word&ordering=-slug",
        "/admin/images/chooser/?q=word&tag=word",
    ],
)
def test_a_question_that_finds_nothing_finds_nothing(desk, url):
    assert desk.get(url).status_code == 200


def test_a_page_that_is_no_list_has_no_part_of_thousands_of_digits(desk, events_page):
    event = EventPageFactory(parent=events_page)

    assert desk.get(f"{event.url}?page={'9' * 5000}").status_code == 200


def test_wagtails_test_of_faults_is_not_there(desk):
    assert desk.get("/admin/failwhale/").status_code == 404


@pytest.mark.parametrize("words", ["+".join(["word"] * 600), "%22", "'%3B--)(*^:%25%25s%22AND"], ids=["many", "quote", "signs"])
@pytest.mark.parametrize(
    "path", ["pages/search/", "images/", "documents/", "pages/{page}/", "choose-page/search/", "snippets/core/accessfeature/"]
)
def test_whatever_is_looked_for_is_looked_for(desk, events_page, path, words):
    response = desk.get(f"/admin/{path.format(page=events_page.get_parent().pk)}?q={words}")

    assert response.status_code == 200


@pytest.mark.parametrize("path", ["/documents/{}/x.pdf", "/admin/pages/{}/edit/", "/sitemap-{}.xml", "/admin/images/{}/"])
@pytest.mark.parametrize("number", ["9" * 19, "9" * 5000], ids=["19 digits", "5000 digits"])
def test_a_number_larger_than_any_leads_nowhere(desk, path, number):
    assert desk.get(path.format(number)).status_code == 404


#: What is no JSON, JSON of the wrong kind, too deep to be read, and what no database keeps.
JSON = {
    "words": b'"x"',
    "no text": b"\xff",
    "deep": b"[" * 100_000,
    "half a character": rb'{"\ud800": true}',
    "NUL": rb'{"a": "\u0000"}',
    "endless": b'{"a": Infinity}',
    "a list": b"[1]",
}


@pytest.mark.parametrize("kind", JSON)
@pytest.mark.parametrize("type_", ["application/json", "text/plain"])
def test_json_that_makes_no_sense_is_refused(desk, kind, type_):
    response = desk.send_raw("PATCH", "/admin/dismissibles/", JSON[kind], type_)

    kept = connection.vendor == "sqlite" and kind in ("half a character", "NUL")
    assert response.status_code == (200 if kept else 400)


@pytest.mark.parametrize("action", ["copy", "move", "publish", "delete", "revert_to_page_revision"])
@pytest.mark.parametrize("kind", JSON)
def test_json_that_makes_no_sense_does_nothing_to_a_page(desk, events_page, action, kind):
    event = EventPageFactory(parent=events_page)

    response = desk.send_raw("POST", f"/admin/api/main/pages/{event.pk}/action/{action}/", JSON[kind])

    assert response.status_code < 500
    assert kind not in ("no text", "deep") or response.status_code == 400


@pytest.mark.parametrize("name", ["offset", "limit", "child_of", "translation_of", "descendant_of", "for_explorer"])
@pytest.mark.parametrize("kind", ["pages", "images", "documents"])
def test_a_part_of_a_list_of_data_has_no_number_that_no_database_holds(desk, kind, name):
    assert desk.get(f"/admin/api/main/{kind}/?{name}={'9' * 20}").status_code in (400, 404)


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_a_fault_of_wagtails_in_whatever_is_sent_is_answered_in_words(desk, settings, method):
    settings.ROOT_URLCONF = "tests.web.refusing_urls"

    assert (getattr(desk, method)("/admin/broken/").status_code, desk.head("/admin/broken/").status_code) == (400, 500)
