import zoneinfo
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from dateutil.tz import tzical

from core.outputs.calendars import to_ics

from .entries import HOUR, NOON, a_listing, an_entry

ZONES = [
    "Europe/London",
    "Europe/Dublin",  # where winter is the time that is saved
    "America/New_York",
    "Australia/Lord_Howe",  # by half an hour
    "Africa/Casablanca",  # at Ramadan
    "Africa/Nairobi",
    "Asia/Kathmandu",
]


@pytest.mark.parametrize("name", ZONES)
def test_a_calendar_that_only_knows_the_file_shows_the_same_hours(name):
    text = to_ics(a_listing(an_entry(timezone=name))).decode()
    zone, read = zoneinfo.ZoneInfo(name), tzical(StringIO(text)).get(name)

    # Twice an hour, on the clock; hours that a clock shows twice or never are nobody's.
    at, differences = datetime(2027, 1, 2), []
    while at < datetime(2027, 12, 31):
        early, late = (at.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
        if early.utcoffset() == late.utcoffset() and at.replace(tzinfo=read).utcoffset() != early.utcoffset():
            differences.append(at)
        at += HOUR / 2
    assert differences == []


def test_summer_time_begins_at_the_second_it_does():
    text = to_ics(a_listing(an_entry())).decode()

    assert "BEGIN:DAYLIGHT\r\nDTSTART:20270328T010000\r\n" in text
    assert "DTSTART:20271031T020000" in text


def test_only_the_years_that_are_needed_are_there():
    entries = [an_entry(), an_entry(starts_at=NOON.replace(year=2029), ends_at=NOON.replace(year=2029) + HOUR)]

    text = to_ics(a_listing(*entries)).decode()

    assert [f":{year}" in text or f",{year}" in text for year in (2025, 2027, 2029, 2031)] == [False, True, True, False]


def test_the_turn_of_the_year_belongs_to_the_years_it_is_in():
    eve = datetime(2027, 12, 31, 23, 30, tzinfo=UTC)

    text = to_ics(a_listing(an_entry(starts_at=eve, ends_at=eve + timedelta(hours=5), timezone="America/New_York"))).decode()

    assert tzical(StringIO(text)).get("America/New_York") is not None
    assert "DTSTART;TZID=America/New_York:20271231T183000" in text
