"""What all the files behind lists and events have in common."""

import csv
import io
import json
from datetime import timedelta

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar
from wagtail.models import Locale

from core.outputs import FORMATS
from events.models import EventFacts, EventPage
from tests.factories.core import FormatFactory, PictureFactory, ThemeFactory, VenueFactory
from tests.factories.events import EventPageFactory

from .conftest import HOUR, NOW, dated

pytestmark = pytest.mark.django_db

EACH = pytest.mark.parametrize("extension", list(FORMATS))


@EACH
def test_it_says_what_it_is_and_who_may_read_it(client, programme, extension):
    response = client.get(f"/whats-on/events.{extension}")

    format = FORMATS[extension]
    assert {
        name: response.headers.get(name)
        for name in (
            "Content-Type",
            "Cache-Control",
            "Content-Language",
            "Access-Control-Allow-Origin",
            "Cross-Origin-Resource-Policy",
            "X-Robots-Tag",
        )
    } == {
        "Content-Type": format.content_type,
        "Cache-Control": "public, no-cache",
        "Content-Language": "en",
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "X-Robots-Tag": "noindex",
    }
    assert '<http://localhost/whats-on/>; rel="canonical"' in response["Link"]
    assert "Set-Cookie" not in response.headers


def test_what_is_to_be_kept_is_a_download_with_a_name(client, programme):
    names = {extension: client.get(f"/whats-on/events.{extension}").get("Content-Disposition") for extension in FORMATS}

    assert names == {
        "ics": 'attachment; filename="whats-on-engage.ics"',
        "csv": 'attachment; filename="whats-on-engage.csv"',
        "rss": 'inline; filename="whats-on-engage.rss"',
        "atom": 'inline; filename="whats-on-engage.atom"',
        "json": 'inline; filename="whats-on-engage.json"',
        "embed": None,
    }


@EACH
def test_who_has_it_already_gets_it_only_after_it_has_changed(client, programme, extension):
    url = f"/whats-on/events.{extension}"
    first = client.get(url)

    again = client.get(url, headers={"if-none-match": first["ETag"]})
    EventPageFactory(parent=programme, title="New", dates=[(NOW + 2 * HOUR, NOW + 3 * HOUR)])
    changed = client.get(url, headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content, changed.status_code) == (304, b"", 200)
    # What a 304 says replaces what the reader remembers.
    for name in ("Access-Control-Allow-Origin", "Cross-Origin-Resource-Policy", "ETag"):
        assert again[name] == first[name]
    assert again.headers.get("X-Frame-Options") == first.headers.get("X-Frame-Options")
    assert again["Content-Security-Policy"] == first["Content-Security-Policy"]


@EACH
def test_only_the_embedded_list_may_be_framed(client, programme, extension):
    response = client.get(f"/whats-on/events.{extension}")

    is_framed = extension == "embed"
    assert ("X-Frame-Options" in response.headers) is not is_framed
    assert f"frame-ancestors {'*' if is_framed else chr(39) + 'none' + chr(39)}" in response["Content-Security-Policy"]
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_the_embedded_list_leads_out_of_its_frame_and_needs_no_script(client, programme):
    html = client.get("/whats-on/events.embed").content.decode()

    assert html.count("<a ") == html.count('target="_top"') == 5
    assert [part for part in ("<script", "<form", "<style", 'style="') if part in html] == []
    assert '<p class="notice">Cancelled</p>\n              <p><bdi>The ground is under water.</bdi></p>' in html


@pytest.mark.parametrize(
    "path",
    [
        "/whats-on/events.exe",
        "/whats-on/events.ICS",
        "/whats-on/other.ics",
        "/whats-on/events.ics/",
        "/whats-on/stars/events.ics",
        "/whats-on/stars/event.exe",
        "/whats-on/nothing/event.ics",
        "/whats-on/events.json?page=0",
        "/whats-on/events.json?page=abc",
        "/whats-on/events.json?page=99999999999999999999",
    ],
)
def test_what_is_not_there_is_not_found(client, programme, path):
    assert client.get(path).status_code == 404


