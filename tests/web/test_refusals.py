"""Whatever is refused, and by whom: a page of ours, with the headers of every other answer, and nothing that is not for all."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.conf import settings as configured
from django.test import Client
from wagtail.models import PageViewRestriction

from tests.factories.core import PictureFactory
from tests.factories.events import EventPageFactory
from tests.factories.festivals import FestivalPageFactory

STRICT = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Access-Control-Allow-Origin": None,
}


@pytest.fixture
def browser(home_page, settings):
    settings.ROOT_URLCONF = "tests.web.refusing_urls"
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def strict(response):
    headers = {name: response.headers.get(name) for name in STRICT}
    return headers == STRICT and "camera=()" in response.headers["Permissions-Policy"]


def policy(response):
    """What may be loaded by default."""
    return re.search("default-src ([^;]+)", response.headers["Content-Security-Policy"])[1]


REFUSED = {
    "400 NUL in the path": lambda browser: browser.get("/%00/"),
    "400 NUL in a file": lambda browser: browser.get("/media/images/%00.webp"),
    "400 NUL in a static file": lambda browser: browser.get("/static/%00.css"),
    "400 NUL in a question": lambda browser: browser.get("/?page=%00"),
    "400 NUL in the admin": lambda browser: browser.get("/admin/login/?next=%00"),
    "400 foreign host": lambda browser: browser.get("/", headers={"host": "evil.example"}),
    "400 host that is none": lambda browser: browser.get("/", headers={"host": "a b"}),
    "400 bad request": lambda browser: browser.get("/fail/bad request"),
    "400 suspicious": lambda browser: browser.get("/fail/suspicious"),
    "400 broken form": lambda browser: browser.generic("POST", "/take", b"x", content_type="multipart/form-data; boundary="),
    "403 no token": lambda browser: browser.post("/mailing-list/", {"step": "join"}),
    "403 no token in the admin": lambda browser: browser.post("/admin/login/", {"username": "x"}),
    "403 forbidden": lambda browser: browser.get("/fail/forbidden"),
    "403 without a word": lambda browser: browser.get("/fail/empty 403"),
    "404 not found": lambda browser: browser.get("/nothing/here/"),
    "404 file": lambda browser: browser.get("/nothing/here.json"),
    "404 media": lambda browser: browser.get("/media/images/nothing.webp"),
    "404 static": lambda browser: browser.get("/static/nothing.css"),
    "404 without a word": lambda browser: browser.get("/fail/empty 404"),
    "405 method": lambda browser: browser.get("/take"),
    "405 media": lambda browser: Client().post("/media/images/nothing.webp"),
    "405 feed": lambda browser: Client().post("/openapi.json"),
    "410 dead link": lambda browser: browser.get("/mailing-list/confirm/no-such-token/"),
    "413 too many fields": lambda browser: browser.post("/take", {f"f{number}": "" for number in range(30)}),
    "413 too much": lambda browser: browser.post("/take", "x=" + "y" * 3000, content_type="application/x-www-form-urlencoded"),
    "500 mistake": lambda browser: browser.get("/fail/a mistake of ours"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_every_refusal_is_a_page_of_ours_with_the_headers_of_every_page(browser, settings, kind):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS, settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 20, 2500

    response = REFUSED[kind](browser)
    html = response.content.decode()

    assert response.status_code == int(kind[:3])
    assert strict(response)
    assert policy(response) == ("'self'" if "admin" in kind else "'none'")
    assert (response["Content-Type"], dict(response.cookies)) == ("text/html; charset=utf-8", {})
    assert re.search(r"<h1[^>]*>[^<]+</h1>", html)
    assert ("css/site.css" in html, "secret" in html, "CSRF" in html, "Django" in html) == (True, False, False, False)


@pytest.mark.parametrize("kind", [kind for kind in REFUSED if kind[:3] in ("400", "403", "404", "405")])
def test_a_refusal_is_as_long_as_it_says(browser, kind):
    """A server cuts off what is longer: nothing but a header tells it where the page ends."""
    response = REFUSED[kind](browser)

    assert int(response.get("Content-Length", len(response.content))) == len(response.content) > 0


def test_a_refusal_without_a_word_says_how_long_its_page_is(browser):
    answers = [browser.get("/fail/empty 403"), browser.get("/fail/empty 404"), browser.get("/take")]

    assert [one["Content-Length"] for one in answers] == [str(len(one.content)) for one in answers]


def test_a_foreign_host_is_refused_with_all_headers_before_it_is_led_to_https(home_page, settings):
    settings.SECURE_SSL_REDIRECT = True

    response = Client().get("/", headers={"host": "evil.example"})

    assert (response.status_code, strict(response), policy(response)) == (400, True, "'none'")


@pytest.mark.parametrize("path", ["/robots.txt", "/static/css/site.css", "/admin/login/", "/healthz", "/", "/mailing-list/"])
def test_what_is_answered_has_the_same_headers(browser, path):
    response = browser.get(path)
    response.getvalue()

    names = set(STRICT) - {"Access-Control-Allow-Origin"}
    assert {name: response.headers.get(name) for name in names} == {name: STRICT[name] for name in names}
    assert response.headers["Content-Security-Policy"]


def test_a_refusal_speaks_the_language_of_the_address(browser):
    answers = [browser.get("/cy/fail/forbidden"), browser.get("/cy/dim-byd/"), Client().post("/cy/venues/")]

    assert [re.search('<html lang="(..)"', one.content.decode())[1] for one in answers] == ["cy"] * 3


def test_what_could_not_be_read_is_said_in_every_language(browser):
    html = browser.get("/%00/").content.decode()

    assert ('lang="cy"' in html, 'lang="ar"' in html) == (True, True)


def test_a_form_without_a_token_leads_back_to_where_it_was(browser):
    response = browser.post("/mailing-list/", {"step": "join"}, headers={"referer": "http://testserver/mailing-list/?x=1"})

    assert 'href="http://testserver/mailing-list/?x=1"' in response.content.decode()
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    "referer",
    [
        "http://evil.example/",
        "http://testserver.evil.example/",
        "http://testserver@evil.example/",
        "//evil.example/",
        "///evil.example/",
        "http:\\\\evil.example",
        "javascript:alert(1)",
        "http://[",
        "evil.example\r\nx",
    ],
)
def test_a_form_sent_by_another_site_leads_nowhere_else(browser, referer):
    html = browser.post("/mailing-list/", {"step": "join"}, headers={"referer": referer}).content.decode()

    assert ("evil" in html, "javascript:" in html) == (False, False)


def test_a_refusal_keeps_what_the_method_should_be(browser):
    response = browser.get("/take")

    assert response["Allow"] == "POST"


def test_a_program_that_wants_no_page_gets_none(browser):
    response = browser.get("/take", headers={"accept": "application/json"})

    assert (response.status_code, response.content) == (405, b"")


def test_large_forms_of_editors_still_fit():
    assert configured.DATA_UPLOAD_MAX_NUMBER_FIELDS >= 10_000


# Who may read files from elsewhere

#: As Wagtail says it of every restricted page.
PRIVATE = "private, no-cache, max-age=0, no-store, must-revalidate"


@pytest.fixture
def still_clock():
    with time_machine.travel(datetime(2027, 4, 1, 12, 0, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def files(events_page):
    """Every file of every page of events and festivals, and who made it."""
    EventPageFactory(parent=events_page, slug="stars")
    FestivalPageFactory(parent=events_page, slug="river")
    return {
        "list": "/whats-on/events.json",
        "event": "/whats-on/stars/event.ics",
        "festival": "/whats-on/river/festival.ics",
        "programme": "/whats-on/river/programme.json",
        "choice": "/whats-on/river/my-programme.ics",
        "changes": "/whats-on/river/changes.atom",
        "embed": "/whats-on/river/festival.embed",
    }


@pytest.mark.parametrize("name", ["list", "event", "festival", "programme", "choice", "changes", "embed"])
def test_a_file_is_for_other_sites_only_as_long_as_anybody_may_read_it(client, still_clock, files, events_page, name):
    names = ("Access-Control-Allow-Origin", "Cross-Origin-Resource-Policy", "Cache-Control")
    public = client.get(files[name])
    kept = {"If-None-Match": public["ETag"]}
    unchanged = client.get(files[name], headers=kept)
    restriction = PageViewRestriction.objects.create(page=events_page, restriction_type="password", password="x")
    refused = client.get(files[name])
    session = client.session
    session[restriction.passed_view_restrictions_session_key] = [restriction.pk]
    session.save()
    let_in = client.get(files[name])
    still_let_in = client.get(files[name], headers={"If-None-Match": let_in["ETag"]})

    assert (public.status_code, unchanged.status_code, let_in.status_code, still_let_in.status_code) == (200, 304, 200, 304)
    assert [[one.headers.get(header) for header in names] for one in (public, unchanged, let_in, still_let_in)] == [
        ["*", "cross-origin", "public, no-cache"],
        ["*", "cross-origin", "public, no-cache"],
        [None, "same-origin", PRIVATE],
        [None, "same-origin", PRIVATE],
    ]
    assert [refused.headers.get(header) for header in names[:2]] == [None, "same-origin"]


def test_a_picture_is_not_for_other_sites(client, db):
    picture = PictureFactory().get_rendition("fill-40x30|format-webp")
    response = client.get(picture.url)

    assert (response.getvalue()[:4], response["Cross-Origin-Resource-Policy"]) == (b"RIFF", "same-origin")
    assert "Access-Control-Allow-Origin" not in response.headers
