"""The files behind a festival, what machines are told, and what changed."""

import json
import re
from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from events.festivals.services import release_programme
from events.models import Session

NOON = datetime(2027, 4, 1, 12, 0, tzinfo=UTC)


def test_the_calendar_has_every_run_and_keeps_what_is_cancelled(client, festival_page, sessions):
    calendar = Calendar.from_ical(client.get(f"{festival_page.url}programme.ics").content)

    found = [(str(event["SUMMARY"]), event.start.isoformat(), str(event["STATUS"])) for event in calendar.events]
    assert found == [
        ("Mud kitchen", "2027-05-01T10:00:00+01:00", "CONFIRMED"),
        ("Eels at noon", "2027-05-01T12:00:00+01:00", "CONFIRMED"),
        ("Night songs", "2027-05-01T17:00:00+01:00", "CONFIRMED"),
        ("Cancelled: Otters", "2027-05-02T10:30:00+01:00", "CANCELLED"),
        ("Eels at noon", "2027-05-02T12:00:00+01:00", "CONFIRMED"),
    ]


def test_files_follow_the_questions_of_the_page(client, festival_page, sessions):
    data = client.get(f"{festival_page.url}programme.json?only=drop-in").json()

    [entry] = data["entries"]
    assert (entry["title"], entry["participation"], entry["place"]["room"], entry["price"]["is_free"]) == (
        "Mud kitchen",
        "drop-in",
        "Lower Field",
        True,
    )


def test_what_changed_is_a_page_and_a_feed(read, festival, festival_page, sessions):
    Session.objects.filter(title="Mud kitchen").update(is_cancelled=True, reason="No mud.")
    release_programme(festival=festival, note="A dry spring.", now=datetime(2027, 4, 2, 12, 0, tzinfo=UTC))

    text = read("changes/")

    assert re.findall(r"Version \d", text.partition("<main")[2])[:2] == ["Version 2", "Version 1"]
    assert "A dry spring." in text
    assert "Cancelled. <span>No mud.</span>" in text
    assert "Mud kitchen: Cancelled. No mud." in read("changes.atom")


def test_a_version_that_is_no_news_says_so(read, festival, sessions):
    Session.objects.filter(title="Mud kitchen").update(is_highlight=True)
    release_programme(festival=festival, note="", now=datetime(2027, 4, 2, 12, 0, tzinfo=UTC))

    for path in ("changes/", "changes.atom"):
        text = read(path)
        assert "Names of tracks, highlights, or why something is cancelled." in text, path
        assert "The first programme." in text, path


@pytest.mark.parametrize(
    "path", ["nothing.ics", "programme.pdf", "programme.atom", "changes.ics", "offline.css", "programme/x/"]
)
def test_there_are_no_other_files(client, festival_page, sessions, path):
    assert client.get(festival_page.url + path).status_code == 404


def test_the_worker_caches_only_the_pages_of_its_own_festival(client, festival_page, sessions):
    response = client.get(f"{festival_page.url}offline.js")

    config = json.loads(re.search(r"const config = (.+);", response.content.decode())[1])
    assert (response.headers["Content-Type"], response.headers["Cache-Control"]) == (
        "text/javascript; charset=utf-8",
        "no-cache",
    )
    url = festival_page.url
    assert config["pages"] == [url, f"{url}programme/", f"{url}my-programme/", f"{url}changes/"]
    assert config["version"] == 1


def test_the_festivals_page_leads_to_its_programme(read, festival_page, sessions):
    text = read("")

    assert f'href="{festival_page.url}programme/"' in text
    assert f'href="{festival_page.url}programme/?track=under-water">Under water</a>' in text
    assert "4 sessions" in text
