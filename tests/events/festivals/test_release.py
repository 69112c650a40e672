"""Readers see the last release, whole and unchanging, whatever editors do meanwhile."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from events.festivals.changelog import lines_by_version
from events.festivals.services import DraftHasChanged, NothingToRelease, Snapshot, draft_of, release_programme
from events.models import Occurrence, Release, ReleasedSession, Session, SessionSlot, SessionWords, Track, TrackWords
from tests.factories.core import AccessFeatureFactory, FormatFactory
from tests.factories.festivals import SATURDAY, SUNDAY, SessionFactory, TrackFactory, run_at

NOON = datetime(2027, 4, 1, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(days=1)


def release(festival, *, now=NOON, note=""):
    return release_programme(festival=festival, note=note, now=now)


def version(of):
    """Every value of the rows that a release wrote for good."""
    return (
        list(ReleasedSession.objects.filter(release=of).order_by("pk").values()),
        Release.objects.filter(pk=of.pk).values().get(),
    )


def changes(of, language="en"):
    return lines_by_version(of.festival.translation_key, language=language)[of.number]


def slots(of):
    """Every value of the slots that readers see."""
    return list(Occurrence.objects.slots_of(of).values())


def lines(of, language="en"):
    return [" ".join(filter(None, (line.in_words, line.reason))) for line in changes(of, language)]


@pytest.fixture
def eels(festival, boathouse):
    return SessionFactory(
        festival=festival,
        title="Eels at noon",
        kind=FormatFactory(slug="talk"),
        track=TrackFactory(festival=festival, name="Under water"),
        runs=[run_at(SATURDAY, "12:00", "13:00", boathouse)],
        people=["Dr Non Prys"],
        access_features=[AccessFeatureFactory(slug="bsl")],
        words={"cy": {"title": "Llysywod am hanner dydd"}},
    )


def test_what_never_had_a_time_can_be_cancelled_and_taken_away(client, festival_page, festival, eels):
    idle = SessionFactory(festival=festival, title="Some time", runs=[])
    release(festival)
    answers = []
    for number, change in enumerate((lambda: setattr(idle, "is_cancelled", True), idle.delete), start=1):
        change()
        if idle.pk:
            idle.reason = "Nobody has time."
            idle.save()
        made = release(festival, now=NOON + timedelta(hours=number))
        with time_machine.travel(made.released_at + timedelta(minutes=5), tick=False):
            pages = (festival_page.url, f"{festival_page.url}programme/")
            answers.append([changes(made)[0].change.kind, *(client.get(page).status_code for page in pages)])

    assert answers == [["cancelled", 200, 200], ["removed", 200, 200]]


def test_a_release_keeps_everything_readers_are_told(festival, eels, editor):
    made = release_programme(festival=festival, note="The first programme.", now=NOON, user=editor)

    [session], [run] = made.sessions.all(), Occurrence.objects.slots_of(festival)
    assert (made.number, made.note, made.released_by, made.timezone, changes(made)) == (
        1, "The first programme.", editor, "Europe/London", [],
    )  # fmt: skip
    assert made.tracks == [{"key": "under-water", "words": {"en": "Under water"}}]
    assert {code: words["title"] for code, words in session.words.items()} == {
        "en": "Eels at noon",
        "cy": "Llysywod am hanner dydd",
    }
    assert (session.kind, session.track, session.access, session.people) == (
        "talk", "under-water", ["bsl"], [{"name": "Dr Non Prys", "affiliation": ""}],
    )  # fmt: skip
    assert (run.uid, run.code) == eels.runs.values_list("uid", "code").get()
    assert (run.starts_at, run.ends_at, run.room_name, run.venue_name) == (
        datetime(2027, 5, 1, 11, 0, tzinfo=UTC), datetime(2027, 5, 1, 12, 0, tzinfo=UTC), "Boathouse", "The Meadow",
    )  # fmt: skip


def test_no_edit_of_the_draft_changes_what_was_released(festival, eels, boathouse):
    made = release(festival)
    before, slots_before = version(made), slots(festival)
    assert len(slots_before) == 1

    SessionSlot.objects.update(day=SUNDAY, starts=time(9), room=None)
    Session.objects.update(title="Something else", price="paid", is_cancelled=True)
    SessionWords.objects.all().delete()
    Track.objects.update(name="Renamed")
    SessionFactory(festival=festival, title="Another")
    boathouse.name = "Shed"
    boathouse.save()
    assert (version(made), slots(festival)) == (before, slots_before)

    Session.objects.all().delete()
    assert (version(made), slots(festival)) == (before, slots_before)

    release(festival, now=LATER)
    assert (version(made), slots(festival)) == (before, [])


def test_releasing_the_same_again_is_refused(festival, eels):
    release(festival)

    with pytest.raises(NothingToRelease):
        release(festival, now=LATER)

    assert festival.releases.count() == 1


def test_two_releases_cannot_have_one_number(festival, eels):
    made = release(festival)

    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.create(festival=festival, number=made.number, released_at=LATER, timezone="UTC", language="en")


def test_an_empty_programme_can_be_released_first(festival):
    assert release(festival).number == 1


def test_a_calendar_hears_of_what_changed_and_of_nothing_else(festival, eels, boathouse):
    SessionFactory(festival=festival, title="Otters", runs=[run_at(SUNDAY, "12:00", "13:00", boathouse)])
    release(festival)

    SessionSlot.objects.filter(session=eels).update(starts=time(12, 30))
    release(festival, now=LATER)

    rows = Occurrence.objects.slots_of(festival).select_related("session")
    found = {row.session.words["en"]["title"]: (row.sequence, row.modified) for row in rows}
    assert found == {"Eels at noon": (1, LATER), "Otters": (0, NOON)}


def cancel(session, boathouse, field):
    Session.objects.filter(pk=session.pk).update(is_cancelled=True, reason="The eels have left.")


def move(session, boathouse, field):
    session.runs.update(starts=time(13), ends=time(14))


def change_room(session, boathouse, field):
    session.runs.update(room=field)


def lose_room(session, boathouse, field):
    session.runs.update(room=None)


def cancel_run(session, boathouse, field):
    session.runs.update(is_cancelled=True, reason="High water.")


def add_run(session, boathouse, field):
    session.runs.add(run_at(SUNDAY, "10:00", "11:00", field))
    session.save()


def rename(session, boathouse, field):
    Session.objects.filter(pk=session.pk).update(title="Eels at one")


def tell_more(session, boathouse, field):
    Session.objects.filter(pk=session.pk).update(age_from=8, price="paid", summary="All about eels.")


def delete(session, boathouse, field):
    session.delete()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (cancel, "Eels at noon: Cancelled. The eels have left."),
        (move, "Eels at noon: Is now Saturday 1 May, 1pm to 2pm, not Saturday 1 May, midday to 1pm."),
        (
            change_room,
            "Eels at noon: Saturday 1 May, midday to 1pm: is now in Lower Field, The Meadow, not Boathouse, The Meadow.",
        ),
        (
            lose_room,
            "Eels at noon: Saturday 1 May, midday to 1pm: is now in a room to be announced, not Boathouse, The Meadow.",
        ),
        (cancel_run, "Eels at noon: Cancelled on Saturday 1 May, midday to 1pm. High water."),
        (add_run, "Eels at noon: Also on Sunday 2 May, 10am to 11am, Lower Field, The Meadow."),
        (rename, "Eels at one: Was called “Eels at noon”. New: title."),
        (tell_more, "Eels at noon: New details: ages, price, description."),
        (delete, "Eels at noon: No longer in the programme."),
    ],
)
def test_what_changed_is_told_in_words(festival, eels, boathouse, field, change, told):
    release(festival)

    change(eels, boathouse, field)

    assert lines(release(festival, now=LATER)) == [told]


def test_what_is_taken_back_is_told_too(festival, eels, boathouse, field):
    cancel(eels, boathouse, field)
    cancel_run(eels, boathouse, field)
    release(festival)

    Session.objects.update(is_cancelled=False)
    SessionSlot.objects.update(is_cancelled=False)

    assert lines(release(festival, now=LATER)) == [
        "Eels at noon: Takes place on Saturday 1 May, midday to 1pm after all.",
        "Eels at noon: Takes place after all.",
    ]


def test_what_is_new_is_told_in_the_readers_language_where_there_are_words(festival, eels, boathouse):
    release(festival)
    SessionFactory(
        festival=festival,
        title="Otters",
        runs=[run_at(SUNDAY, "12:00", "13:00", boathouse)],
        words={"cy": {"title": "Dyfrgwn"}},
    )
    SessionFactory(festival=festival, title="Rain", runs=[])

    latest = release(festival, now=LATER)

    assert lines(latest) == [
        "Otters: New in the programme: Sunday 2 May, midday to 1pm, Boathouse, The Meadow.",
        "Rain: New in the programme.",
    ]
    assert [(line.about, line.about_language) for line in changes(latest, "cy")] == [("Dyfrgwn", ""), ("Rain", "en")]


def test_a_track_can_be_renamed_by_a_release_alone(festival, eels):
    release(festival)
    TrackWords.objects.create(track=eels.track, locale_id=SessionWords.objects.get().locale_id, name="Dan y dŵr")

    latest = release(festival, now=LATER)

    assert (changes(latest), latest.tracks[0]["words"]["cy"]) == ([], "Dan y dŵr")


@pytest.mark.parametrize("of", ["session", "run"])
def test_a_reason_can_be_corrected_and_translated_by_a_release_alone(festival, eels, of):
    told = {"is_cancelled": True, "reason": "The eels have felt."}
    (Session.objects if of == "session" else SessionSlot.objects).update(**told)
    release(festival)

    (Session.objects if of == "session" else SessionSlot.objects).update(reason="The eels have left.")
    if of == "session":
        SessionWords.objects.update(reason="Mae'r llysywod wedi gadael.")
    else:
        SessionSlot.objects.update(reason_words={"cy": "Mae'r llysywod wedi gadael."})

    release(festival, now=LATER)

    [run] = Occurrence.objects.slots_of(festival)
    assert (run.session if of == "session" else run).reasons == {
        "en": "The eels have left.",
        "cy": "Mae'r llysywod wedi gadael.",
    }
    assert run.sequence == 1


@pytest.mark.parametrize(
    ("starts", "ends", "minutes"),
    [("01:30", "02:30", 60), ("01:30", "02:15", 45), ("01:00", "01:30", 30), ("00:30", "02:30", 60), ("23:30", "01:30", 120)],
)
def test_a_time_that_clocks_jump_over_is_released_as_long_as_it_says(festival, starts, ends, minutes):
    """Forms refuse it, but sessions are moved many at once, and festivals to another time zone."""
    day = date(2027, 3, 27 if starts == "23:30" else 28)
    SessionFactory(festival=festival, runs=[run_at(day, starts, ends)])

    release(festival)

    [run] = Occurrence.objects.slots_of(festival)

    assert run.ends_at - run.starts_at == timedelta(minutes=minutes)


def test_who_looked_at_another_draft_is_asked_to_look_again(festival, eels):
    seen = draft_of(festival).fingerprint
    SessionSlot.objects.update(starts=time(11, 30))

    with pytest.raises(DraftHasChanged):
        release_programme(festival=festival, note="", now=NOON, seen=seen)

    assert not festival.releases.exists()
    assert release_programme(festival=festival, note="", now=NOON, seen=draft_of(festival).fingerprint).number == 1


def test_a_draft_looks_like_the_release_it_becomes(festival, eels):
    draft = draft_of(festival)

    stored = Snapshot.of_release(release(festival))

    assert [(run.code, run.starts_at, run.session.words) for run in draft.runs] == [
        (run.code, run.starts_at, run.session.words) for run in stored.runs
    ]
