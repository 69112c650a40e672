"""The programme as readers get it: released sessions only, narrowed by questions, as list, grid and files."""

import json
import re
from datetime import UTC, datetime

import pytest
import time_machine
from wagtail.models import Locale

from core.models import AccessFeature
from events.models import Session
from tests.factories.festivals import SessionFactory

NOON = datetime(2027, 4, 1, 12, 0, tzinfo=UTC)
TITLES = ("Eels at noon", "Mud kitchen", "Night songs", "Otters")


def titles(text):
    """The sessions shown, in order, each once."""
    shown = re.findall(r'data-title="([^"]+)"', text)
    return list(dict.fromkeys(shown))


def test_days_are_headings_and_sessions_stand_in_the_order_of_time(read, sessions):
    text = read()

    assert re.findall(r"<h2 id=\"day[^>]*>([^<]+)<", text) == ["Saturday 1 May 2027", "Sunday 2 May 2027"]
    assert re.findall(r'<h3 class="session__title"[^>]*><a [^>]+>([^<]+)<', text) == [
        "Mud kitchen", "Eels at noon", "Night songs", "Otters", "Eels at noon",
    ]  # fmt: skip
    assert "midday to 1pm" in text
    assert "Boathouse, The Meadow" in text


def test_what_is_cancelled_stays_and_says_so(read, sessions):
    otters = read().partition('data-title="Otters"')[2].partition("</li>")[0]

    assert "Cancelled" in otters
    assert "They have moved away." in otters


def test_nobody_sees_a_draft_before_it_is_released(read, client, festival, festival_page, sessions):
    session = Session.objects.get(title="Eels at noon")
    session.title = "Secret eels"
    session.save()
    SessionFactory(festival=festival, title="Secret session")

    for path in ("", "programme/", "programme/?view=grid", "programme/?view=rooms", "my-programme/", "changes/",
                 "programme.ics", "programme.json", "programme.csv", "changes.atom", "changes.rss"):  # fmt: skip
        assert "Secret" not in read(path), path


def test_before_the_first_release_there_is_no_programme(read, client, festival, festival_page):
    SessionFactory(festival=festival, title="Secret session")

    assert "The programme is not out yet." in read()
    assert "The programme is not out yet." in read("my-programme/")
    assert "programme/" not in read("")
    assert client.get(festival_page.url + "changes/").status_code == 404
    assert json.loads(read("programme.json"))["entries"] == []


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["Mud kitchen", "Eels at noon", "Night songs", "Otters"]),
        ("day=2027-05-02", ["Otters", "Eels at noon"]),
        ("time=morning", ["Mud kitchen", "Otters"]),
        ("time=afternoon", ["Mud kitchen", "Eels at noon"]),
        ("time=evening", ["Night songs"]),
        ("time=morning&time=evening", ["Mud kitchen", "Night songs", "Otters"]),
        ("venue=library", ["Night songs"]),
        ("track=under-water", ["Eels at noon"]),
        ("kind=talk", ["Eels at noon"]),
        ("only=drop-in", ["Mud kitchen"]),
        ("only=free", ["Mud kitchen", "Eels at noon", "Otters"]),
        ("only=free&only=drop-in", ["Mud kitchen"]),
        ("age=0", ["Mud kitchen", "Night songs", "Otters"]),
        ("age=7", ["Mud kitchen", "Night songs", "Otters"]),
        ("age=8", ["Eels at noon", "Night songs", "Otters"]),
        ("access=bsl", ["Eels at noon"]),
        ("access=step-free", ["Mud kitchen", "Eels at noon", "Otters"]),
        ("access=step-free&access=bsl", ["Eels at noon"]),
        ("q=prys", ["Eels at noon"]),
        ("q=OCEAN+eels", ["Eels at noon"]),
        ("day=2027-05-01&only=free&age=10", ["Eels at noon"]),
        ("day=2027-05-02&time=evening", []),
    ],
)
def test_questions_narrow_the_programme(read, sessions, query, shown):
    assert titles(read(f"programme/?{query}")) == shown


def test_an_empty_list_offers_the_nearest_ways_out(read, sessions):
    assert "Nothing fits all of these at once." in read("programme/?day=2027-05-02&time=evening")


@pytest.mark.parametrize(
    "query",
    ["day=2027-02-30", "day=yesterday", "time=never", "venue=%27", "track=%F0%9F%90%9F", "age=-1", "age=121", "age=x",
     "age=%C2%B2", "age=" + "9" * 400, "access=wings", "only=gold", "view=cube", "kind=" + "x" * 5000, "q=" + "x" * 5000],
)  # fmt: skip
def test_what_nobody_offers_is_left_out_with_a_note(read, sessions, query):
    text = read(f"programme/?{query}")

    assert "Some of what was asked for is not offered here" in text
    if not query.startswith("q="):
        assert titles(text) == ["Mud kitchen", "Eels at noon", "Night songs", "Otters"]


def test_counts_leave_out_the_facets_own_choice(read, sessions):
    text = read("programme/?day=2027-05-02")

    assert re.findall(r'name="day" value="([^"]+)"', text) == ["2027-05-01", "2027-05-02"]


@pytest.mark.parametrize(
    ("now", "on", "coming"),
    [
        (datetime(2027, 5, 1, 8, 0, tzinfo=UTC), [], ["Mud kitchen"]),
        (datetime(2027, 5, 1, 10, 45, tzinfo=UTC), ["Mud kitchen"], ["Eels at noon"]),
        (datetime(2027, 5, 1, 11, 0, tzinfo=UTC), ["Mud kitchen", "Eels at noon"], []),
        # What is cancelled is neither on nor next.
        (datetime(2027, 5, 2, 9, 45, tzinfo=UTC), [], ["Eels at noon"]),
    ],
)
def test_now_and_next(read, sessions, now, on, coming):
    with time_machine.travel(now, tick=False):
        text = read()

    section = text.partition("Now and next")[2].partition("</section>")[0]
    lists = [re.findall(r">([^<]+)</a>", part) for part in section.split("Starting soon")]
    assert lists == [on, coming]


def test_the_grid_is_the_same_list_with_places(read, sessions):
    text = read("programme/?view=grid")

    assert titles(text) == ["Mud kitchen", "Eels at noon", "Night songs", "Otters"]
    mud = re.search(r'data-title="Mud kitchen"[^>]+>', text)[0]
    assert 'data-from-hour="10" data-from-minute="0" data-to-hour="15" data-to-minute="0"' in mud
    assert "style=" not in text


def test_room_by_room_each_room_is_a_sheet(read, sessions):
    text = read("programme/?view=rooms")

    assert re.findall(r'<h2 id="room-\d+">([^<]+)', text) == ["Reading Room ", "Boathouse ", "Lower Field "]


def test_readers_of_another_language_get_its_words_and_the_same_facts(client, read, festival_page, sessions):
    welsh = festival_page.copy_for_translation(Locale.objects.get(language_code="cy"), copy_parents=True)
    welsh.save_revision().publish()

    response = client.get(f"/cy{festival_page.url}programme/")

    text = " ".join(response.content.decode().split())
    assert "Llysywod am hanner dydd" in text
    assert re.search(r'lang="en" dir="ltr"><a [^>]+>Mud kitchen', text)


def test_a_term_that_is_renamed_has_its_new_name_at_once(read, sessions):
    assert "BSL interpreted" in read()

    feature = AccessFeature.objects.get(slug="bsl")
    feature.name = "Interpreted into BSL"
    feature.save()

    assert "Interpreted into BSL" in read()
    assert "BSL interpreted" not in read()
