"""A programme as a table: exported, changed, looked through, brought back. A bad file says which cell is wrong, and why."""

import io
from datetime import date, time

import pytest
from django.urls import reverse
from openpyxl import Workbook

from events.models import Session, SessionSlot, Track
from tests.factories.core import AccessFeatureFactory, FormatFactory, VenueRoomFactory
from tests.factories.festivals import SessionFactory, TrackFactory
from tests.factories.users import UserFactory

HEAD = "Title,Summary,Kind,Track,People,Access,Day,Starts,Ends,Room\n"


def text_of(response):
    return response.content.decode().replace("&#x27;", "'")


def outcomes(response):
    return [(line.values.get("title", ""), line.outcome) for line in response.context["checked"].lines]


def test_new_sessions_come_with_people_access_tracks_rooms_and_several_times(desk, festival, boathouse):
    FormatFactory(slug="talk", name="Talk")
    AccessFeatureFactory(slug="bsl", name="BSL interpreted")
    text = HEAD + (
        'Eels at noon,They cross an ocean.,Talk,Under water,"Dr Non Prys, biologist; Jo Marsh",BSL interpreted,'
        "2027-05-01,12:00,1pm,Boathouse\n"
        "Eels at noon,,,,,,02/05/2027,12:00,13:00,Boathouse\n"
        "Night songs,,,,,,2027-05-01,22:00,01:00,\n"
    )

    looked = desk.look(text)
    assert outcomes(looked) == [("Eels at noon", "new"), ("Eels at noon", "changed"), ("Night songs", "new")]
    assert "New tracks:" in text_of(looked)
    assert not Session.objects.exists()

    assert desk.bring_in(text).status_code == 302
    eels, night = Session.objects.order_by("title")
    assert (eels.summary, eels.kind.slug, eels.track.name) == ("They cross an ocean.", "talk", "Under water")
    assert [(one.name, one.affiliation) for one in eels.people.all()] == [("Dr Non Prys", "biologist"), ("Jo Marsh", "")]
    assert [one.slug for one in eels.access_features.all()] == ["bsl"]
    assert [(run.day, run.starts, run.ends, run.room) for run in eels.runs.all()] == [
        (date(2027, 5, 1), time(12), time(13), boathouse),
        (date(2027, 5, 2), time(12), time(13), boathouse),
    ]
    assert (night.runs.get().ends, night.runs.get().room) == (time(1), None)


def test_what_is_exported_comes_back_as_it_is(desk, sessions):
    looked = desk.look(desk.table())

    assert {outcome for _title, outcome in outcomes(looked)} == {"same"}
    assert "Nothing would change" in text_of(looked)


def test_a_row_with_a_code_changes_what_it_names_and_leaves_the_rest(desk, festival, sessions, library):
    run = SessionSlot.objects.get(session__title="Night songs")
    uid, others = run.uid, Session.objects.exclude(pk=run.session_id).count()
    text = f"Code,Title,Day,Starts,Ends,Venue,Room\n{run.code},Songs at night,2027-05-01,18:00,19:00,library,Reading Room\n"

    desk.bring_in(text)

    run.refresh_from_db()
    assert (run.uid, run.starts, run.room, run.session.title) == (uid, time(18), library, "Songs at night")
    assert Session.objects.exclude(pk=run.session_id).count() == others


def test_bringing_the_same_file_in_twice_adds_nothing(desk, festival, boathouse):
    text = HEAD + "Eels,,,,,,2027-05-01,12:00,13:00,Boathouse\n"

    desk.bring_in(text)
    desk.bring_in(text)

    assert (Session.objects.count(), SessionSlot.objects.count()) == (1, 1)


def test_a_known_track_is_found_whatever_its_letters(desk, festival):
    TrackFactory(festival=festival, name="Under water")

    desk.bring_in(HEAD + "Eels,,,UNDER WATER,,,,,,\n")

    assert [track.name for track in Track.objects.all()] == ["Under water"]
    assert Session.objects.get().track.name == "Under water"


