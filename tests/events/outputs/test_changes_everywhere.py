"""Cancel in English: everything in every language says so with the next request, and nobody publishes anything."""

import json
import re

import feedparser
import pytest
from django.utils import translation
from icalendar import Calendar
from wagtail.models import Page

from events.choices import Status
from events.models import EventPage
from events.services import announce_change
from tests.factories.core import VenueFactory
from tests.factories.events import EventPageFactory

from .conftest import HOUR, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_two_languages(events_page, welsh, clock):
    """An open lab at a venue, in English and Welsh: {language: page}."""
    english = EventPageFactory(
        parent=events_page,
        title="Open lab",
        slug="open-lab",
        venue=VenueFactory(slug="hall"),
        dates=[(NOW + HOUR, NOW + 2 * HOUR)],
    )
    translated = english.copy_for_translation(welsh)
    translated.title = "Labordy agored"
    translated.save_revision().publish()
    return {"en": english, "cy": EventPage.objects.get(pk=translated.pk)}


def says_so(client, page, language):
    """{where: whether it says that the event is cancelled} in one language."""
    with translation.override(language):
        cancelled = str(Status.CANCELLED.label)
    prefix = "" if language == "en" else f"/{language}"
    lists = {"list": f"{prefix}/whats-on/events", "event": f"{page.url}event", "venue": f"{prefix}/venues/hall/events"}
    found = {}
    for where, path in lists.items():
        [event] = Calendar.from_ical(client.get(f"{path}.ics").content).events
        [entry] = client.get(f"{path}.json").json()["entries"]
        found[f"{where}.ics"] = (str(event["SUMMARY"]), event["STATUS"], event["SEQUENCE"]) == (
            f"{cancelled}: {page.title}",
            "CANCELLED",
            1,
        )
        found[f"{where}.json"] = (entry["status"], entry["status_words"], entry["status_reason"]) == (
            "cancelled",
            cancelled,
            "The speaker is ill.",
        )
        for feed in ("rss", "atom"):
            items = feedparser.parse(client.get(f"{path}.{feed}").content).entries
            found[f"{where}.{feed}"] = {item.title for item in items} == {f"{cancelled}: {page.title}"}
            assert f"urn:uuid:{entry['event_uid']}" in [item.id for item in items]
        found[f"{where}.csv"] = f",cancelled,{cancelled},The speaker is ill.," in client.get(f"{path}.csv").content.decode()
        embedded = client.get(f"{path}.embed").content.decode()
        found[f"{where}.embed"] = f">{cancelled}<" in embedded and ">The speaker is ill.<" in embedded
    html = client.get(page.url).content.decode()
    objects = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])
    [data] = [one for one in objects if one["@type"] == "Event"]
    found["page"] = cancelled in html and "The speaker is ill." in html
    found["JSON-LD"] = data["eventStatus"] == "https://schema.org/EventCancelled"
    for where, path in {
        "list": f"{prefix}/whats-on/",
        "venue": f"{prefix}/venues/hall/",
        "month": f"{prefix}/whats-on/?view=month&date=2027-06",
    }.items():
        found[where] = f'badge--danger">{cancelled}<' in client.get(path).content.decode()
    return found


def test_everything_says_so_in_both_languages_with_the_next_request(client, in_two_languages):
    before = {language: says_so(client, page, language) for language, page in in_two_languages.items()}
    published = list(Page.objects.values_list("pk", "last_published_at", "latest_revision"))

    announce_change(facts=in_two_languages["en"].facts, status=Status.CANCELLED, reason="The speaker is ill.", now=NOW)

    after = {language: says_so(client, page, language) for language, page in in_two_languages.items()}
    assert {language: set(found.values()) for language, found in before.items()} == {"en": {False}, "cy": {False}}
    assert [(language, where) for language, found in after.items() for where, said in found.items() if not said] == []
    assert list(Page.objects.values_list("pk", "last_published_at", "latest_revision")) == published


def test_a_kept_copy_is_not_good_any_more(client, in_two_languages):
    kept = {extension: client.get(f"/cy/whats-on/events.{extension}")["ETag"] for extension in ("ics", "rss", "json")}

    announce_change(facts=in_two_languages["en"].facts, status=Status.CANCELLED, reason="The speaker is ill.", now=NOW)

    answers = [
        client.get(f"/cy/whats-on/events.{name}", headers={"if-none-match": tag}).status_code for name, tag in kept.items()
    ]
    assert answers == [200, 200, 200]
