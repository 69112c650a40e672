"""Planning a programme in the admin: a list that stays fast, forms for one festival, many at once, and the release."""

from datetime import date, time

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.models import Release, Session, SessionSlot
from tests.factories.core import FormatFactory, VenueRoomFactory
from tests.factories.festivals import SATURDAY, FestivalPageFactory, SessionFactory, TrackFactory, run_at
from tests.factories.users import UserFactory

LIST, ADD = "wagtailsnippets_events_session:list", "wagtailsnippets_events_session:add"


@pytest.fixture
def planner(client, editor):
    client.force_login(editor)
    return client


#: Words in another language, of which it is none.
OWN_WORDS = {"words-TOTAL_FORMS": 1, "words-0-locale": "1", "words-0-title": "Eels, again"}


def text_of(response):
    return " ".join(response.content.decode().split())


def somebody(*groups):
    user = UserFactory()
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def posted(festival, **values):
    """What the browser sends for a session with one run."""
    return {
        "festival": festival.pk,
        "title": "Eels at noon",
        "summary": "",
        "participation": "timed",
        "age_from": 0,
        "price": "free",
        "currency": "GBP",
        "runs-TOTAL_FORMS": 1,
        "runs-INITIAL_FORMS": 0,
        "runs-0-day": "2027-05-01",
        "runs-0-starts": "12:00",
        "runs-0-ends": "13:00",
        "runs-0-ORDER": 1,
        "people-TOTAL_FORMS": 0,
        "people-INITIAL_FORMS": 0,
        "words-TOTAL_FORMS": 0,
        "words-INITIAL_FORMS": 0,
    } | values


def test_a_session_is_added_to_the_festival_one_came_from(planner, festival, boathouse):
    url = f"{reverse(ADD)}?festival={festival.pk}"
    assert f'value="{festival.pk}"' in planner.get(url).content.decode()

    response = planner.post(url, posted(festival, **{"runs-0-room": boathouse.pk}))

    assert (response.status_code, response.url) == (302, f"{reverse(LIST)}?festival={festival.pk}")
    run = SessionSlot.objects.get()
    assert (run.session.title, run.session.festival, run.day, run.starts, run.room, len(run.code)) == (
        "Eels at noon", festival, SATURDAY, time(12), boathouse, 7,
    )  # fmt: skip


def test_a_time_says_why_it_is_off_in_every_language(planner, festival):
    off = {"runs-0-is_cancelled": "on", "runs-0-reason": "High water.", "runs-0-reason_cy": "Llanw uchel."}

    planner.post(f"{reverse(ADD)}?festival={festival.pk}", posted(festival) | off)

    run = SessionSlot.objects.get()
    assert (run.reason, run.reason_words) == ("High water.", {"cy": "Llanw uchel."})
    assert "Llanw uchel." in text_of(planner.get(reverse("wagtailsnippets_events_session:edit", args=[run.session_id])))


def test_a_reason_in_another_language_is_asked_for_once(planner, festival):
    """Two fields of one name would send the empty one last."""
    session = SessionFactory(festival=festival)

    text = text_of(planner.get(reverse("wagtailsnippets_events_session:edit", args=[session.pk])))

    assert [text.count(f'name="runs-0-{name}"') for name in ("reason", "reason_en", "reason_cy", "reason_ar")] == [1, 0, 1, 1]


def test_only_rooms_and_tracks_of_the_festival_are_offered(planner, events_page, festival, boathouse):
    VenueRoomFactory(name="Elsewhere")
    other = FestivalPageFactory(parent=events_page)
    TrackFactory(festival=festival, name="Under water")
    TrackFactory(festival=other.festival, name="Not ours")

    text = text_of(planner.get(f"{reverse(ADD)}?festival={festival.pk}"))

    assert [words for words in ("Boathouse", "Elsewhere", "Under water", "Not ours") if words in text] == [
        "Boathouse",
        "Under water",
    ]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"title": ""}, "This field is required"),
        ({"age_from": 9, "age_to": 5}, "The oldest age is below the youngest."),
        ({"price": "paid", "price_from": 9, "price_to": 5}, "The highest price is below the lowest."),
        ({"is_cancelled": "on"}, "Say in one sentence why"),
        ({"runs-0-ends": "12:00"}, "It ends at the moment it starts."),
        ({"runs-0-day": "2027-02-30"}, "Enter a valid date"),
        ({"runs-0-day": "2027-03-28", "runs-0-starts": "01:30"}, "The clocks go forward at that time"),
        ({"runs-0-room": "999999999999"}, "Select a valid choice"),
        ({"runs-0-is_cancelled": "on"}, "Say in one sentence why"),
        ({"runs-0-reason": "Rain.", "runs-0-reason_cy": "Mae hi'n bwrw glaw. Arhoswn yma."}, "One sentence is enough"),
        ({"festival": "999999"}, "Select a valid choice"),
        (OWN_WORDS, "own language: its words stand above."),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_kept_in_the_form(planner, festival, values, message):
    response = planner.post(f"{reverse(ADD)}?festival={festival.pk}", posted(festival) | values)

    text = text_of(response)
    assert (response.status_code, message in text, Session.objects.count()) == (200, True, 0)


