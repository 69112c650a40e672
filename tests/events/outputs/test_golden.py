"""Every format as it is written, word for word.

The files in tests/events/golden/ are to be read: a difference in a review is a difference that subscribers will see. After a
change that is meant, write them anew and look at what changed:

    UPDATE_GOLDEN=1 .venv/bin/pytest -n0 tests/events/outputs/test_golden.py && git diff tests/events/golden
"""

import json
import os
import re
from pathlib import Path

import pytest
from icalendar import Calendar

GOLDEN = Path(__file__).parents[1] / "golden"

pytestmark = pytest.mark.django_db


def same_as_golden(name, text):
    """Whether the text is what is kept. Line ends are kept as they are."""
    file = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        file.write_bytes(text.encode())
    return file.read_bytes().decode() == text


@pytest.mark.parametrize("extension", ["ics", "rss", "atom", "json", "csv", "embed"])
@pytest.mark.parametrize("where", ["list", "event", "venue"])
def test_each_file_is_as_it_was(client, programme, where, extension):
    path = {
        "list": "/whats-on/events",
        "event": "/whats-on/stars/event",
        "venue": "/venues/old-observatory/events",
    }[where]

    text = client.get(f"{path}.{extension}").content.decode()

    # The address of a stylesheet changes with every change of the stylesheet.
    text = re.sub(r"/(static/css/embed|brand)\.[0-9a-z.]*css", r"/\1.css", text)
    assert same_as_golden(f"{where}.{'html' if extension == 'embed' else extension}", text)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("event", "/whats-on/stars/"),
        ("cancelled", "/whats-on/picnic/"),
        ("list", "/whats-on/"),
        ("venue", "/venues/old-observatory/"),
        ("venues", "/venues/"),
    ],
)
def test_structured_data_is_as_it_was(client, programme, name, path):
    html = client.get(path).content.decode()

    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    objects = [one for script in scripts for one in json.loads(script)]
    assert same_as_golden(f"{name}.jsonld", json.dumps(objects, indent=1, ensure_ascii=False) + "\n")


@pytest.mark.parametrize("format", ["json", "xml"])
def test_what_is_said_about_embedding_is_as_it_was(client, programme, format):
    text = client.get(f"/oembed?url=http://localhost/whats-on/stars/&format={format}").content.decode()

    assert same_as_golden(f"oembed.{format}", text)


def test_the_calendar_survives_a_round_trip(client, programme):
    body = client.get("/whats-on/events.ics").content

    again = Calendar.from_ical(Calendar.from_ical(body).to_ical())

    def known(calendar):
        return [
            (str(event["UID"]), str(event["SUMMARY"]), event.start, event.get("DTEND"), str(event["STATUS"]), event["SEQUENCE"])
            for event in calendar.events
        ]

    assert known(again) == known(Calendar.from_ical(body))
    assert len(again.events) == 5
