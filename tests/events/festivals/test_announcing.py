"""What cannot wait for the next release: one change, told at once, and nothing of the draft with it."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.urls import reverse
from icalendar import Calendar
from wagtail.models import GroupPagePermission, Locale

from events.choices import SessionChange
from events.festivals.services import NothingToRelease, SessionNews, announce_session, release_programme
from events.models import Session, SessionSlot
from tests.factories.festivals import SATURDAY, FestivalPageFactory, SessionFactory
from tests.factories.users import UserFactory

MORNING = datetime(2027, 5, 1, 7, 0, tzinfo=UTC)
REASON = "The speaker's train has stopped at Severn Tunnel Junction."


def news(title, kind, *, code="", **values):
    return SessionNews(session=Session.objects.get(title=title).uid, code=code, kind=kind, reason=REASON, **values)


def announce(festival, *args, **values):
    return announce_session(festival=festival, news=news(*args, **values), now=MORNING)


def run_of(title, day=SATURDAY):
    return SessionSlot.objects.get(session__title=title, day=day)


def part_of(text, title):
    return text.partition(f'data-title="{title}"')[2].partition("</li>")[0]


def test_readers_hear_of_it_at_once_and_see_nothing_else_of_the_draft(read, client, festival, festival_page, sessions):
    SessionFactory(festival=festival, title="Secret session")
    Session.objects.filter(title="Mud kitchen").update(title="Secret kitchen")

    release = announce(festival, "Night songs", SessionChange.CANCELLED)

    assert release.number == 2
    assert "Cancelled" in part_of(read(), "Night songs")
    assert REASON.replace("'", "&#x27;") in part_of(read(), "Night songs")
    assert REASON.replace("'", "&#x27;") in read("changes/")
    for path in ("programme/", "changes/", "programme.json", "changes.atom"):
        assert "Secret" not in read(path), path
    calendar = Calendar.from_ical(client.get(festival_page.url + "programme.ics").content)
    status = {str(event["SUMMARY"]): (event.get("STATUS"), event["SEQUENCE"]) for event in calendar.events}
    assert status["Cancelled: Night songs"] == ("CANCELLED", 1)


def test_the_next_release_does_not_take_it_back(read, festival, sessions):
    announce(festival, "Night songs", SessionChange.CANCELLED)
    announce(festival, "Mud kitchen", SessionChange.MOVED, code=run_of("Mud kitchen").code, day=SATURDAY,
             starts=time(11), ends=time(16))  # fmt: skip

    with pytest.raises(NothingToRelease):
        release_programme(festival=festival, note="", now=MORNING)
    assert "11am to 4pm" in part_of(read(), "Mud kitchen")


def test_one_of_several_times_is_cancelled_and_comes_back(read, festival, sessions):
    saturday = run_of("Eels at noon")

    announce(festival, "Eels at noon", SessionChange.CANCELLED, code=saturday.code)
    text = read()
    assert "session--cancelled" in text.partition(f'id="run-{saturday.code}"')[0].rpartition("<li")[2]
    assert text.count("session--cancelled") == 2  # and the otters, which were cancelled before

    announce(festival, "Eels at noon", SessionChange.RESTORED, code=saturday.code)
    assert read().count("session--cancelled") == 1
    assert "Takes place on Saturday 1 May, midday to 1pm after all." in read("changes/")


def test_another_room_is_told_with_the_old_one_and_the_reason(read, festival, sessions, library):
    announce(festival, "Mud kitchen", SessionChange.ROOM, room=library)

    assert "Reading Room, Central Library" in part_of(read(), "Mud kitchen")
    line = "is now in Reading Room, Central Library, not Lower Field, The Meadow."
    assert line in read("changes/")
    assert run_of("Mud kitchen").room == library


WELSH_REASON = "Mae trên y siaradwr wedi stopio."


@pytest.mark.parametrize("is_one_time", [True, False])
@pytest.mark.parametrize("title", ["Eels at noon", "Night songs"])
def test_a_reason_in_their_language_is_what_readers_of_it_are_told(
    client, festival, festival_page, sessions, title, is_one_time
):
    """Of one time and of all, whether the session has any words in their language or not."""
    welsh = festival_page.copy_for_translation(Locale.objects.get(language_code="cy"), copy_parents=True)
    welsh.save_revision().publish()
    code = run_of(title).code if is_one_time else ""

    announce(festival, title, SessionChange.CANCELLED, code=code, translations={"cy": WELSH_REASON})

    for path in ("programme/", "changes/", "", f"programme/{run_of(title).code}/"):
        with time_machine.travel(MORNING, tick=False):
            text = client.get(f"/cy{festival_page.url}{path}").content.decode()
            english = client.get(f"{festival_page.url}{path}").content.decode().replace("&#x27;", "'")
        assert (WELSH_REASON in text, "Severn" in text, REASON in english) == (True, False, True), path
        if title == "Night songs":
            assert 'lang="en"' in text
    with pytest.raises(NothingToRelease):
        release_programme(festival=festival, note="", now=MORNING)


def test_what_a_version_is_about_is_told_in_the_readers_language(client, festival, festival_page, sessions):
    for code in ("cy", "ar"):
        translated = festival_page.copy_for_translation(Locale.objects.get(language_code=code), copy_parents=True)
        translated.save_revision().publish()
    SessionFactory(festival=festival, title="Moths")
    release_programme(festival=festival, note="Moths are new.", note_words={"cy": "Mae gwyfynod yn newydd."}, now=MORNING)

    for path in ("changes/", "changes.atom"):
        welsh, arabic = (client.get(f"/{code}{festival_page.url}{path}").content.decode() for code in ("cy", "ar"))
        assert ("Mae gwyfynod yn newydd." in welsh, "Moths are new." in welsh) == (True, False), path
        assert "Moths are new." in arabic, path
    assert (
        '<p class="lead" lang="en" dir="ltr">Moths are new.' in client.get(f"/ar{festival_page.url}changes/").content.decode()
    )


def test_what_comes_back_leaves_no_reason_behind_in_any_language(festival, sessions):
    for code in ("", run_of("Eels at noon").code):
        announce(festival, "Eels at noon", SessionChange.CANCELLED, code=code, translations={"cy": WELSH_REASON})
        announce(festival, "Eels at noon", SessionChange.RESTORED, code=code)

    assert set(Session.objects.filter(title="Eels at noon").values_list("reason", "words__reason")) == {("", "")}
    assert list(SessionSlot.objects.exclude(reason_words={})) == []


def test_it_stands_at_the_top_for_a_day(read, festival, sessions):
    announce(festival, "Night songs", SessionChange.CANCELLED)

    with time_machine.travel(datetime(2027, 5, 1, 12, 0, tzinfo=UTC), tick=False):
        assert "Changed since yesterday" in read("")
        assert "Changed since yesterday" in read()
    with time_machine.travel(datetime(2027, 5, 2, 12, 0, tzinfo=UTC), tick=False):
        assert "Changed since yesterday" not in read("") + read()


@pytest.mark.parametrize(
    ("title", "values", "words"),
    [
        ("Otters", {"kind": SessionChange.CANCELLED}, "Nothing would change"),
        ("Night songs", {"kind": SessionChange.RESTORED}, "Nothing would change"),
        ("Night songs", {"kind": SessionChange.CANCELLED, "code": "nothere"}, "not in the programme any more"),
        (
            "Eels at noon",
            {"kind": SessionChange.MOVED, "day": date(2027, 5, 1), "starts": time(9), "ends": time(10)},
            "Say which of its times",
        ),
        (
            "Night songs",
            {"kind": SessionChange.MOVED, "day": date(2027, 3, 28), "starts": time(1, 30), "ends": time(3)},
            "The clocks go forward",
        ),
    ],
)
def test_what_would_change_nothing_or_cannot_be_is_refused_in_words(festival, sessions, title, values, words):
    with pytest.raises(ValidationError, match=words):
        announce(festival, title, values.pop("kind"), **values)

    assert festival.releases.count() == 1


@pytest.fixture
def planner(client, editor):
    with time_machine.travel(MORNING, tick=False):
        client.force_login(editor)
        yield client


def test_an_editor_sees_what_readers_will_be_told_before_it_is_announced(planner, festival, sessions):
    url, night = reverse("festival_announce", args=[festival.pk]), Session.objects.get(title="Night songs")
    data = {"about": f"{night.uid}:{run_of('Night songs').code}", "kind": "cancelled", "reason": REASON}

    assert "Night songs: Sat 1 May 17:00–18:00, Reading Room" in planner.get(url).content.decode()
    shown = planner.post(url, data | {"reason_cy": WELSH_REASON}).content.decode().replace("&#x27;", "'")
    assert "Cancelled on Saturday 1 May, 5pm to 6pm." in shown
    welsh = shown.partition('<ul lang="cy" dir="ltr">')[2].partition("</ul>")[0]
    assert (WELSH_REASON in welsh, REASON in welsh) == (True, False)
    arabic = shown.partition('<ul lang="ar" dir="rtl">')[2].partition("</ul>")[0]
    assert f'lang="en" dir="ltr">{REASON}' in arabic
    assert festival.releases.count() == 1

    response = planner.post(url, data | {"reason_cy": WELSH_REASON, "confirm": "1"})
    assert (response.status_code, festival.latest_release().number) == (302, 2)
    assert SessionSlot.objects.filter(reason_words={"cy": WELSH_REASON}).count() == 1


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"reason": ""}, "This field is required"),
        ({"reason": "It rains hard. We stay in."}, "One sentence is enough"),
        ({"about": "1:2"}, "Select a valid choice"),
        ({"about": "\x00"}, "Select a valid choice"),
        ({"kind": "moved"}, "Say when it is now."),
        ({"kind": "moved", "day": "2027-02-30", "starts": "9", "ends": "25:00"}, "Enter a valid date"),
        ({"kind": "room"}, "Say where it is now."),
        ({"reason_cy": "Mae'n bwrw. Arhoswn yma."}, "One sentence is enough"),
        ({"kind": "room", "room": "9" * 30}, "Select a valid choice"),
    ],
)
def test_what_is_missing_or_absurd_is_said_and_nothing_happens(planner, festival, sessions, values, words):
    night = Session.objects.get(title="Night songs")
    data = {"about": f"{night.uid}:{run_of('Night songs').code}", "kind": "cancelled", "reason": REASON}
    response = planner.post(reverse("festival_announce", args=[festival.pk]), data | values | {"confirm": "1"})

    assert (response.status_code, words in response.content.decode(), festival.releases.count()) == (200, True, 1)


@pytest.mark.parametrize(
    ("may_release", "pages", "status"),
    [(True, "all", 200), (True, "other", 403), (False, "all", 403)],
)
def test_it_takes_the_permission_and_the_festivals_page(client, festival, sessions, events_page, may_release, pages, status):
    """Whoever releases one department's festival does not thereby release another's."""
    other = FestivalPageFactory(parent=events_page)
    user = UserFactory()
    group = Group.objects.create(name="Festival office")
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    if may_release:
        group.permissions.add(Permission.objects.get(codename="release_programme"))
    publish = Permission.objects.get(content_type__app_label="wagtailcore", codename="publish_page")
    GroupPagePermission.objects.create(group=group, page=events_page if pages == "all" else other, permission=publish)
    user.groups.set([group])
    client.force_login(user)
    overview, announcing = (reverse(name, args=[festival.pk]) for name in ("festival_programme", "festival_announce"))

    assert client.get(announcing).status_code in (status, 302 if status == 403 else status)
    SessionFactory(festival=festival, title="One more")
    response = client.post(overview, {"note": ""})
    assert festival.releases.count() == (2 if status == 200 else 1), response.status_code
