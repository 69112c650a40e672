"""Am I eligible?, worked out by the server: nothing kept, nothing in an address, nothing that breaks it."""

import pytest
from wagtail.models import PageViewRestriction, Revision

from tests.factories.home import StandardPageFactory
from tests.factories.schools import SummerSchoolPageFactory, all_of, any_of, tick

AGE = {"statement": "How old are you?", "minimum": 16, "maximum": 18, "hint": "", "evidence": ""}
ELIGIBILITY = [
    all_of(tick("in-year-12"), {"type": "number", "id": "age", "value": AGE}),
    any_of(1, tick("care-experienced"), tick("first-in-family")),
]
FITS = {"answer-in-year-12": "on", "answer-age": "17", "answer-first-in-family": "on"}


@pytest.fixture
def school(events_page):
    return SummerSchoolPageFactory(parent=events_page, eligibility=ELIGIBILITY, contact_email="ask@example.org")


@pytest.fixture
def url(school):
    return f"/am-i-eligible/{school.pk}/"


@pytest.mark.parametrize(
    ("answers", "title"),
    [
        (FITS, "You can apply"),
        (FITS | {"answer-age": "15"}, "This does not seem to be for you"),
        (FITS | {"answer-age": ""}, "We can't tell yet"),
        ({}, "We can't tell yet"),
    ],
)
def test_the_answer_is_in_the_title_and_on_the_page(client, url, answers, title):
    response = client.post(url, answers)

    assert response.status_code == 200
    assert f"<title>{title}: Am I eligible?" in response.content.decode()


def test_the_page_links_to_it_and_asks_the_same(client, school, url):
    assert f'action="{url}#eligibility-result"' in client.get(school.url).content.decode()
    assert "I am in-year-12" in client.get(url).content.decode()


def test_answers_are_not_kept_by_anybody(client, url):
    before = Revision.objects.count()

    response = client.post(url, FITS)

    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    assert Revision.objects.count() == before


def test_answers_in_an_address_are_not_read(client, url):
    body = client.get(url, FITS).content.decode()

    assert "checked" not in body
    assert 'id="eligibility-result" hidden' in body


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param({"answer-age": "\0"}, id="NUL"),
        pytest.param({"answer-age": "9" * 100_000}, id="a huge number"),
        pytest.param({"answer-age": "x" * 1_000_000}, id="a megabyte"),
        pytest.param({f"answer-{number}": "on" for number in range(9_000)}, id="thousands of questions nobody asked"),
        pytest.param({"answer-in-year-12": ["on"] * 9_000}, id="the same answer thousands of times"),
        pytest.param({"unsure-nobody": "on", "answer-": "on", "answer": "on", "": ""}, id="names that are none"),
        pytest.param({"answer-age": "‮17‭"}, id="hidden signs"),
    ],
)
def test_what_is_strange_is_passed_over_or_said_in_words(client, url, answers):
    response = client.post(url, answers)

    assert response.status_code == 200
    assert "\0" not in response.content.decode()


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        pytest.param(
            "&".join(f"answer-{number}=on" for number in range(10_001)), "application/x-www-form-urlencoded", id="10,001 values"
        ),
        pytest.param(b"\xff\xfe", "multipart/form-data; boundary=x", id="a broken body"),
    ],
)
def test_what_can_not_be_read_is_refused_with_a_page(client, url, data, content_type):
    response = client.post(url, data, content_type=content_type)

    assert response.status_code in (200, 400, 413)
    assert "<h1>" in response.content.decode()


def test_only_public_pages_with_criteria_are_checked(client, school, home_page, events_page):
    without = SummerSchoolPageFactory(parent=events_page)
    draft = SummerSchoolPageFactory(parent=events_page, eligibility=ELIGIBILITY, publish=False)
    private = SummerSchoolPageFactory(parent=events_page, eligibility=ELIGIBILITY)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    other = StandardPageFactory(parent=home_page)

    pages = [school, without, draft, private, other]

    assert [client.get(f"/am-i-eligible/{page.pk}/").status_code for page in pages] == [200, 404, 404, 404, 404]
    assert client.get(f"/cy/am-i-eligible/{school.pk}/").status_code == 404
    assert client.put(f"/am-i-eligible/{school.pk}/").status_code == 405
    assert client.get("/am-i-eligible/99999999999999999999/").status_code == 404
