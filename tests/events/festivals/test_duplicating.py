"""A session like one that is there, with identities of its own."""

from datetime import date

from django.urls import reverse

from events.models import Session
from tests.factories.core import AccessFeatureFactory
from tests.factories.festivals import SATURDAY, SessionFactory, run_at


def test_a_session_is_duplicated_onto_another_day_with_codes_of_its_own(client, editor, festival, boathouse):
    client.force_login(editor)
    old = SessionFactory(
        festival=festival,
        title="Eels",
        people=["Non Prys"],
        access_features=[AccessFeatureFactory(slug="bsl")],
        words={"cy": {"title": "Llysywod"}},
        runs=[run_at(SATURDAY, "12:00", "13:00", boathouse)],
    )

    response = client.post(reverse("duplicate_session", args=[old.pk]), {"title": "Eels", "with_times": "on", "days": "1"})

    new = Session.objects.exclude(pk=old.pk).get()
    run = new.runs.get()
    assert response.status_code == 302
    assert ([one.name for one in new.people.all()], [one.title for one in new.words.all()]) == (["Non Prys"], ["Llysywod"])
    assert [one.slug for one in new.access_features.all()] == ["bsl"]
    assert (run.day, run.room) == (date(2027, 5, 2), boathouse)
    assert (new.uid != old.uid, run.code != old.runs.get().code, run.uid != old.runs.get().uid) == (True, True, True)


def test_a_duplicate_on_the_same_day_leaves_the_room_to_the_first(client, editor, festival, boathouse):
    client.force_login(editor)
    old = SessionFactory(festival=festival, title="Eels", runs=[run_at(SATURDAY, "12:00", "13:00", boathouse)])

    client.post(reverse("duplicate_session", args=[old.pk]), {"title": "More eels", "with_times": "on", "days": "0"})

    assert Session.objects.get(title="More eels").runs.get().room is None
