"""What programs and other sites are told: the API description, oEmbed, the links in a page's head."""

import re
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from wagtail.models import PageViewRestriction

from events.festivals.services import release_programme
from events.models import EventPage
from tests.factories.events import EventPageFactory
from tests.factories.festivals import SATURDAY, FestivalPageFactory, SessionFactory, run_at
from tests.factories.schools import SummerSchoolPageFactory, school_run
from tests.schemas import problems

from .conftest import HOUR, NOW

pytestmark = pytest.mark.django_db


def schema_of(document, path):
    reference = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
    return document["components"]["schemas"][reference.rpartition("/")[2]]


@pytest.fixture
def otters(programme):
    """A run of a session of a released festival that also has an event of its own, beside a summer school."""
    page = FestivalPageFactory(parent=programme, title="Days", slug="days")
    EventPageFactory(parent=page, dates=[(NOW, NOW + HOUR)])
    run = SessionFactory(festival=page.festival, title="Otters", runs=[run_at(SATURDAY, "10:00", "11:00")]).runs.get()
    release_programme(festival=page.festival, note="", now=NOW)
    SummerSchoolPageFactory(parent=programme, slug="bridges", runs=[school_run(cost=350)])
    return run


def test_every_json_list_is_described_and_keeps_to_it(client, programme, welsh, otters):
    document = client.get("/openapi.json").json()
    examples = {
        "/whats-on/events.json": "/whats-on/events.json",
        "/whats-on/{event}/event.json": "/whats-on/stars/event.json",
        "/venues/{venue}/events.json": "/venues/old-observatory/events.json",
        "/cy/whats-on/events.json": "/cy/whats-on/events.json",
        "/cy/venues/{venue}/events.json": "/cy/venues/old-observatory/events.json",
        "/whats-on/{festival}/festival.json": "/whats-on/days/festival.json",
        "/whats-on/{festival}/programme.json": "/whats-on/days/programme.json?day=2027-05-01",
        "/whats-on/{festival}/my-programme.json": f"/whats-on/days/my-programme.json?runs={otters.code}",
        "/whats-on/{school}/summer-school.json": "/whats-on/bridges/summer-school.json",
    }

    # Every list but two that are like those here in another language.
    assert examples.keys() == document["paths"].keys() - {"/ar/venues/{venue}/events.json", "/cy/whats-on/{event}/event.json"}
    assert document["openapi"] == "3.1.0"
    assert document["servers"] == [{"url": "http://localhost"}]
    for path, example in examples.items():
        answer = client.get(example).json()
        assert (problems(answer, schema_of(document, path)), bool(answer["entries"])) == ([], True)


def test_what_is_in_a_path_is_described_as_such(client, programme):
    paths = client.get("/openapi.json").json()["paths"]

    for path, about in paths.items():
        named = re.findall(r"{(\w+)}", path)
        assert named == [one["name"] for one in about["get"]["parameters"] if one["in"] == "path"]


def test_a_json_file_names_its_description_and_scripts_may_read_that(client, programme):
    assert '</openapi.json>; rel="service-desc"' in client.get("/whats-on/events.json")["Link"]
    assert client.get("/openapi.json")["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", ["/whats-on/", "/whats-on/stars/", "/venues/old-observatory/"])
def test_a_page_names_its_files_and_they_are_there(client, programme, path):
    head = client.get(path).content.decode().partition("</head>")[0]

    links = dict(re.findall(r'<link rel="alternate" type="([^"]+)"[^>]*href="([^"]+)"', head))
    assert list(links) == [
        "text/calendar",
        "application/rss+xml",
        "application/atom+xml",
        "application/json",
        "text/csv",
        "application/json+oembed",
        "text/xml+oembed",
    ]
    for kind, url in links.items():
        response = client.get(url.removeprefix("http://localhost").replace("&amp;", "&"))
        assert (response.status_code, response["Content-Type"].partition(";")[0]) == (200, kind.removesuffix("+oembed"))


def test_the_files_answer_the_questions_of_the_page(client, programme):
    html = client.get("/whats-on/?when=past&page=1").content.decode()

    assert 'href="/whats-on/events.csv?when=past"' in html
    assert 'href="webcal://localhost/whats-on/events.ics?when=past"' in html


def test_the_code_to_embed_is_shown_as_it_is_to_be_pasted(client, programme):
    html = client.get("/whats-on/stars/").content.decode()

    code = re.search(r"<textarea[^>]*>(.*?)</textarea>", html, re.DOTALL)[1]
    assert code.startswith("&lt;iframe src=&quot;http://localhost/whats-on/stars/event.embed&quot; title=&quot;Stars, planets")


