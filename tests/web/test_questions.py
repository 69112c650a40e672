"""Nonsense asked of the editors' side: one of each kind; tests/web/test_hostile_questions.py asks every address."""

import pytest

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
