"""The dry run: what a file would do, cell by cell."""

import pytest
from wagtail.models import Page

from events.models import EventPage, ExternalId, Import, ImportRow, SavedMapping
from tests.factories.events import EventPageFactory

from .desk import HEADING, outcomes
from .files import csv_file


def test_the_dry_run_changes_nothing_and_says_what_would(desk, events_page):
    known = EventPageFactory(parent=events_page, title="Moons", summary="Old words.", dates=[])
    ExternalId.objects.create(external_id="M", page=known)
    same = EventPageFactory(parent=events_page, title="Same", summary="", dates=[])
    ExternalId.objects.create(external_id="S", page=same)
    before = Page.objects.count()

    response = desk.check(
        csv_file("Reference,Title,Summary,Starts", "N,New,,", "M,Moons,New words.,", "S,Same,,", "B,Bad,,13:99")
    )

    assert Page.objects.count() == before
    assert outcomes() == [
        (2, "new", {}),
        (3, "changed", {}),
        (4, "same", {}),
        (5, "error", {"starts": "“13:99” is not a time. Write it like 18:00."}),
    ]
    body = response.content.decode()
    assert "Row 5, Starts: “13:99” is not a time." in body
    assert "Changed. Was: Old words." in body
    assert ImportRow.objects.get(number=3).changes == {"summary": ["Old words.", "New words."]}


NOBODY = "There is no event “engage:nonsense”. Leave the cell empty for a new one."


@pytest.mark.parametrize(
    ("heading", "cell", "problem"),
    [
        ("Title", "", {"title": "An event needs a title."}),
        ("Title", "x" * 256, {"title": "This is longer than 255 characters."}),
        ("Day", "soon", {"day": "“soon” is not a date. Write it like 2027-03-18 or 18/03/2027."}),
        ("Day", "29/02/2027", {"day": "“29/02/2027” is not in any calendar."}),
        ("Starts", "25:00", {"starts": "“25:00” is not a time. Write it like 18:00."}),
        ("Starts", "20:00", {"ends": "It ends before it starts. If it goes past midnight, give the last day too."}),
        ("Last day", "01/03/2027", {"last_day": "The last day is before the first one."}),
        ("More dates", "2027-03-18 18:00 to 19:00", {"more_dates": "One date is there twice."}),
        ("Venue", "Moon base", {"venue": "There is no venue called “Moon base”."}),
        ("Room", "Cellar", {"room": "“Old Observatory” has no room “Cellar”."}),
        ("Themes", "Space; Cheese", {"themes": "There is no theme called “Cheese”."}),
        ("Format", "talks", {"format": "There is no format called “talks”."}),
        ("Minimum age", "8+", {"age_from": "“8+” is not a whole number up to 150."}),
        ("Minimum age", "9" * 400, {"age_from": f"“{'9' * 60}” is not a whole number up to 150."}),
        ("Price", "cheap", {"price": "“cheap” is none of: free, paid, pay-what-you-can."}),
        ("Price from", "four", {"price_from": "“four” is not an amount of money."}),
        ("Price from", "NaN", {"price_from": "“NaN” is not an amount of money."}),
        ("Price from", "1e99", {"price_from": "“1e99” is not an amount of money."}),
        ("Price from", "€5", {"price_from": "“€5” is not an amount of money."}),
        ("Currency", "pounds", {"currency": "Write a currency by its three capital letters, such as GBP."}),
        ("Email", "nobody", {"contact_email": "“nobody” is not an address."}),
        ("Booking link", "javascript:alert(1)", {"booking_url": "“javascript:alert(1)” is not an address."}),
        ("Booking", "external", {"booking_url": "Give the address where people book."}),
        ("Time zone", "Mars/Base", {"timezone": "Write a time zone by its IANA name, such as Europe/London."}),
        ("Summary", "=1+1", {"summary": "This is a formula: “=1+1”. Paste its value instead."}),
        ("Reference", "engage:nonsense", {"reference": NOBODY}),
    ],
)  # fmt: skip
def test_a_bad_cell_is_named_with_its_row_and_nothing_can_be_imported(desk, heading, cell, problem):
    row = {"Title": "Stars", "Day": "18/03/2027", "Starts": "18:00", "Ends": "19:00", "Venue": "Old Observatory"} | {
        heading: cell
    }
    before = Page.objects.count()

    response = desk.check(csv_file(",".join(row), ",".join(row.values())))
    desk.press("confirm", leave_out="on")

    assert (outcomes(), Page.objects.count()) == ([(2, "error", problem)], before)
    html = response.content.decode()
    assert ("There is nothing to import." in html, "Change the columns" in html) == (True, True)


def test_a_time_that_the_clocks_jump_over_is_asked_about(desk):
    desk.check(csv_file("Title,Day,Starts", "Stars,28/03/2027,01:30"))

    [(_number, outcome, problems)] = outcomes()

    assert (outcome, list(problems)) == ("error", ["starts"])


def test_rows_with_errors_hold_up_the_rest_until_the_editor_leaves_them_out(desk):
    desk.check(csv_file("Title,Starts", "Good,", "Bad,13:99"))

    refused = desk.press("confirm")
    before = EventPage.objects.count()
    desk.press("confirm", leave_out="on")

    assert (refused.status_code, before, [page.title for page in EventPage.objects.all()]) == (422, 0, ["Good"])


def test_the_same_reference_twice_is_an_error(desk):
    desk.check(csv_file("Reference,Title", "A,One", "A,Two"))

    assert outcomes() == [(2, "new", {}), (3, "error", {"reference": "“A” is already in row 2."})]


def test_a_story_with_more_than_plain_text_is_not_overwritten(desk, events_page):
    page = EventPageFactory(parent=events_page, story=HEADING)
    ExternalId.objects.create(external_id="A", page=page)

    desk.check(csv_file("Reference,Description", "A,Flat text"))

    assert outcomes() == [(2, "error", {"story": "The story on this page has more than plain text. Change it there."})]


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.csv", "The submitted file is empty."),
        (b"%PDF-1.4", "a.xlsx", "This is a PDF file."),
    ],
)
def test_a_bad_file_stores_nothing_and_says_why(desk, content, name, words):
    response = desk.upload(content, name)

    assert (response.status_code, Import.objects.count()) == (422, 0)
    assert response.context["form"].errors["file"][0].startswith(words)


def test_columns_are_guessed_chosen_and_kept_under_a_name(desk):
    content = csv_file("Was,Wann", "Sterne,18/03/2027")
    response = desk.upload(content)
    nothing = desk.client.post(response.url, {})
    twice = desk.client.post(response.url, {"column-0": "title", "column-1": "title"})
    desk.client.post(response.url, {"column-0": "title", "column-1": "day", "save_as": "From the museum"})

    assert [one.status_code for one in (nothing, twice)] == [422, 422]
    assert SavedMapping.objects.get().columns == {"Was": "title", "Wann": "day"}
    desk.upload(content)
    assert Import.objects.latest("pk").columns == {"Was": "title", "Wann": "day"}
