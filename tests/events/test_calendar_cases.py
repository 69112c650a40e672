"""The calendar's awkward days, one line each: what an editor writes, and what every reader gets.

Clocks that change, leap days, the turn of the year, months without days, and places whose clocks are their own.
"""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from icalendar import Calendar

from events.choices import Precision
from events.models import EventDate, Occurrence
from tests.events.filters.asking import titles
from tests.factories.events import EventPageFactory

LONDON = "Europe/London"
DAY = timedelta(days=1)


def written(starts, ends="", **values):
    """ "2027-03-18 18:00" as the day and the time that an editor types; a day alone is all day."""
    (day, _space, clock), (last_day, _space, last_clock) = starts.partition(" "), ends.partition(" ")
    return EventDate(
        start_date=date.fromisoformat(day),
        start_time=time.fromisoformat(clock) if clock else None,
        end_date=date.fromisoformat(last_day) if last_day else None,
        end_time=time.fromisoformat(last_clock) if last_clock else None,
        **values,
    )


def month(first, last=""):
    return written(first, last, precision=Precision.MONTH)


def at(text):
    return datetime.fromisoformat(f"{text}+00:00")


CASES = [
    # what it is, zone, what is written, from and to in UTC, words, DTSTART and DTEND, JSON, first and last day
    (
        "the last Thursday in winter time", LONDON, written("2027-03-25 18:00", "2027-03-25 19:00"),
        "2027-03-25T18:00", "2027-03-25T19:00", "Thursday 25 March 2027, 6pm to 7pm",
        "DTSTART;TZID=Europe/London:20270325T180000", "DTEND;TZID=Europe/London:20270325T190000",
        "2027-03-25T18:00:00+00:00", "2027-03-25T19:00:00+00:00", "2027-03-25", "2027-03-25",
    ),
    (
        "the first Thursday in summer time", LONDON, written("2027-04-01 18:00", "2027-04-01 19:00"),
        "2027-04-01T17:00", "2027-04-01T18:00", "Thursday 1 April 2027, 6pm to 7pm",
        "DTSTART;TZID=Europe/London:20270401T180000", "DTEND;TZID=Europe/London:20270401T190000",
        "2027-04-01T18:00:00+01:00", "2027-04-01T19:00:00+01:00", "2027-04-01", "2027-04-01",
    ),
    (
        "the night in which an hour is lost", LONDON, written("2027-03-27 22:00", "2027-03-28 03:00"),
        "2027-03-27T22:00", "2027-03-28T02:00", "Saturday 27 March 2027, 10pm to 3am",
        "DTSTART;TZID=Europe/London:20270327T220000", "DTEND;TZID=Europe/London:20270328T030000",
        "2027-03-27T22:00:00+00:00", "2027-03-28T03:00:00+01:00", "2027-03-27", "2027-03-28",
    ),
    (
        "the night in which an hour comes twice", LONDON, written("2027-10-30 22:00", "2027-10-31 03:00"),
        "2027-10-30T21:00", "2027-10-31T03:00", "Saturday 30 October 2027, 10pm to 3am",
        "DTSTART;TZID=Europe/London:20271030T220000", "DTEND;TZID=Europe/London:20271031T030000",
        "2027-10-30T22:00:00+01:00", "2027-10-31T03:00:00+00:00", "2027-10-30", "2027-10-31",
    ),
    (
        "the first of two half past ones", LONDON, written("2027-10-31 01:30", "2027-10-31 04:00", which_time="first"),
        "2027-10-31T00:30", "2027-10-31T04:00", "Sunday 31 October 2027, 1:30am\u00a0BST to 4am",
        "DTSTART:20271031T003000Z", "DTEND:20271031T040000Z",
        "2027-10-31T01:30:00+01:00", "2027-10-31T04:00:00+00:00", "2027-10-31", "2027-10-31",
    ),
    (
        "all of a day of 23 hours", LONDON, written("2027-03-28"),
        "2027-03-28T00:00", "2027-03-28T23:00", "Sunday 28 March 2027",
        "DTSTART;VALUE=DATE:20270328", "DTEND;VALUE=DATE:20270329", "2027-03-28", "2027-03-28", "2027-03-28", "2027-03-28",
    ),
    (
        "all of a day of 25 hours", LONDON, written("2027-10-31"),
        "2027-10-30T23:00", "2027-11-01T00:00", "Sunday 31 October 2027",
        "DTSTART;VALUE=DATE:20271031", "DTEND;VALUE=DATE:20271101", "2027-10-31", "2027-10-31", "2027-10-31", "2027-10-31",
    ),
    (
        "a summer that begins in winter time", LONDON, written("2027-03-01", "2027-10-31"),
        "2027-03-01T00:00", "2027-11-01T00:00", "Monday 1 March 2027 to Sunday 31 October 2027",
        "DTSTART;VALUE=DATE:20270301", "DTEND;VALUE=DATE:20271101", "2027-03-01", "2027-10-31", "2027-03-01", "2027-10-31",
    ),
    (
        "a leap day", LONDON, written("2028-02-29 10:00", "2028-02-29 12:00"),
        "2028-02-29T10:00", "2028-02-29T12:00", "Tuesday 29 February 2028, 10am to midday",
        "DTSTART;TZID=Europe/London:20280229T100000", "DTEND;TZID=Europe/London:20280229T120000",
        "2028-02-29T10:00:00+00:00", "2028-02-29T12:00:00+00:00", "2028-02-29", "2028-02-29",
    ),
    (
        "all of a leap day", LONDON, written("2028-02-29"),
        "2028-02-29T00:00", "2028-03-01T00:00", "Tuesday 29 February 2028",
        "DTSTART;VALUE=DATE:20280229", "DTEND;VALUE=DATE:20280301", "2028-02-29", "2028-02-29", "2028-02-29", "2028-02-29",
    ),
    (
        "over midnight into a new year", LONDON, written("2027-12-31 22:00", "2028-01-01 01:00"),
        "2027-12-31T22:00", "2028-01-01T01:00", "Friday 31 December 2027, 10pm to 1am",
        "DTSTART;TZID=Europe/London:20271231T220000", "DTEND;TZID=Europe/London:20280101T010000",
        "2027-12-31T22:00:00+00:00", "2028-01-01T01:00:00+00:00", "2027-12-31", "2028-01-01",
    ),
    (
        "up to the stroke of the new year", LONDON, written("2027-12-31 22:00", "2028-01-01 00:00"),
        "2027-12-31T22:00", "2028-01-01T00:00", "Friday 31 December 2027, 10pm to midnight",
        "DTSTART;TZID=Europe/London:20271231T220000", "DTEND;TZID=Europe/London:20280101T000000",
        "2027-12-31T22:00:00+00:00", "2028-01-01T00:00:00+00:00", "2027-12-31", "2027-12-31",
    ),
    (
        "New Year's Eve, as long as it lasts", LONDON, written("2027-12-31 22:00"),
        "2027-12-31T22:00", "2028-01-01T00:00", "Friday 31 December 2027, from 10pm",
        "DTSTART;TZID=Europe/London:20271231T220000", None,
        "2027-12-31T22:00:00+00:00", None, "2027-12-31", "2027-12-31",
    ),
    (
        "all day from one year to the next", LONDON, written("2027-12-31", "2028-01-01"),
        "2027-12-31T00:00", "2028-01-02T00:00", "Friday 31 December 2027 to Saturday 1 January 2028",
        "DTSTART;VALUE=DATE:20271231", "DTEND;VALUE=DATE:20280102", "2027-12-31", "2028-01-01", "2027-12-31", "2028-01-01",
    ),
    (
        "some time in a leap year's February", LONDON, month("2028-02-15"),
        "2028-02-01T00:00", "2028-03-01T00:00", "February 2028", None, None, "2028-02", "2028-02", "2028-02-01", "2028-02-29",
    ),
    (
        "some time in December", LONDON, month("2027-12-31"),
        "2027-12-01T00:00", "2028-01-01T00:00", "December 2027", None, None, "2027-12", "2027-12", "2027-12-01", "2027-12-31",
    ),
    (
        "some time in the month in which clocks go forward", LONDON, month("2027-03-01"),
        "2027-03-01T00:00", "2027-03-31T23:00", "March 2027", None, None, "2027-03", "2027-03", "2027-03-01", "2027-03-31",
    ),
    (
        "from one month of the archive to another", LONDON, month("2015-11-02", "2016-02-01"),
        "2015-11-01T00:00", "2016-03-01T00:00", "November 2015 to February 2016",
        None, None, "2015-11", "2016-02", "2015-11-01", "2016-02-29",
    ),
    (
        "New York, two weeks before London", "America/New_York", written("2027-03-15 18:00", "2027-03-15 19:00"),
        "2027-03-15T22:00", "2027-03-15T23:00", "Monday 15 March 2027, 6pm to 7pm (New York)",
        "DTSTART;TZID=America/New_York:20270315T180000", "DTEND;TZID=America/New_York:20270315T190000",
        "2027-03-15T18:00:00-04:00", "2027-03-15T19:00:00-04:00", "2027-03-15", "2027-03-15",
    ),
    (
        "Sydney, where it is summer in January", "Australia/Sydney", written("2027-01-01 09:00", "2027-01-01 10:00"),
        "2026-12-31T22:00", "2026-12-31T23:00", "Friday 1 January 2027, 9am to 10am (Sydney)",
        "DTSTART;TZID=Australia/Sydney:20270101T090000", "DTEND;TZID=Australia/Sydney:20270101T100000",
        "2027-01-01T09:00:00+11:00", "2027-01-01T10:00:00+11:00", "2027-01-01", "2027-01-01",
    ),
    (
        "Lord Howe Island, where clocks change by half an hour", "Australia/Lord_Howe", written("2027-04-04", "2027-04-04"),
        "2027-04-03T13:00", "2027-04-04T13:30", "Sunday 4 April 2027",
        "DTSTART;VALUE=DATE:20270404", "DTEND;VALUE=DATE:20270405", "2027-04-04", "2027-04-04", "2027-04-04", "2027-04-04",
    ),
    (
        "Kathmandu, three quarters of an hour off", "Asia/Kathmandu", written("2028-02-29 00:15", "2028-02-29 01:00"),
        "2028-02-28T18:30", "2028-02-28T19:15", "Tuesday 29 February 2028, 12:15am to 1am (Kathmandu)",
        "DTSTART;TZID=Asia/Kathmandu:20280229T001500", "DTEND;TZID=Asia/Kathmandu:20280229T010000",
        "2028-02-29T00:15:00+05:45", "2028-02-29T01:00:00+05:45", "2028-02-29", "2028-02-29",
    ),
    (
        "Kiritimati, where the day is another one", "Pacific/Kiritimati", written("2028-01-01 00:00", "2028-01-01 02:00"),
        "2027-12-31T10:00", "2027-12-31T12:00", "Saturday 1 January 2028, midnight to 2am (Kiritimati)",
        "DTSTART;TZID=Pacific/Kiritimati:20280101T000000", "DTEND;TZID=Pacific/Kiritimati:20280101T020000",
        "2028-01-01T00:00:00+14:00", "2028-01-01T02:00:00+14:00", "2028-01-01", "2028-01-01",
    ),
    (
        "by the clock that never changes", "UTC", written("2027-07-01 18:00", "2027-07-01 19:00"),
        "2027-07-01T18:00", "2027-07-01T19:00", "Thursday 1 July 2027, 6pm to 7pm (UTC)",
        "DTSTART:20270701T180000Z", "DTEND:20270701T190000Z",
        "2027-07-01T18:00:00+00:00", "2027-07-01T19:00:00+00:00", "2027-07-01", "2027-07-01",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    (
        "zone", "date_written", "starts_at", "ends_at", "words", "dtstart", "dtend", "json_starts", "json_ends",
        "first_day", "last_day",
    ),
    [pytest.param(*rest, id=name) for name, *rest in CASES],
)  # fmt: skip
def test_what_is_written_is_what_everybody_reads(
    client,
    events_page,
    zone,
    date_written,
    starts_at,
    ends_at,
    words,
    dtstart,
    dtend,
    json_starts,
    json_ends,
    first_day,
    last_day,
):
    page = EventPageFactory(parent=events_page, title="E", timezone=zone, dates=[date_written])
    row = Occurrence.objects.get()
    [entry] = client.get(f"{page.url}event.json").json()["entries"]
    ics = client.get(f"{page.url}event.ics").content.decode()

    assert (row.starts_at, row.ends_at) == (at(starts_at), at(ends_at))
    assert (entry["when"], entry["starts"], entry["ends"]) == (words, json_starts, json_ends)
    assert [dtstart, dtend] == [lines_of(ics, name) for name in ("DTSTART", "DTEND")]
    assert moments_of(ics) == ([(row.starts_at, row.ends_at if dtend else row.starts_at)] if "TZID" in (dtstart or "") else [])
    assert days_in_lists(row, first_day, last_day) == [False, True, True, False]


def lines_of(ics, name):
    """The property of the event as it is written; None if there is none."""
    event = ics.partition("BEGIN:VEVENT")[2]
    return next((line for line in event.splitlines() if line.startswith(name)), None)


def moments_of(ics):
    """What a program reads from the file with hours of a zone, by the zone's rules that are in the file itself."""
    calendar = Calendar.from_ical(ics)
    rules = {str(zone["TZID"]): zone.to_tz() for zone in calendar.timezones}
    return [
        tuple(moment.replace(tzinfo=rules[str(moment.tzinfo)]).astimezone(UTC) for moment in (event.start, event.end))
        for event in calendar.events
        if "TZID" in event["DTSTART"].params
    ]


def days_in_lists(row, first_day, last_day):
    """Whether the list has it on the day before, on its first and last day, and on the day after."""
    first, last = date.fromisoformat(first_day), date.fromisoformat(last_day)
    before = row.starts_at - DAY
    return [titles(f"from={day}&to={day}", now=before) == ["E"] for day in (first - DAY, first, last, last + DAY)]
