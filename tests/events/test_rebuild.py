from datetime import UTC, datetime, timedelta
from io import StringIO

from django.core.management import call_command

from core.publishing import rebuild
from events.models import EventPage, Occurrence
from tests.factories.events import EventPageFactory

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_a_true_read_model_needs_no_correction(events_page):
    EventPageFactory(parent=events_page, dates=[(NOON, NOON + HOUR)])
    before = list(Occurrence.objects.values())

    assert rebuild(now=NOON) == []
    assert list(Occurrence.objects.values()) == before


def test_every_kind_of_damage_is_mended_and_named(events_page):
    for day in range(3):
        EventPageFactory(parent=events_page, dates=[(NOON + 24 * day * HOUR, NOON + (24 * day + 1) * HOUR)])
    moved, missing, hidden = Occurrence.objects.all()
    Occurrence.objects.filter(pk=moved.pk).update(next_from=NOON)
    missing_uid = missing.uid
    missing.delete()
    EventPage.objects.filter(facts__occurrences=hidden).update(live=False)
    key = hidden.facts.translation_key

    differences = rebuild(now=NOON)

    assert differences == sorted(
        [
            f"{moved.uid}: corrected next_from",
            f"{missing_uid}: was missing and is back",
            f"{hidden.uid}: corrected is_public",
            f"facts {key}: corrected is_public",
        ]
    )
    assert rebuild(now=NOON) == []


def test_the_command_says_what_it_did(events_page):
    EventPageFactory(parent=events_page, dates=[(NOON, NOON + HOUR)])
    Occurrence.objects.update(is_public=False)
    out = StringIO()

    call_command("rebuild_facts", stdout=out)

    assert out.getvalue() == f"{Occurrence.objects.get().uid}: corrected is_public\n1 corrected.\n"