@EACH
@pytest.mark.parametrize(
    "query", ["when=%ff%fe", "theme=%00x", "from=9999-99-99", "sort=sideways", "page=abc", "x=" + "y" * 5000]
)
def test_absurd_questions_get_what_the_page_gets(client, programme, extension, query):
    page, file = (client.get(f"/whats-on/{name}?{query}") for name in ("", f"events.{extension}"))

    expected = page.status_code
    if query == "page=abc" and extension != "json":
        expected = 200  # other files have no parts
    assert file.status_code == expected


def test_a_question_narrows_the_files_as_it_narrows_the_page(client, programme):
    page = client.get("/whats-on/?theme=space").content.decode()
    document = client.get("/whats-on/events.json?theme=space").json()
    calendar = Calendar.from_ical(client.get("/whats-on/events.ics?theme=space").content)

    assert ("Stars, planets" in page, "Picnic in the park" in page) == (True, False)
    assert {one["title"] for one in document["entries"]} == {"Stars, planets; and all that"}
    assert {str(event["SUMMARY"]) for event in calendar.events} == {"Stars, planets; and all that"}
    assert (str(calendar["NAME"]), document["url"]) == ("What's on: Space – Engage", "http://localhost/whats-on/?theme=space")


def test_past_events_have_files_too(client, programme):
    EventPageFactory(parent=programme, title="Long ago", dates=[(NOW - 30 * HOUR, NOW - 29 * HOUR)])

    document = client.get("/whats-on/events.json?when=past").json()
    calendar = Calendar.from_ical(client.get("/whats-on/events.ics?when=past").content)

    assert [one["title"] for one in document["entries"]] == ["Long ago"]
    assert [str(event["SUMMARY"]) for event in calendar.events] == ["Long ago"]


def test_an_event_that_is_over_keeps_its_files(client, events_page, clock):
    page = EventPageFactory(parent=events_page, title="Over", dates=[(NOW - 3 * HOUR, NOW - 2 * HOUR)])

    assert [one["title"] for one in client.get(page.url + "event.json").json()["entries"]] == ["Over"]


def test_uids_survive_a_new_title_and_address(client, programme):
    def uids():
        page = EventPage.objects.get(pk=stars.pk)
        return [str(event["UID"]) for event in Calendar.from_ical(client.get(page.url + "event.ics").content).events]

    stars = EventPage.objects.get(slug="stars")
    before = uids()
    stars.title, stars.slug = "Suns", "suns"
    stars.save_revision().publish()

    assert (len(before), uids()) == (2, before)


def test_a_feed_tells_of_an_event_once_and_not_again_each_week(client, events_page, clock):
    def told():
        return [item.id for item in feedparser.parse(client.get("/whats-on/events.rss").content).entries]

    EventPageFactory(parent=events_page, dates=[(NOW + day * HOUR, NOW + (day + 1) * HOUR) for day in (24, 48, 72)])
    first = told()
    clock.shift(30 * HOUR)

    assert (len(first), told()) == (1, first)


def test_the_feed_of_an_event_tells_what_was_announced_about_it(client, programme):
    items = feedparser.parse(client.get("/whats-on/picnic/event.atom").content).entries

    assert [(item.title, item.published_parsed.tm_hour) for item in items] == [
        ("Cancelled: Picnic in the park", 9),
        ("Cancelled: Picnic in the park", 8),
    ]
    assert len({item.id for item in items}) == 2


def test_an_event_without_published_facts_has_empty_files(client, programme):
    EventFacts.objects.filter(page__slug="stars").delete()

    answers = {path: client.get(f"/whats-on/stars/{path}") for path in ("", *(f"event.{each}" for each in FORMATS))}

    assert {path: answer.status_code for path, answer in answers.items()} == dict.fromkeys(answers, 200)
    assert answers["event.json"].json()["entries"] == []