def test_a_workbook_does_as_well(desk, boathouse):
    book = Workbook()
    book.active.append(["Title", "Day", "Starts", "Ends", "Room"])
    book.active.append(["Eels", date(2027, 5, 1), time(12), time(13), "Boathouse"])
    file = io.BytesIO()
    book.save(file)

    assert outcomes(desk.look(file.getvalue(), "sessions.xlsx")) == [("Eels", "new")]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (",,,,,,2027-05-01,12:00,13:00,", "Say which session this is about."),
        ("Eels,,Opera,,,,,,,", "There is no"),
        ("Eels,,,,,wings,,,,", "There is no"),
        ("Eels,,,,,,2027-02-30,12:00,13:00,", "is not in any calendar"),
        ("Eels,,,,,,2027-05,12:00,13:00,", "Say which day of the month."),
        ("Eels,,,,,,2027-05-01,25:00,13:00,", "Starts"),
        ("Eels,,,,,,2027-05-01,12:00,,", "Say when it is"),
        ("Eels,,,,,,2027-03-28,01:30,03:00,", "The clocks go forward"),
        ("Eels,,,,,,2027-05-01,12:00,12:00,", "It ends at the moment it starts."),
        ("Eels,,,,,,2027-05-01,12:00,13:00,Cellar", "No venue has a room"),
        ("=1+1,,,,,,,,,", "This is a formula"),
        ("x" * 161 + ",,,,,,,,,", "longer than 160"),
        ("Eels,,,,,,2027-05-01,12:00,13:00,\nEels,,,,,,2027-05-01,12:00,14:00,", "This time is there twice."),
        ("Eels,Wet.,,,,,,,,\nEels,Dry.,,,,,,,,", "Row 2 says something else about the same session."),
    ],
)
def test_a_wrong_row_is_named_and_left_out_once_the_editor_says_so(client, desk, festival, boathouse, row, words):
    text = HEAD + row + "\nFine,,,,,,2027-05-01,10:00,11:00,Boathouse\n"

    looked = desk.look(text)
    assert words in text_of(looked)
    assert "Tick this, or correct the file and upload it again." in text_of(desk.bring_in(text))
    assert not Session.objects.exists()

    brought_in = desk.bring_in(text, leave_out="on")

    assert words in text_of(client.get(brought_in.url))
    # The first of two rows that don't agree is as good as any.
    kept = [("Fine", time(10))] + [("Eels", time(12))] * ("twice" in words)
    assert list(SessionSlot.objects.order_by("starts").values_list("session__title", "starts")) == kept


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"\n\n", "sessions.csv", "This file is empty."),
        (b"%PDF-1.7", "sessions.csv", "a PDF file"),
        (b"Title\n", "sessions.csv", "headings and no rows"),
        (b"Colour\nred\n", "sessions.csv", "Say which column has the titles"),
        (b"Title\nEels\n", "sessions.exe", "Choose a CSV, XLSX or ICS file."),
        (b"Title\nEe\0ls\n", "sessions.csv", "NUL"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "sessions.ics", "Choose a CSV or XLSX file."),
        (b"Title\n" + b"x" * 1024 * 1024, "sessions.csv", "larger than 1 MB"),
    ],
)
def test_a_file_that_is_no_table_of_sessions_says_so(desk, festival, content, name, words):
    response = desk.look(content, name)

    assert (response.status_code, words in text_of(response)) == (200, True)


def test_a_confirmation_that_was_tampered_with_is_read_again_and_refused(client, editor, festival):
    client.force_login(editor)
    url = reverse("festival_import_sessions", args=[festival.pk])

    response = client.post(url, {"upload": "made up", "confirm": "1"})

    assert (response.status_code, "The file is not kept any longer. Choose it again." in text_of(response)) == (200, True)


def test_cells_that_spreadsheets_would_work_out_are_made_harmless(desk, festival):
    SessionFactory(festival=festival, title="=HYPERLINK(1)", runs=[])

    assert "'=HYPERLINK(1)" in desk.table()


def test_who_may_not_plan_brings_nothing_in(client, festival):
    client.force_login(UserFactory())

    for name in ("festival_import_sessions", "festival_sessions_table"):
        assert client.get(reverse(name, args=[festival.pk])).status_code in (302, 403), name


def test_rooms_of_the_same_name_in_two_venues_ask_which(desk, festival, boathouse):
    VenueRoomFactory(name="Hall")
    VenueRoomFactory(name="Hall")

    looked = desk.look(HEAD + "Eels,,,,,,2027-05-01,12:00,13:00,Hall\n")

    assert "Several venues have a room “Hall”." in text_of(looked)
