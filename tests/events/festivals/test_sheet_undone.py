"""A table with other people's headings, and the way back from a wrong one."""

import pytest
from django.urls import reverse

from events.festivals.services.importing import states_of
from events.models import Session, SessionSlot, Track
from tests.factories.users import UserFactory


def text_of(response):
    return response.content.decode().replace("&#x27;", "'")


def outcomes(response):
    return [(line.values.get("title", ""), line.outcome) for line in response.context["checked"].lines]


def choose(response, **names):
    """What the form of columns would send, with other choices by heading."""
    form = response.context["columns_form"]
    fields = {heading: name for name, heading in form.headings.items()}
    chosen = {name: form.data.get(name, "") for name in form.headings}
    return response.context["kept"] | chosen | {fields[heading]: column for heading, column in names.items()}


def test_columns_with_names_of_their_own_are_chosen_and_kept_for_the_next_file(client, desk, festival):
    url, text = reverse("festival_import_sessions", args=[festival.pk]), "Teitl,Wythnos\nLlysywod,12\nDyfrgwn,13\n"

    looked = desk.look(text)
    assert "Say which column has the titles of sessions" in text_of(looked)
    assert looked.context["checked"] is None
    data = choose(looked, Teitl="title") | {"save_as": "The Welsh office"}
    looked = client.post(url, data)
    assert outcomes(looked) == [("Llysywod", "new"), ("Dyfrgwn", "new")]
    assert client.post(url, looked.context["kept"] | looked.context["chosen"] | {"confirm": "1"}).status_code == 302

    assert sorted(Session.objects.values_list("title", flat=True)) == ["Dyfrgwn", "Llysywod"]
    assert outcomes(desk.look(text)) == [("Llysywod", "same"), ("Dyfrgwn", "same")]


@pytest.mark.parametrize(
    ("choice", "words"),
    [({"A": "title", "B": "title"}, "is chosen for “A” already"), ({"A": "x", "B": ""}, "Select a valid choice")],
)
def test_columns_that_cannot_be_are_said_and_nothing_is_checked(client, desk, festival, choice, words):
    data = choose(desk.look("A,B\n1,2\n"), **choice)

    response = client.post(reverse("festival_import_sessions", args=[festival.pk]), data | {"confirm": "1"})

    assert (words in text_of(response), response.context["checked"], Session.objects.exists()) == (True, None, False)


def undo(client, festival):
    return client.post(reverse("festival_undo_import", args=[festival.pk]), follow=True)


def test_the_last_import_is_taken_back_whole(client, desk, festival, sessions, library):
    before = states_of(Session.objects.values_list("uid", flat=True))
    eels = SessionSlot.objects.filter(session__title="Eels at noon").first()
    desk.bring_in(
        "Code,Title,Track,People,Access,Day,Starts,Ends,Venue,Room\n"
        f"{eels.code},Eels at one,Deep water,Jo Marsh,-,2027-05-01,13:00,14:00,library,Reading Room\n"
        ",Night songs,,,,2027-05-02,20:00,21:00,,\n"
        ",Moths,Deep water,,,2027-05-01,22:00,23:00,,\n"
    )
    assert "New sessions: 1, changed ones: 2." in text_of(client.get(reverse("festival_import_sessions", args=[festival.pk])))

    response = undo(client, festival)

    assert "The import of 3 sessions is taken back." in text_of(response)
    assert states_of(Session.objects.values_list("uid", flat=True)) == before
    assert not Track.objects.filter(name="Deep water").exists()
    assert "There is no import to take back." in text_of(undo(client, festival))


def test_what_somebody_has_built_on_an_import_stays(client, desk, festival):
    desk.bring_in("Title,Track\nEels,Water\nMoths,Water\nOtters,Water\n")
    Session.objects.filter(title="Eels").update(summary="They cross an ocean.")
    Session.objects.filter(title="Otters").delete()

    response = undo(client, festival)

    assert "The import of 1 session is taken back." in text_of(response)
    assert "Somebody has changed these since, so they stay: Eels" in text_of(response)
    assert [(one.title, one.track.name) for one in Session.objects.all()] == [("Eels", "Water")]


def test_what_is_gone_is_left_out_of_what_is_taken_back(client, desk, festival, sessions, field):
    run = SessionSlot.objects.get(session__title="Mud kitchen")
    desk.bring_in(f"Code,Title,Room\n{run.code},Mud café,Boathouse\n")
    field.delete()

    undo(client, festival)

    run.refresh_from_db()
    assert (run.session.title, run.room) == ("Mud kitchen", None)


def test_who_may_not_import_takes_nothing_back(client, desk, festival):
    desk.bring_in("Title\nEels\n")
    assert client.get(reverse("festival_undo_import", args=[festival.pk])).status_code == 405
    client.force_login(UserFactory())

    undo(client, festival)

    assert Session.objects.get().title == "Eels"
