import zoneinfo
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from core.outputs.calendars import to_ics

from .entries import HALL, HOSTILE, HOUR, NOON, UID, a_listing, an_entry


def read(*entries, **values):
    return Calendar.from_ical(to_ics(a_listing(*entries, **values)))


def test_it_says_what_it_is_where_it_is_from_and_when_to_ask_again():
    calendar = read(an_entry(), description="Everything.")

    assert {name: str(calendar[name]) for name in ("VERSION", "NAME", "X-WR-CALNAME", "DESCRIPTION", "URL", "SOURCE")} == {
        "VERSION": "2.0",
        "NAME": "What’s on",
        "X-WR-CALNAME": "What’s on",
        "DESCRIPTION": "Everything.",
        "URL": "https://engage.example/whats-on/",
        "SOURCE": "https://engage.example/whats-on/events.ics",
    }
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=6)
    assert "METHOD" not in calendar


def test_everything_known_comes_back():
    entry = an_entry(
        summary="Bring a coat.",
        sequence=3,
        published=NOON - HOUR,
        place=HALL,
        online_url="https://meet.example/stars",
        categories=("Talk", "Space, time"),
        contact="Ann, ann@example.org",
    )

    [event] = read(entry).events

    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (f"{UID}@engage", 3, "CONFIRMED")
    assert (event["DTSTAMP"].dt, event["LAST-MODIFIED"].dt, event["CREATED"].dt) == (NOON, NOON, NOON - HOUR)
    assert (event.start, event.end) == (NOON + HOUR, NOON + 2 * HOUR)
    assert event["LOCATION"] == "Hall, 1 High Street, Porthaven PH1 2AB"
    assert (event["GEO"].latitude, event["GEO"].longitude) == (51.5, -1.25)
    assert [str(name) for name in event["CATEGORIES"].cats] == ["Talk", "Space, time"]
    assert str(event["CONFERENCE"]) == "https://meet.example/stars"
    assert str(event["CONTACT"]) == "Ann, ann@example.org"
    assert event["DESCRIPTION"] == "Bring a coat.\n\nhttps://engage.example/whats-on/stars/"


def test_what_is_cancelled_stays_and_says_why():
    entry = an_entry(notice="Cancelled", reason="The dome leaks.", status="cancelled", is_cancelled=True, sequence=1)

    [event] = read(entry).events

    assert (event["SUMMARY"], event["STATUS"], event["TRANSP"]) == ("Cancelled: Stars", "CANCELLED", "TRANSPARENT")
    assert event["DESCRIPTION"].startswith("Cancelled: The dome leaks.")


def test_what_is_postponed_blocks_nobodys_time():
    [event] = read(an_entry(notice="Postponed", status="postponed", is_tentative=True)).events

    assert (event["SUMMARY"], event["STATUS"], event["TRANSP"]) == ("Postponed: Stars", "TENTATIVE", "TRANSPARENT")


def test_all_day_is_days_and_ends_the_day_after_as_calendars_expect():
    midnight = datetime(2027, 7, 2, 23, 0, tzinfo=UTC)  # 3 July in Britain

    [event] = read(an_entry(starts_at=midnight, ends_at=midnight + timedelta(days=2), is_all_day=True)).events

    assert (event["DTSTART"].params["VALUE"], event.start, event.end) == ("DATE", date(2027, 7, 3), date(2027, 7, 5))


def test_a_deadline_is_a_moment_without_an_end():
    [event] = read(an_entry(ends_at=None)).events

    assert (event["DTSTART"].dt, "DTEND" in event) == (NOON + HOUR, False)


def test_what_only_has_a_month_is_in_no_calendar():
    assert read(an_entry(has_day=False)).events == []


def test_time_zones_have_their_iana_names_and_only_the_years_that_are_needed():
    entries = [an_entry(), an_entry(uid=UID[::-1], timezone="Africa/Nairobi"), an_entry(uid="3", timezone="UTC")]

    calendar = read(*entries)

    assert sorted(str(zone["TZID"]) for zone in calendar.timezones) == ["Africa/Nairobi", "Europe/London"]
    years = {part["DTSTART"].dt.year for zone in calendar.timezones for part in zone.subcomponents}
    assert all(2025 <= year <= 2028 for year in years if year > 1970)
    assert [event["DTSTART"].params.get("TZID") for event in calendar.events] == ["Europe/London", "Africa/Nairobi", None]


@pytest.mark.parametrize(
    ("starts_at", "on_the_clock"),
    [
        (datetime(2027, 3, 18, 18, 0, tzinfo=UTC), "2027-03-18 18:00"),
        (datetime(2027, 4, 1, 17, 0, tzinfo=UTC), "2027-04-01 18:00"),  # after the clocks went forward
        (datetime(2027, 10, 30, 22, 59, tzinfo=UTC), "2027-10-30 23:59"),  # an hour later clocks show times twice
        (datetime(2027, 10, 31, 2, 0, tzinfo=UTC), "2027-10-31 02:00"),
        (datetime(2028, 2, 29, 12, 0, tzinfo=UTC), "2028-02-29 12:00"),
        (datetime(2027, 12, 31, 23, 30, tzinfo=UTC), "2027-12-31 23:30"),
    ],
)
def test_hours_are_those_on_the_clock_at_the_place(starts_at, on_the_clock):
    [event] = read(an_entry(starts_at=starts_at, ends_at=starts_at + HOUR)).events

    assert f"{event['DTSTART'].dt:%Y-%m-%d %H:%M}" == on_the_clock
    assert event["DTSTART"].dt.astimezone(zoneinfo.ZoneInfo("UTC")) == starts_at


@pytest.mark.parametrize("title", HOSTILE)
def test_no_title_breaks_out_of_its_line(title):
    body = to_ics(a_listing(an_entry(title=title, summary=title, contact=title, categories=(title,))))

    assert {len(line) <= 75 for line in body.split(b"\r\n")} == {True}
    assert b"\n" not in body.replace(b"\r\n", b"")
    [event] = Calendar.from_ical(body).events
    kept = "".join(character for character in title if character.isprintable() or character.isspace())
    assert str(event["SUMMARY"]) == " ".join(kept.split())
    assert event["UID"] == f"{UID}@engage"


def test_an_empty_list_is_a_calendar_too():
    assert (read().events, read().timezones) == ([], [])
