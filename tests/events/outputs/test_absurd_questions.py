"""Whatever somebody types into an address, every list and every file answers it, in words where there is a page.

Each value is asked of every question at once: of each list, each of its files, one event, one place and a festival's programme.
"""

from itertools import product
from urllib.parse import quote, unquote_to_bytes

import pytest
from django.http import QueryDict
from wagtail.models import Page

from core.models import PublicChange
from core.outputs import FORMATS
from events.festivals.filters import ProgrammeFilters
from events.festivals.services import release_programme
from events.filters import Filters
from events.models import Occurrence
from tests.factories.festivals import SATURDAY, FestivalPageFactory, SessionFactory, run_at

from .conftest import NOW

pytestmark = pytest.mark.django_db

#: Every question that any list asks, and some that none asks.
NAMES = sorted(
    {name for facet in Filters.facet_classes for name in getattr(facet, "names", (facet.name,))}
    | {switch.name for switch in Filters.switches}
    | {"day", "time", "way", "track", "kind", "runs", "session", "theme[]", "format[0]", "__class__", "q.x", ""}
)  # fmt: skip

ABSURD = {
    "nothing": "",
    "spaces": "%20%09%0a%0d",
    "a NUL byte": "%00",
    "a NUL byte inside": "a%00b",
    "no UTF-8": "%ff%fe",
    "half a character": "%ED%A0%80",
    "half a percent": "%",
    "minus one": "-1",
    "zero": "0",
    "a huge number": "9" * 4000,
    "a number too large for a float": "1e309",
    "not a number": "NaN",
    "Arabic digits": quote("٢٠٢٧-٠٣-١٧"),
    "a day that isn't": "2027-02-30",
    "a month that isn't": "2027-13",
    "the year nought": "0000-00-00",
    "the last year": "9999-12-31",
    "a date with a time": "2027-03-17T12:00:00Z",
    "a week": "2027-W11",
    "10,000 characters": "x" * 10_000,
    "5,000 words": "+".join(["word"] * 2000),
    "bees": quote("🐝" * 50),
    "turned around": quote("\u202etxet\u2066"),
    "markup": quote("<script>alert(1)</script>\"'"),
    "SQL": quote("' OR 1=1; DROP TABLE events_occurrence; --"),
    "search syntax": quote('"bees" AND (NEAR* OR NOT ^'),
    "a path": quote("../../../etc/passwd"),
    "a template": quote("{{ 7*7 }}{% include '/etc/passwd' %}%(x)s{0}"),
    "a list": quote('["talk", null]'),
    "an object": quote("{'$gt': ''}"),
    "a header": quote("x\r\nSet-Cookie: a=b"),
    "a pattern": quote("(a+)+$" + "a" * 100),
    "percent and underscore": quote("%_%_"),
}


@pytest.fixture
def paths(programme):
    """{address: how it is asked} of everything that takes a question."""
    festival = FestivalPageFactory(parent=programme, title="Days", slug="days")
    SessionFactory(festival=festival.festival, title="Otters", runs=[run_at(SATURDAY, "10:00", "11:00")])
    release_programme(festival=festival.festival, note="", now=NOW)
    lists = [
        "/whats-on/",
        "/whats-on/stars/",
        "/venues/old-observatory/",
        "/whats-on/days/programme/",
        "/whats-on/days/my-programme/",
    ]
    files = [f"/whats-on/events.{each}" for each in FORMATS] + [f"/venues/old-observatory/events.{each}" for each in FORMATS]
    files += [f"/whats-on/stars/event.{each}" for each in FORMATS]
    files += [f"/whats-on/days/{name}.{each}" for name in ("programme", "my-programme") for each in ("ics", "json", "csv")]
    return lists + files


def stored():
    return Page.objects.count(), Occurrence.objects.count(), PublicChange.objects.count()


@pytest.mark.parametrize("value", [pytest.param(value, id=name) for name, value in ABSURD.items()])
def test_every_list_and_file_answers(client, paths, value):
    names = NAMES if len(value) < 1000 else ("q", "date", "from", "theme", "access", "sort", "runs")
    query = "&".join(f"{quote(name)}={value}" for name in names)
    expected = 400 if b"\0" in unquote_to_bytes(value) else 200
    before = stored()

    answers = {path: client.get(f"{path}?{query}") for path in paths}

    assert {path: answer.status_code for path, answer in answers.items() if answer.status_code != expected} == {}
    assert [path for path, answer in answers.items() if "Set-Cookie" in answer.headers] == []
    markup = {path: answer for path, answer in answers.items() if not path.endswith((".ics", ".json", ".csv"))}
    assert [path for path, answer in markup.items() if b"<script>alert" in answer.content] == []
    assert stored() == before


def test_what_is_left_out_is_said_in_a_few_words_and_what_is_kept_has_an_address(paths):
    festival = Page.objects.get(slug="days").specific
    kinds = [(Filters, {"locale": festival.locale}), (ProgrammeFilters, {"programme": festival.released})]
    wrong = []
    for name, value, (kind, about) in product(NAMES, ABSURD.values(), kinds):
        found = kind(QueryDict(f"{quote(name)}={value}"), now=NOW, **about)

        # Its own address asks the same, and nothing that was left out.
        again = kind(QueryDict(found.url().removeprefix("?")), now=NOW, **about)
        if (again.parameters, again.ignored, again.found.count()) != (found.parameters, [], found.found.count()):
            wrong.append((name, value[:40], found.url()[:80]))
        wrong += [(name, value[:40], word) for word in found.ignored if not 0 < len(word) < 100]

    assert wrong == []


@pytest.mark.parametrize(
    ("query", "words"),
    [
        pytest.param("from=2027-03-01&to=2028-02-29", "", id="366 days"),
        pytest.param("from=2027-03-01&to=2028-03-01", "at most 366 days", id="367 days"),
        pytest.param("from=2027-03-02&to=2027-03-01", "From 2 March 2027 To 1 March 2027", id="ends before it begins"),
        pytest.param("from=2027-03-01&from=2027-04-01", "", id="twice"),
        pytest.param("age_from=9&age_to=8", "Youngest 9 Oldest 8", id="older before younger"),
        pytest.param("age_from=121", "Youngest 121", id="nobody is that old"),
        pytest.param("theme=" + "&theme=".join(map(str, range(500))), "Left out: 0, 1, 2", id="500 themes"),
        pytest.param("date=today&date=weekend", "This weekend", id="two days where one is asked for"),
    ],
)
def test_the_page_names_what_it_leaves_out(client, programme, query, words):
    html = client.get(f"/whats-on/?{query}").content.decode()

    assert ("not offered here" in html, words in html) == (bool(words), True)


def test_more_parameters_than_anybody_types_are_refused(client, programme):
    answers = [client.get(f"/whats-on/{name}?" + "&".join("a=b" for _n in range(10_001))) for name in ("", "events.json")]

    assert [(one.status_code, "That is too much at once" in one.content.decode()) for one in answers] == [(413, True)] * 2


@pytest.mark.parametrize("page", ["0", "-1", "1.5", "abc", "9" * 4000, "%ff", "", "2"])
def test_a_part_that_is_not_there_is_not_found(client, programme, page):
    answers = {path: client.get(f"{path}?page={page}").status_code for path in ("/whats-on/", "/whats-on/events.json")}

    assert set(answers.values()) == {404}
