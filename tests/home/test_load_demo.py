from datetime import UTC, datetime

import pytest

from core.models import Picture, SiteSettings, SiteWords, Theme
from home.demo.drawings import DRAWINGS, draw
from home.demo.load import load_demo
from home.demo.texts import all_events, read
from home.models import HomePage, StandardPage
from tests.factories.core import ThemeFactory

NOON = datetime(2027, 3, 17, 12, 0, tzinfo=UTC)


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

    load_demo(now=NOON, with_pictures=False)

    assert HomePage.objects.get(pk=home_page.pk).title == "Our own home page"
    assert Theme.objects.get(slug="health", locale=home_page.locale) == health
    health.refresh_from_db()
    assert health.name == "Medicine"
    assert StandardPage.objects.get(pk=ours.pk).slug == "about"
    assert StandardPage.objects.filter(slug="about-2", locale=home_page.locale).exists()
    assert SiteSettings.objects.get(pk=settings.pk).words_for("en").name == "Our name"


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
