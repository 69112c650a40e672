"""The hour that clocks show twice on 31 October 2027 in Europe/London: every output says which of the two is meant."""

import csv
import io
import re
from datetime import UTC, date, datetime, time, timedelta
from html import unescape
from urllib.parse import unquote

import pytest
import time_machine
from icalendar import Calendar

from core.dates import clock_words, local
from core.outputs.calendars import to_ics
from core.outputs.spreadsheets import cell, to_csv
from events.festivals.services import release_programme
from events.models import EventDate
from events.presenters import google_url, office_url, outlook_url
from tests.core.outputs.entries import a_listing, an_entry
from tests.factories.core import VenueFactory, VenueRoomFactory
from tests.factories.events import EventPageFactory
from tests.factories.festivals import FestivalPageFactory, SessionFactory, run_at
from tests.factories.opportunities import (
    FundingCallPageFactory,
    OpportunitiesPageFactory,
    TrainingPageFactory,
    training_run,
    written_round,
)
from tests.factories.schools import SummerSchoolPageFactory, school_run

NOW = datetime(2027, 10, 1, 12, tzinfo=UTC)
THE_DAY = date(2027, 10, 31)
FIRST, SECOND = datetime(2027, 10, 31, 0, 30, tzinfo=UTC), datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
#: Where the day itself is meant.
MIDNIGHT = datetime(2027, 10, 31, tzinfo=UTC)
QUARTER = timedelta(minutes=15)
#: What a machine may take for a moment of that day, with its offset if it has one.
MACHINE_TIME = re.compile(r"(2027-?10-?31)[T ](\d\d):?(\d\d)(?::?(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d| UTC)?")


def moments(text):
    """Every moment of that day in an output; one whose offset nobody wrote is None."""
    return {_moment(*found) for found in MACHINE_TIME.findall(unquote(unescape(text)))}


def _moment(day, hour, minute, _second, offset):
    if not offset:
        return None
    written = f"{day.replace('-', '')}{hour}{minute}{offset.replace(' UTC', 'Z')}"
    return datetime.strptime(written, "%Y%m%d%H%M%z").astimezone(UTC)


def events(events_page):
    venue = VenueFactory(name="Dome", slug="dome")
    dates = [EventDate(start_date=THE_DAY, start_time=time(1, 30), end_time=time(1, 45), which_time="second")]
    page = EventPageFactory(parent=events_page, title="Night walk", slug="walk", venue=venue, dates=dates)
    return page.url, {SECOND, SECOND + QUARTER}


def festivals(events_page):
    page = FestivalPageFactory(parent=events_page, slug="night", venues=[VenueFactory(slug="meadow")])
    room = VenueRoomFactory(venue=page.festival.venues.first() or VenueFactory())
    SessionFactory(festival=page.festival, title="Bats", runs=[run_at(THE_DAY, "01:30", "01:45", room)])
    release_programme(festival=page.festival, note="", now=NOW)
    return page.url, {FIRST, FIRST + QUARTER}


def schools(events_page):
    run = school_run(
        start_date=THE_DAY, end_date=THE_DAY, start_time=time(1, 30), end_time=time(1, 45), opens_at=None, closes_at=None
    )
    page = SummerSchoolPageFactory(parent=events_page, slug="school", runs=[run])
    return page.url, {FIRST, FIRST + QUARTER}


def calls(events_page):
    parent = OpportunitiesPageFactory(parent=events_page.get_parent())
    page = FundingCallPageFactory(parent=parent, slug="call", rounds=[written_round(closes_at=FIRST)])
    return page.url, {FIRST}


def courses(events_page):
    parent = OpportunitiesPageFactory(parent=events_page.get_parent())
    run = training_run(starts_at=FIRST, ends_at=FIRST + QUARTER)
    return TrainingPageFactory(parent=parent, slug="course", rounds=[run]).url, {FIRST, FIRST + QUARTER}


@pytest.mark.parametrize(
    ("build", "path"),
    [
        *(
            (events, path)
            for path in ("", "event.ics", "event.json", "../", "../events.ics", "../events.json", "../events.csv")
        ),
        *((events, path) for path in ("/venues/dome/", "/venues/dome/events.ics", "/venues/dome/events.json")),
        *((festivals, path) for path in ("programme.ics", "programme.json", "programme.csv", "programme/")),
        *((schools, path) for path in ("", "summer-school.ics", "summer-school.json")),
        *((calls, path) for path in ("", "opportunity.ics", "opportunity.json", "../opportunities.ics")),
        *((calls, path) for path in ("../opportunities.json", "../opportunities.csv")),
        *((courses, path) for path in ("", "opportunity.ics", "opportunity.json")),
    ],
)
@time_machine.travel(NOW, tick=False)
def test_every_output_says_which_of_the_two_is_meant(client, events_page, build, path):
    url, meant = build(events_page)

    if path.startswith("../"):
        url = url.rstrip("/").rpartition("/")[0] + path[2:]
    else:
        url = path if path.startswith("/") else url + path
    response = client.get(url)

    # What a calendar says of its time zones is on their clocks by its nature (RFC 5545, 3.6.5).
    found = moments(re.sub(r"BEGIN:VTIMEZONE.*?END:VTIMEZONE", "", response.content.decode(), flags=re.DOTALL))
    assert (response.status_code, found - {MIDNIGHT} <= meant, bool(found & meant)) == (200, True, True), (url, found)


@pytest.mark.parametrize("at", [FIRST, SECOND], ids=["first", "second"])
class TestOneEntry:
    @pytest.fixture
    def entry(self, at):
        return an_entry(starts_at=at, ends_at=at + QUARTER)

    def test_as_a_calendar(self, entry, at):
        text = to_ics(a_listing(entry)).decode()

        [event] = Calendar.from_ical(text).events
        assert (event.start, event.end) == (at, at + QUARTER)
        assert f"DTSTART:{at:%Y%m%dT%H%M%SZ}" in text

    @pytest.mark.parametrize("build", [google_url, outlook_url, office_url])
    def test_as_a_link_into_a_calendar_on_the_web(self, entry, at, build):
        assert moments(build(entry)) == {at, at + QUARTER}

    def test_as_a_line_of_a_spreadsheet(self, entry, at):
        [row] = csv.DictReader(io.StringIO(to_csv(a_listing(entry)).decode("utf-8-sig")))

        assert [datetime.fromisoformat(row[name]) for name in ("starts", "ends")] == [at, at + QUARTER]


def test_an_hour_later_clocks_and_spreadsheets_show_what_they_always_do():
    at = local(SECOND + timedelta(hours=1), "Europe/London")

    text = to_ics(a_listing(an_entry(starts_at=at, ends_at=at + QUARTER))).decode()

    assert (clock_words(at), cell(at)) == ("2:30am", "2027-10-31 02:30")
    assert "DTSTART;TZID=Europe/London:20271031T023000" in text


def test_what_begins_on_one_clock_and_ends_on_the_other_lasts_its_hours():
    [event] = Calendar.from_ical(to_ics(a_listing(an_entry(starts_at=FIRST, ends_at=SECOND)))).events

    assert (event.start, event.end) == (FIRST, SECOND)


def test_words_name_the_clock_where_it_matters():
    words = [clock_words(local(at, "Europe/London")).replace("\N{NO-BREAK SPACE}", " ") for at in (FIRST, SECOND)]

    assert words == ["1:30am BST", "1:30am GMT"]
