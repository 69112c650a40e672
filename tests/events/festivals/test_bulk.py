"""What editors do to many sessions at once."""

from datetime import date, time

import pytest
from django.urls import reverse

from events.models import Session, SessionSlot
from tests.factories.festivals import SATURDAY, SessionFactory, TrackFactory, run_at

LIST = "wagtailsnippets_events_session:list"


@pytest.fixture
def planner(client, editor):
    client.force_login(editor)
    return client


def act(client, action, sessions, **values):
    ids = "&".join(f"id={session.pk}" for session in sessions)
    url = reverse("wagtail_bulk_action", args=["events", "session", action])
    return client.post(f"{url}?{ids}&next={reverse(LIST)}", values)


def test_many_sessions_get_one_track_and_room_at_once(planner, festival, boathouse, field):
    track = TrackFactory(festival=festival)
    sessions = [SessionFactory(festival=festival, runs=[run_at(SATURDAY, "10:00", "11:00", boathouse)]) for _each in range(3)]

    response = act(planner, "change_facts", sessions[:2], track=track.pk, room=field.pk)

    assert response.status_code == 302
    assert [one.track for one in Session.objects.order_by("pk")] == [track, track, None]
    assert [run.room for run in SessionSlot.objects.order_by("pk")] == [field, field, boathouse]


@pytest.mark.parametrize(
    ("by", "span"),
    [
        ({"days": 1, "minutes": 0}, (date(2027, 5, 2), time(10), time(11))),
        ({"days": 0, "minutes": -90}, (date(2027, 5, 1), time(8, 30), time(9, 30))),
        ({"days": 0, "minutes": 800}, (date(2027, 5, 1), time(23, 20), time(0, 20))),
        ({"days": 0, "minutes": 840}, (date(2027, 5, 2), time(0), time(1))),
    ],
)
def test_many_sessions_move_in_time_at_once(planner, festival, by, span):
    session = SessionFactory(festival=festival)

    act(planner, "move", [session], **by)

    assert SessionSlot.objects.values_list("day", "starts", "ends").get() == span


def test_many_sessions_are_cancelled_at_once_with_a_reason(planner, festival):
    session = SessionFactory(festival=festival)

    assert act(planner, "cancel", [session]).status_code == 200
    session.refresh_from_db()
    assert not session.is_cancelled

    act(planner, "cancel", [session], reason="A storm is coming.", reason_cy="Mae storm ar ddod.")
    session.refresh_from_db()
    assert (session.is_cancelled, session.reason) == (True, "A storm is coming.")
    assert [(one.locale.language_code, one.reason) for one in session.words.all()] == [("cy", "Mae storm ar ddod.")]


@pytest.mark.parametrize(
    ("action", "values"),
    [
        ("move", {"days": 0, "minutes": 0}),
        ("move", {"days": "x", "minutes": 10**9}),
        ("change_facts", {}),
        ("change_facts", {"track": "x"}),
        ("cancel", {"reason": "It rains hard. We stay in."}),
        ("cancel", {"reason": "A storm is coming.", "reason_cy": "Mae storm ar ddod. Arhoswch gartref."}),
    ],
)
def test_an_action_that_says_nothing_changes_nothing(planner, festival, action, values):
    session = SessionFactory(festival=festival)
    before = SessionSlot.objects.values().get()

    assert act(planner, action, [session], **values).status_code == 200

    assert SessionSlot.objects.values().get() == before
