"""The site as the demonstration leaves it. It is loaded once for all of these tests: each takes back what it changes itself."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from wagtail.models import Page

from core.models import Venue
from core.publishing import rebuild
from events.choices import Status
from events.models import EventFacts, EventPage, Occurrence
from home.demo.load import load_demo
from home.demo.texts import all_events
from home.models import StandardPage

NOON = datetime(2027, 3, 17, 12, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def load(**options):
    return load_demo(now=NOON, with_pictures=False, **options)


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup, django_db_blocker):
    """One transaction around the module; each test has one of its own inside."""
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)


def everything():
    """Every row of every table, with all its values."""
    tables = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            tables[table] = sorted(map(repr, cursor.fetchall()))
    return tables


def problems_of(page):
    """What an editor would be told when saving the page as it is."""
    page.full_clean()
    streams = [field.name for field in page._meta.get_fields() if hasattr(field, "stream_block")]
    return [getattr(page, name).stream_block.clean(getattr(page, name)) for name in streams] and []


def test_the_whole_site_is_loaded_and_nothing_on_it_is_wrong(home_page):
    assert Venue.objects.filter(locale=home_page.locale).count() == 12
    assert EventFacts.objects.count() == 60
    dates = Occurrence.objects.public()
    assert (dates.upcoming_events(now=NOON).count(), dates.past_events(now=NOON).count()) == (46, 14)
    assert set(Occurrence.objects.values_list("status", flat=True)) == set(Status.values)
    assert [problem for page in Page.objects.filter(depth__gt=1).specific() for problem in problems_of(page)] == []
    assert Page.find_problems() == ([], [], [], [], [])
    assert rebuild(now=NOON) == []
    assert EventFacts.objects.exclude(page__locale=home_page.locale).count() == 0
    languages = EventPage.objects.filter(slug="bugs-day").order_by("locale__language_code")
    assert list(languages.values_list("locale__language_code", "live")) == [("ar", True), ("cy", True), ("en", True)]


def test_loading_again_changes_nothing_at_all():
    before = everything()

    assert load() == 0

    assert everything() == before


def test_what_a_person_changed_or_deleted_stays_so_until_restored(editor):
    about = StandardPage.objects.get(slug="about", locale__language_code="en")
    about.title = "About our team"
    about.save_revision(user=editor).publish()
    EventPage.objects.get(slug="bugs-day", locale__language_code="cy").delete()
    EventPage.objects.get(slug="moth-night").delete()

    load()

    about.refresh_from_db()
    assert about.title == "About our team"
    assert not EventPage.objects.filter(slug="moth-night").exists()

    load(restore=True)

    about.refresh_from_db()
    assert about.title == "About our team"
    assert EventPage.objects.get(slug="moth-night").facts.occurrences.count() == 1
    assert EventPage.objects.get(slug="bugs-day", locale__language_code="cy").live


def test_the_command_says_what_it_did(capsys):
    call_command("load_demo", without_pictures=True)

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Writing pages"
    assert lines[-1] == "Everything was loaded before: nothing to do."


def runs_of_four(names):
    return [names[at : at + 4] for at in range(len(names) - 3)]


@pytest.mark.parametrize("when", ["upcoming_events", "past_events"])
def test_no_picture_is_on_two_cards_that_are_neighbours(when):
    """In a grid of up to three columns, on the left, on the right, above or below."""
    picture_of = {event["key"]: event["image"] for event in all_events()}
    dates = getattr(Occurrence.objects.public(), when)(now=NOON).order_by("starts_at")
    keys = {page.translation_key: page.slug for page in EventPage.objects.filter(locale__language_code="en")}
    shown = [picture_of[keys[key]] for key in dates.values_list("facts__translation_key", flat=True)]

    assert len(shown) > 10
    assert [four for four in runs_of_four(shown) if len(set(four)) < 4] == []
