"""Wrong rows are named and left out once the editor says so, by every import alike."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from events.models import EventPage, Import, Session
from opportunities.external.models import FoundCall
from tests.events.imports.desk import Desk
from tests.factories.external import CallSourceFactory
from tests.factories.festivals import FestivalPageFactory
from tests.factories.users import UserFactory

FILES = Path(__file__).parent / "files"
HEAD = "Title,Day,Starts,Ends,Price,Youngest age,Booking link,Link,Closes,Summary"
FINE = "Fine,2027-05-01,10:00,11:00,free,8,https://b.example,https://f.example,2027-05-01,Come."


def row(**cells):
    """A row that is fine but for these cells."""
    return ",".join((dict(zip(HEAD.split(","), FINE.replace("Fine", "Wrong").split(","), strict=True)) | cells).values())


def table(*rows):
    return "\n".join([HEAD, *rows]).encode()


class Events:
    """Each says: what is wrong with a table, and what is there after saying yes, with the tick and without."""

    def __init__(self, client, parent):
        self.desk = Desk(client, UserFactory(is_superuser=True), parent)

    def problems(self, content):
        response = self.desk.check(content)
        return [*Import.objects.latest("pk").head["notes"], *response.context["problems"]]

    def bring_in(self, content, **said):
        self.desk.check(content)
        self.desk.press("confirm", **said)
        return sorted(EventPage.objects.values_list("title", flat=True))


class Sessions:
    def __init__(self, client, parent):
        client.force_login(UserFactory(is_superuser=True))
        festival = FestivalPageFactory(parent=parent).festival
        self.client, self.url = client, reverse("festival_import_sessions", args=[festival.pk])
        self.sent, self.yes = {}, {"confirm": "1"}

    def look(self, content):
        return self.client.post(self.url, self.sent | {"file": SimpleUploadedFile("table.csv", content)})

    def problems(self, content):
        return self.look(content).context["view"].problems

    def bring_in(self, content, **said):
        self.client.post(self.url, self.look(content).context["kept"] | self.yes | said)
        return self.titles()

    def titles(self):
        return sorted(Session.objects.values_list("title", flat=True))


class Calls(Sessions):
    def __init__(self, client, parent):
        client.force_login(UserFactory(is_superuser=True))
        self.client, self.url = client, reverse("opportunities_upload")
        self.sent, self.yes = {"source": CallSourceFactory().pk}, {"action": "import"}

    def titles(self):
        return sorted(FoundCall.objects.values_list("title", flat=True))


@pytest.fixture
def importer(request, client, events_page):
    return request.param(client, events_page)


every_importer = pytest.mark.parametrize("importer", [Events, Sessions, Calls], indirect=True)
programmes = pytest.mark.parametrize("importer", [Events, Sessions], indirect=True)


@every_importer
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (row(Title="=1+1"), "Row 2, Title: This is a formula: “=1+1”. Paste its value instead."),
        (row(Summary="x" * 20_001), "Row 2, Summary: this is longer than 20000 characters."),
    ],
    ids=["formula", "too long"],
)
def test_a_wrong_row_is_named_and_left_out_on_a_yes(importer, wrong, words):
    content = table(wrong, FINE)

    assert importer.problems(content) == [words]
    assert importer.bring_in(content, leave_out="on") == ["Fine"]


@programmes
@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"Title": "x" * 300}, "characters."),
        ({"Day": "soon"}, "Row 2, Day: “soon” is not a date. Write it like 2027-03-18 or 18/03/2027."),
        ({"Day": "29/02/2027"}, "Row 2, Day: “29/02/2027” is not in any calendar."),
        ({"Day": "03/28/2027"}, "Row 2, Day: “03/28/2027” has no month 28. Write the day first, like 18/03/2027."),
        ({"Day": ""}, "Row 2, Day: Say "),
        ({"Starts": "25:00"}, "Row 2, Starts: “25:00” is not a time. Write it like 18:00."),
        ({"Ends": "-"}, "Row 2, Ends: This can't be empty."),
        ({"Day": "2027-03-28", "Starts": "01:30"}, "locks go forward"),
        ({"Price": "cheap"}, "Row 2, Price: “cheap” is none of: free, paid, pay-what-you-can."),
        ({"Youngest age": "8+"}, "Row 2, Youngest age: “8+” is not a whole number up to 150."),
        ({"Booking link": "javascript:alert(1)"}, "Row 2, Booking link: “javascript:alert(1)” is not an address."),
    ],
    ids=lambda value: next(iter(value), "") if isinstance(value, dict) else "",
)
def test_events_and_sessions_say_the_same_of_the_same_wrong_row(importer, cells, words):
    content = table(row(**cells), FINE)

    [problem] = importer.problems(content)
    assert words in problem
    assert importer.bring_in(content) == []
    assert importer.bring_in(content, leave_out="on") == ["Fine"]


@programmes
def test_what_a_spreadsheet_shortens_beyond_knowing_is_left_out_of_the_rest(importer):
    content = (FILES / "short-days.csv").read_bytes()

    assert [problem.partition(":")[0] for problem in importer.problems(content)] == [f"Row {n}, Day" for n in (2, 3, 4, 6)]
    assert importer.bring_in(content, leave_out="on") == ["Field 14d weekday and th"]


@every_importer
def test_where_every_row_is_wrong_nothing_can_be_brought_in(importer):
    content = table(row(Title="=1+1"), row(Title="=2+2"))

    assert len(importer.problems(content)) == 2
    assert importer.bring_in(content, leave_out="on") == []


def test_an_entry_of_a_calendar_whose_dates_cannot_be_read_is_left_out(client, events_page):
    desk = Desk(client, UserFactory(is_superuser=True), events_page)

    desk.check((FILES / "one-bad-entry.ics").read_bytes(), "events.ics")

    assert Import.objects.get().head["notes"] == [
        "Entry 2, Field 05b begins as a day and ends as a time: its dates can't be read."
    ]
    desk.press("confirm")
    assert sorted(EventPage.objects.values_list("title", flat=True)) == ["Field 05a good", "Field 05c good"]