@pytest.mark.parametrize(
    ("path", "title", "frame"),
    [
        ("/whats-on/", "What&#x27;s on", "/whats-on/events.embed"),
        ("/whats-on/?when=past", "What&#x27;s on", "/whats-on/events.embed?when=past"),
        ("/whats-on/stars/", "Stars, planets; and all that", "/whats-on/stars/event.embed"),
        ("/venues/old-observatory/", "Old Observatory", "/venues/old-observatory/events.embed"),
        ("/cy/venues/old-observatory/", "Old Observatory", "/cy/venues/old-observatory/events.embed"),
    ],
)
def test_other_sites_learn_how_to_embed_a_page(client, programme, welsh, path, title, frame):
    answer = client.get(f"/oembed?url={quote('http://localhost' + path, safe='')}&maxwidth=400&maxheight=300").json()

    assert (answer["version"], answer["type"], answer["width"], answer["height"]) == ("1.0", "rich", 400, 300)
    assert answer["html"].startswith(f'<iframe src="http://localhost{frame}" title="{title}" width="400" height="300" ')
    assert client.get(frame).status_code == 200


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("", 400),
        ("http://evil.example/whats-on/", 404),
        ("http://localhost.evil.example/whats-on/", 404),
        ("http://user@localhost/whats-on/", 404),
        ("javascript://localhost/whats-on/", 404),
        ("http://localhost/admin/", 404),
        ("http://localhost/", 404),
        ("http://localhost/whats-on/nothing/", 404),
        ("http://localhost/venues/nothing/", 404),
        ("http://localhost/whats-on/events.ics", 404),
        ("http://[", 404),
        ("whats-on", 404),
        ("http://localhost/%ff%fe/", 404),
    ],
)
def test_other_addresses_get_no_answer(client, programme, url, status):
    assert client.get(f"/oembed?url={quote(url, safe='')}").status_code == status


def test_a_page_behind_a_login_can_not_be_embedded(client, programme):
    PageViewRestriction.objects.create(page=EventPage.objects.get(slug="stars"), restriction_type=PageViewRestriction.LOGIN)

    assert client.get("/oembed?url=http://localhost/whats-on/stars/").status_code == 404


def test_the_same_is_said_in_xml(client, programme):
    url = "/oembed?url=http://localhost/whats-on/stars/&maxwidth=400&format="
    said = client.get(url + "json").json()

    xml = ElementTree.fromstring(client.get(url + "xml").content)

    assert (xml.tag, {one.tag: one.text for one in xml}) == ("oembed", {name: str(value) for name, value in said.items()})


@pytest.mark.parametrize(("format", "status"), [("", 200), ("yaml", 501), ("JSON", 501), ("json&format=yaml", 501)])
def test_other_formats_are_not_spoken(client, programme, format, status):
    assert client.get(f"/oembed?url=http://localhost/whats-on/&format={format}").status_code == status


@pytest.mark.parametrize("size", ["abc", "-1", "0", "9" * 50, "%00", ""])
def test_a_senseless_size_is_passed_over(client, programme, size):
    response = client.get(f"/oembed?url=http://localhost/whats-on/&maxwidth={size}")

    assert response.status_code == (400 if size == "%00" else 200)


def test_a_list_says_what_it_can_be_asked_in_the_words_of_programmers(client, programme):
    document = client.get("/openapi.json", headers={"accept-language": "cy"}).json()

    asked = {one["name"]: one for one in document["paths"]["/whats-on/events.json"]["get"]["parameters"]}
    assert (asked["when"]["description"], asked["when"]["schema"]["enum"]) == ("When", ["upcoming", "past"])
    assert asked["page"]["schema"] == {"type": "integer", "minimum": 1}


def test_how_a_question_is_to_be_written_is_described(client, programme):
    document = client.get("/openapi.json").json()

    asked = {one["name"]: one for one in document["paths"]["/whats-on/events.json"]["get"]["parameters"]}
    assert {name: asked[name]["schema"] for name in ("q", "from", "age_to")} == {
        "q": {"type": "string"},
        "from": {"type": "string", "format": "date"},
        "age_to": {"type": "integer"},
    }
    assert asked["price"]["schema"]["items"]["enum"] == ["free", "paid", "pay-what-you-can"]
    assert [asked[name]["description"].partition("; ")[2] for name in ("price", "access")] == [
        "any of them will do.",
        "all of them must fit.",
    ]
    # Months that are far away are understood without being offered.
    assert [bool(re.search(asked["date"]["schema"]["pattern"], date)) for date in ("weekend", "2031-05", "2031-13", "may")] == [
        True,
        True,
        False,
        False,
    ]
