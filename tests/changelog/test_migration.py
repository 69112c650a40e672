"""What each room told before there was one log is carried over into it."""

import pytest
from django.db import connection
from django.db.migrations.exceptions import IrreversibleError
from django.db.migrations.executor import MigrationExecutor
from django.utils.dateparse import parse_datetime

from core.models import PublicChange
from events.models import Occurrence
from tests.changelog.kinds import DAY, HOUR, KINDS, NOW
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

BEFORE = [("events", "0002_public_facts_and_currencies"), ("opportunities", "0002_public_facts_and_reasons")]
WHY, WELSH = "The hall is free only later.", "Mae'r neuadd ar gael yn hwyrach."
EDIT = "5f0c7e9e-0000-4000-8000-000000000001"
STARTS, ENDS = "2027-08-09T08:00:00+00:00", "2027-08-13T16:00:00+00:00"


def migrate(targets):
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


def rows(model, *names):
    return list(model.objects.order_by("pk").values_list(*names))


@pytest.fixture
def leaves():
    """Whatever happens, the database ends as it began."""
    targets = MigrationExecutor(connection).loader.graph.leaf_nodes()
    yield targets
    migrate(targets)


def test_rows_of_every_room_are_carried_over(leaves, home_page):
    event, festival, school, call = (
        KINDS[thing].make(home_page) for thing in ("event", "session", "summer-school", "opportunity")
    )
    user = UserFactory()
    date = event.facts.occurrences.order_by("pk").first()
    slot = Occurrence.objects.exclude(session=None).select_related("session").order_by("pk").first()
    intake = school.facts.runs.get()
    one = call.opportunity_facts.rounds.get()
    slot_values = {"starts_at": slot.starts_at.isoformat(), "ends_at": slot.ends_at.isoformat(), "place": "Barn"}
    old_slot = {"starts_at": (slot.starts_at - HOUR).isoformat(), "ends_at": slot.starts_at.isoformat(), "place": ""}

    # As a database that has not been brought up to date. What is announced or released never goes back.
    Occurrence.objects.exclude(session=None).delete()
    PublicChange.objects.all().delete()
    old = migrate(BEFORE)
    old.get_model("events", "Change").objects.create(
        facts_id=event.facts.pk, occurrence_id=date.pk, status="rescheduled", reason=WHY, reason_language="en",
        translations={"cy": WELSH}, previous_starts_at=NOW, new_starts_at=NOW + DAY, timezone="Europe/London",
        announced_at=NOW, announced_by_id=user.pk, edit_id=EDIT,
    )  # fmt: skip
    old.get_model("events", "Change").objects.create(
        facts_id=event.facts.pk, status="new-venue", previous_place="Hall", new_place="Barn", timezone="UTC", announced_at=NOW
    )
    old.get_model("events", "SchoolChange").objects.create(
        facts_id=school.facts.pk, run=intake.uid, name="Caldermouth", kind="dates", reason=WHY, language="en",
        timezone="Europe/London", was=f"{STARTS}/{ENDS}", becomes=f"{ENDS}/{ENDS}", announced_at=NOW,
    )  # fmt: skip
    moved = {"kind": "moved", "session": str(slot.session.uid), "words": {"en": "Eels"}, "code": slot.code, **slot_values}
    moved |= {"reasons": {"en": WHY, "cy": WELSH}, **{f"was_{name}": value for name, value in old_slot.items()}}
    retitled = {"kind": "details", "session": str(slot.session.uid), "words": {"en": "Eels"}}
    retitled |= {"parts": ["title"], "was_words": {"en": "Elvers"}}
    release = old.get_model("events", "Release").objects.create(
        festival_id=festival.festival.pk, number=2, released_at=NOW, timezone="Europe/London", language="en",
        changes=[moved, retitled],
    )  # fmt: skip
    old.get_model("events", "ReleasedRun").objects.create(
        release=release, session_id=slot.session_id, uid=slot.uid, code=slot.code, starts_at=slot.starts_at,
        ends_at=slot.ends_at, modified=NOW,
    )  # fmt: skip
    for name, before, after in (("closes_at", STARTS, ENDS), ("award_to", None, ["5000.00", "GBP"])):
        old.get_model("opportunities", "OpportunityChange").objects.create(
            facts_id=call.opportunity_facts.pk, at=NOW, round_uid=one.uid, round_name="Autumn", name=name, before=before,
            after=after,
        )  # fmt: skip
    numbers = [number for (number,) in rows(old.get_model("events", "Change"), "pk")]

    migrate(leaves)

    read = rows(
        PublicChange, "thing", "key", "part", "kind", "before", "after", "names", "reasons", "concerns_until", "version"
    )
    last = max(event.facts.occurrences.values_list("ends_at", flat=True))
    assert sorted(read, key=str) == sorted(
        [
            ("event", event.translation_key, date.uid, "rescheduled", {"starts_at": NOW.isoformat()},
             {"starts_at": (NOW + DAY).isoformat()}, {}, {"en": WHY, "cy": WELSH}, date.ends_at, None),
            ("event", event.translation_key, None, "new-venue", {"place": "Hall"}, {"place": "Barn"}, {}, {}, last, None),
            ("summer-school", school.translation_key, intake.uid, "dates", [STARTS, ENDS], [ENDS, ENDS], {"en": "Caldermouth"},
             {"en": WHY}, intake.ends_at, None),
            ("session", festival.translation_key, slot.uid, "moved", old_slot, {"code": slot.code, **slot_values},
             {"en": "Eels"}, {"en": WHY, "cy": WELSH}, slot.ends_at, 2),
            ("session", festival.translation_key, slot.session.uid, "details", {"names": {"en": "Elvers"}},
             {"parts": ["title"]}, {"en": "Eels"}, {}, slot.ends_at, 2),
            ("opportunity", call.translation_key, one.uid, "closes_at", STARTS, ENDS, {"en": "Autumn"}, {},
             parse_datetime(ENDS), None),
            ("opportunity", call.translation_key, one.uid, "award_to", None, ["5000.00", "GBP"], {"en": "Autumn"}, {},
             one.closes_at, None),
        ],
        key=str,
    )  # fmt: skip
    # Readers of feeds know the lines of an event by these numbers, and nothing takes one of them again.
    lines = PublicChange.objects.about("event", event.translation_key).order_by("pk")
    assert list(lines.values_list("pk", flat=True)) == numbers
    PublicChange.objects.create(thing="event", key=event.translation_key, kind="cancelled", language="en", announced_at=NOW)
    PublicChange.objects.latest("pk").delete()

    with pytest.raises(IrreversibleError, match="restore the backup"):
        migrate(BEFORE)
