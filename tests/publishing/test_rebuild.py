"""What somebody has changed in the database behind our back is made true again, and said."""

from datetime import timedelta

from django.core.management import call_command
from django.db.models import F

from core.publishing import rebuild
from core.registries import publications
from events.models import EventPage

from .kinds import FIRST, NOW


def test_what_is_true_is_left_alone(world):
    world.publish()
    before = list(world.facts().values())

    assert rebuild(now=NOW) == []
    assert list(world.facts().values()) == before


def test_damaged_facts_and_rows_are_corrected_and_named(world):
    page = world.publish()
    world.facts().update(timezone="Asia/Tokyo")
    corrected = [f"facts {page.translation_key}: corrected timezone"]
    if rows := publications[world.model].rows:
        row = getattr(world.facts().get(), rows).get()
        name = "starts_at" if world.model is EventPage else "closes_at"
        type(row).objects.update(**{name: F(name) - timedelta(minutes=1)})
        corrected.append(f"{row.uid}: corrected {name}")

    assert rebuild(now=NOW) == sorted(corrected)
    assert world.facts().get().timezone == "Europe/London"


def test_what_is_missing_comes_back(world):
    page = world.publish()
    world.facts().all().delete()

    found = rebuild(now=NOW)

    assert f"facts {page.translation_key}: was missing and is back" in found
    assert world.facts().get().is_public
    assert world.kind.days(world.facts().get()) == {f"{FIRST:%Y-%m-%d}"}


def test_what_was_hidden_or_shown_without_a_word_is_put_right(world, capsys):
    page = world.publish()
    world.facts().update(is_public=False)
    call_command("rebuild_facts")
    shown = capsys.readouterr().out.splitlines()

    world.model.objects.update(live=False)
    hidden = rebuild(now=NOW)

    assert shown == [f"facts {page.translation_key}: corrected is_public", "1 corrected."]
    derived = ", periods" if "periods" in publications[world.model].public_rows else ""
    corrected = [f"facts {page.translation_key}: corrected is_public{derived}"]
    if world.model is EventPage:
        corrected.append(f"{world.facts().get().occurrences.get().uid}: corrected is_public")
    assert hidden == sorted(corrected)
    assert not world.facts().get().is_public


def test_translations_and_copies_are_true_as_they_are(world):
    page = world.publish()
    world.translate(page)
    page.copy(update_attrs={"title": "The copy", "slug": "the-copy"}, keep_live=True)

    assert rebuild(now=NOW) == []
    assert world.facts().count() == 2