def test_the_list_narrows_by_festival_day_room_track_and_person(planner, events_page, festival, boathouse, field):
    track = TrackFactory(festival=festival)
    eels = SessionFactory(
        festival=festival, title="Eels", track=track, people=["Non Prys"], runs=[run_at(SATURDAY, "10:00", "11:00", boathouse)]
    )
    SessionFactory(festival=festival, title="Otters", runs=[run_at(date(2027, 5, 2), "10:00", "11:00", field)])
    SessionFactory(festival=FestivalPageFactory(parent=events_page).festival, title="Moths", runs=[])

    def shown(query):
        text = text_of(planner.get(reverse(LIST) + query))
        return [title for title in ("Eels", "Otters", "Moths") if f">{title}</span>" in text]

    assert shown("") == ["Eels", "Otters", "Moths"]
    assert shown(f"?festival={festival.pk}") == ["Eels", "Otters"]
    for query in ("day=2027-05-01", f"room={boathouse.pk}", f"track={track.pk}", "person=prys", "q=eel"):
        assert shown(f"?festival={festival.pk}&{query}") == [eels.title], query


@pytest.mark.parametrize(
    "query", ["festival=x", "festival=99999999999999999999", "day=2027-02-30", "room=-1", "track=²", "p=0"]
)
def test_the_list_survives_bad_input(planner, festival, query):
    SessionFactory(festival=festival)

    assert planner.get(f"{reverse(LIST)}?{query}").status_code in (200, 404)


def test_the_list_costs_the_same_for_one_and_for_twenty(planner, festival, boathouse):
    counts = []
    for number in (1, 19):
        for _each in range(number):
            SessionFactory(
                festival=festival, people=["A"], kind=FormatFactory(), runs=[run_at(SATURDAY, "10:00", "11:00", boathouse)]
            )
        planner.get(reverse(LIST))
        with CaptureQueriesContext(connection) as captured:
            planner.get(reverse(LIST))
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_the_overview_warns_tells_what_would_change_and_releases(planner, festival, boathouse):
    SessionFactory(festival=festival, title="Eels", runs=[run_at(SATURDAY, "10:00", "11:00", boathouse)])
    SessionFactory(festival=festival, title="Otters", runs=[run_at(SATURDAY, "10:30", "11:30", boathouse)])
    url = reverse("festival_programme", args=[festival.pk])

    text = text_of(planner.get(url))
    assert "2 sessions are planned." in text
    assert "Boathouse, The Meadow has both “Eels” and “Otters”" in text
    assert "Nothing is released yet" in text

    response = planner.post(url, {"note": "The first programme."}, follow=True)
    assert "Version 1 is what readers see now." in text_of(response)
    assert Release.objects.values_list("number", "note").get() == (1, "The first programme.")

    Session.objects.filter(title="Eels").update(title="Eels and elvers")
    assert "Was called “Eels”." in text_of(planner.get(url))


def test_what_somebody_has_changed_meanwhile_is_looked_at_before_it_is_released(planner, festival):
    SessionFactory(festival=festival, title="Eels")
    url = reverse("festival_programme", args=[festival.pk])
    seen = planner.get(url).context["seen"]
    SessionFactory(festival=festival, title="Half a thought")

    response = planner.post(url, {"note": "All of it.", "seen": seen})

    text = text_of(response)
    assert "Somebody has changed the draft since you looked at it." in text
    assert ("2 sessions are planned." in text, "All of it." in text, Release.objects.exists()) == (True, True, False)
    planner.post(url, {"note": "All of it.", "note_cy": "Y cyfan.", "seen": response.context["seen"]})
    assert [Release.objects.get().note_in(code) for code in ("en", "cy", "ar")] == [
        ("All of it.", "en"),
        ("Y cyfan.", "cy"),
        ("All of it.", "en"),
    ]


@pytest.mark.parametrize(
    ("groups", "sees", "releases"), [((), False, False), (("Editors",), True, False), (("Moderators",), True, True)]
)
def test_releasing_is_a_permission_of_its_own(client, festival, groups, sees, releases):
    SessionFactory(festival=festival)
    client.force_login(somebody(*groups))
    url = reverse("festival_programme", args=[festival.pk])

    seen = client.get(url)
    client.post(url, {"note": ""})

    assert (seen.status_code == 200, Release.objects.exists()) == (sees, releases)
    assert ("Release the programme" in text_of(seen)) == releases


def test_a_note_that_is_too_long_is_refused(planner, festival):
    response = planner.post(reverse("festival_programme", args=[festival.pk]), {"note": "x" * 601})

    assert (response.status_code, Release.objects.exists()) == (200, False)


def test_all_festivals_are_listed_with_their_programme(planner, festival, events_page):
    SessionFactory.create_batch(2, festival=festival)
    FestivalPageFactory(parent=events_page, title="Moth Week", publish=False)

    text = text_of(planner.get(reverse("festival_programmes")))

    assert "Festival of the River" in text
    assert "Moth Week" in text


def test_the_draft_programme_can_be_seen_by_editors_before_it_is_released(planner, festival_page, festival):
    SessionFactory(festival=festival, title="Eels at noon")
    url = reverse("wagtailadmin_pages:view_draft", args=[festival_page.pk])

    response = planner.get(f"{url}?mode=programme")

    assert (response.status_code, "Eels at noon" in text_of(response)) == (200, True)
