"""Times that clocks skip or show twice."""

from datetime import date, time

import pytest

from events.imports.columns import read_date, show_date
from events.models import EventDate, Import
from events.services.spans import DateValue
from tests.factories.events import EventPageFactory

from .desk import outcomes
from .files import calendar, csv_file

TWICE = "On 31 October 2027 the clocks go back and show 01:30 twice. Say which of the two is meant."
NIGHT = csv_file("Title,Day,Starts,Ends", "Bats,31/10/2027,01:30,03:00", "Owls,30/10/2027,20:00,21:00")


def written():
    return [(row.start_time, row.which_time) for row in EventDate.objects.order_by("start_date")]


def test_a_time_shown_twice_is_told_at_its_cell_and_offered_to_be_answered(desk):
    response = desk.check(NIGHT)

    assert outcomes() == [(2, "error", {"which_time": TWICE}), (3, "new", {})]
    assert [value for value, _label in response.context["clock_form"]["which_time"].field.choices] == ["first", "second"]
    [starts] = [cell for cell in response.context["rows"][0][1] if cell.problem]
    assert (starts.text, starts.problem) == ("01:30", TWICE)


@pytest.mark.parametrize("which", ["first", "second"])
def test_the_answer_counts_for_the_whole_file(desk, which):
    desk.check(NIGHT)
    desk.press("which_time", which_time=which)
    desk.press("confirm")

    assert written() == [(time(20), ""), (time(1, 30), which)]


@pytest.mark.parametrize("which", ["", "third", "\0"])
def test_what_is_no_answer_changes_nothing(desk, which):
    desk.check(NIGHT)

    response = desk.press("which_time", which_time=which)

    assert (response.status_code, Import.objects.get().which_time) == (422, "")
    assert outcomes()[0] == (2, "error", {"which_time": TWICE})


def test_a_file_may_say_it_itself(desk):
    desk.check(
        csv_file(
            "Title,Day,Starts,Which of the two,More dates",
            "Bats,31/10/2027,01:30,second,2026-10-25 01:15 to 03:00 (first); 2027-01-01 10:00",
        )
    )
    desk.press("confirm")

    assert written() == [(time(1, 15), "first"), (time(10), ""), (time(1, 30), "second")]


def test_an_event_that_has_said_it_is_not_asked_again(desk, events_page):
    date_ = EventDate(start_date=date(2027, 10, 31), start_time=time(1, 30), which_time="second")
    page = EventPageFactory(parent=events_page, title="Bats", dates=[date_])

    desk.check(csv_file("Reference,Title,Day,Starts", f"engage:{page.translation_key},Bats,31/10/2027,01:30"))

    assert outcomes() == [(2, "same", {})]


@pytest.mark.parametrize(("clock", "which"), [("003000", "first"), ("013000", "second")])
def test_a_calendar_knows_which_is_meant(desk, clock, which):
    desk.check(calendar(f"UID:1\nSUMMARY:Bats\nDTSTART:20271031T{clock}Z\nX-WR-TIMEZONE:Europe/London"), name="events.ics")
    desk.press("confirm")

    assert written() == [(time(1, 30), which)]


def test_a_skipped_time_among_more_dates_is_told_there(desk):
    desk.check(csv_file("Title,Day,Starts,More dates", "Bats,18/03/2027,18:00,2027-03-28 01:30"))

    [(_number, outcome, problems)] = outcomes()
    assert (outcome, list(problems)) == ("error", ["more_dates"])


@pytest.mark.parametrize("which", ["first", "second"])
def test_what_is_written_of_a_date_reads_as_the_same(which):
    value = DateValue(date(2027, 10, 31), time(1, 30), None, time(3), which_time=which)

    assert read_date(show_date(value)) == value