def test_an_alias_has_the_files_of_the_event_it_follows(client, programme):
    EventPage.objects.get(slug="stars").create_alias(update_slug="suns")

    entries = client.get("/whats-on/suns/event.json").json()["entries"]

    assert [one["starts"][:10] for one in entries] == ["2027-07-01", "2027-11-04"]


def test_a_long_list_goes_on_at_the_next_address(client, events_page, clock, monkeypatch):
    EventPageFactory(parent=events_page, dates=[(NOW + day * HOUR, NOW + (day + 1) * HOUR) for day in range(1, 6)])
    monkeypatch.setitem(FORMATS, "json", type(FORMATS["json"])(**{**vars(FORMATS["json"]), "limit": 2}))

    url, sizes, starts = "/whats-on/events.json", [], set()
    while url:
        document = client.get(url).json()
        sizes.append(len(document["entries"]))
        starts |= {one["starts"] for one in document["entries"]}
        url = document["next"]

    assert (sizes, len(starts)) == ([2, 2, 1], 5)


def test_other_files_stop_at_their_limit(client, events_page, clock, monkeypatch):
    EventPageFactory(parent=events_page, dates=[(NOW + day * HOUR, NOW + (day + 1) * HOUR) for day in range(1, 6)])
    for extension in ("ics", "csv"):
        monkeypatch.setitem(FORMATS, extension, type(FORMATS["ics"])(**{**vars(FORMATS[extension]), "limit": 2}))

    assert len(Calendar.from_ical(client.get("/whats-on/events.ics").content).events) == 2
    assert len(list(csv.reader(io.StringIO(client.get("/whats-on/events.csv").content.decode())))) == 3


@EACH
def test_one_event_and_five_cost_the_same(client, events_page, clock, extension):
    def add(number):
        for _each in range(number):
            EventPageFactory(
                parent=events_page,
                image=PictureFactory(),
                format=FormatFactory(),
                venue=VenueFactory(),
                themes=[ThemeFactory()],
                dates=[(NOW + timedelta(days=day), NOW + timedelta(days=day, hours=1)) for day in (2, 9)],
            )

    def queries():
        client.get(f"/whats-on/events.{extension}")
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/whats-on/events.{extension}")
        return len(captured)

    add(1)
    one = queries()
    add(4)

    assert queries() == one


@EACH
def test_words_are_in_the_language_asked_for_and_facts_are_the_same(client, programme, welsh, extension):
    stars = EventPage.objects.get(slug="stars")
    translated = stars.copy_for_translation(welsh)
    translated.title = "Sêr a phlanedau"
    translated.save_revision().publish()

    body = client.get(f"/cy/whats-on/events.{extension}").content.decode()

    assert "Sêr a phlanedau" in body.replace("\r\n ", "")
    assert "Stars, planets" not in body


def test_arabic_reads_from_right_to_left_where_it_is_embedded(client, programme, home_page, events_page):
    arabic = Locale.objects.get(language_code="ar")
    home_page.copy_for_translation(arabic).save_revision().publish()
    events_page.copy_for_translation(arabic).save_revision().publish()

    html = client.get("/ar/whats-on/events.embed").content.decode()

    assert '<html lang="ar" dir="rtl">' in html
    # The title is English, when it is said in Arabic.
    assert ' target="_top" lang="en" dir="ltr">Stars, planets' in html
    assert "<li lang" not in html


def test_a_hostile_title_stays_a_title_in_every_file(client, events_page, clock):
    title = "]]></title><script>alert(1)</script>, =1+1; \\n &amp;"
    EventPageFactory(
        parent=events_page, title=title, slug="hostile", dates=[dated(1, start_date=NOW.date() + timedelta(days=2))]
    )
    bodies = {extension: client.get(f"/whats-on/events.{extension}").content for extension in FORMATS}

    assert json.loads(bodies["json"])["entries"][0]["title"] == title
    assert str(Calendar.from_ical(bodies["ics"]).events[0]["SUMMARY"]) == title
    assert [len(feedparser.parse(bodies[name]).entries) for name in ("rss", "atom")] == [1, 1]
    assert [name for name in ("rss", "atom", "embed") if b"<script" in bodies[name]] == []
