from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import connection
from wagtail.models import Page

from core.models import Picture, SiteSettings, SiteWords, Theme, Venue
from events.choices import Status
from events.models import EventFacts, EventPage, Occurrence
from events.services.rebuild import rebuild_occurrences
from home.demo.drawings import DRAWINGS, draw
from home.demo.load import load_demo
from home.demo.texts import all_events, read
from home.models import HomePage, StandardPage
from tests.factories.core import ThemeFactory

NOON = datetime(2027, 3, 17, 12, 0, tzinfo=UTC)


def load(**options):
    return load_demo(now=NOON, with_pictures=False, **options)


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


@pytest.mark.django_db
def test_the_whole_site_is_loaded_and_nothing_on_it_is_wrong(home_page):
    load()

    assert Venue.objects.filter(locale=home_page.locale).count() == 12
    assert EventFacts.objects.count() == 60
    dates = Occurrence.objects.public()
    assert (dates.upcoming_events(now=NOON).count(), dates.past_events(now=NOON).count()) == (46, 14)
    assert set(Occurrence.objects.values_list("status", flat=True)) == set(Status.values)
    assert [problem for page in Page.objects.filter(depth__gt=1).specific() for problem in problems_of(page)] == []
    assert Page.find_problems() == ([], [], [], [], [])
    assert rebuild_occurrences(now=NOON) == []
    assert EventFacts.objects.exclude(page__locale=home_page.locale).count() == 0
    languages = EventPage.objects.filter(slug="bugs-day").order_by("locale__language_code")
    assert list(languages.values_list("locale__language_code", "live")) == [("ar", True), ("cy", True), ("en", True)]


@pytest.mark.django_db
def test_loading_again_changes_nothing_at_all():
    load()
    before = everything()

    assert load() == 0

    assert everything() == before


@pytest.mark.django_db
def test_what_a_person_changed_or_deleted_stays_so_until_restored(editor):
    load()
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


@pytest.mark.django_db
def test_what_a_person_made_before_is_left_as_it_is(home_page, site, editor):
    home_page.title = "Our own home page"
    home_page.save_revision(user=editor).publish()
    health = ThemeFactory(slug="health", name="Medicine")
    ours = StandardPage(title="About", slug="about")
    home_page.add_child(instance=ours)
    settings = SiteSettings.for_site(site)
    settings.words = [SiteWords(locale=home_page.locale, name="Our name")]
    settings.save()

    load()

    assert HomePage.objects.get(pk=home_page.pk).title == "Our own home page"
    assert Theme.objects.get(slug="health", locale=home_page.locale) == health
    health.refresh_from_db()
    assert health.name == "Medicine"
    assert StandardPage.objects.get(pk=ours.pk).slug == "about"
    assert StandardPage.objects.filter(slug="about-2", locale=home_page.locale).exists()
    assert SiteSettings.objects.get(pk=settings.pk).words_for("en").name == "Our name"


@pytest.mark.django_db
def test_the_command_says_what_it_did(capsys):
    call_command("load_demo", without_pictures=True)
    call_command("load_demo", without_pictures=True)

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Writing pages"
    assert lines[-1] == "Everything was loaded before: nothing to do."


def test_every_drawing_has_words_and_every_picture_named_in_the_words_is_drawn():
    described = read("pictures")["pictures"]
    named = {event["image"] for event in all_events()} | {page["image"] for page in read("pages")["page"] if "image" in page}

    assert set(described) == set(DRAWINGS)
    assert named <= set(DRAWINGS)
    assert all(20 <= len(words["alt"]) <= 255 for words in described.values())


def test_a_drawing_is_the_same_every_time():
    assert draw("prism").tobytes() == draw("prism").tobytes()
    assert draw("prism").size == (1600, 1067)


@pytest.mark.django_db
def test_pictures_are_stored_with_words_and_a_point_to_keep(memory):
    from home.demo.pictures import load_pictures

    load_pictures(memory)

    picture = memory.get("picture:prism")
    assert (picture.width, picture.height, picture.has_focal_point()) == (1600, 1067, True)
    assert picture.default_alt_text == "A beam of white light enters a glass prism and leaves it as a fan of colours."
    assert Picture.objects.count() == len(DRAWINGS)


@pytest.fixture
def memory(db):
    from home.demo.records import Memory

    return Memory()
