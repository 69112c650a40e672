from datetime import UTC, datetime

import pytest

from core.models import Picture, SiteSettings, SiteWords, Theme
from home.demo.load import load_demo
from home.demo.pictures import IMAGES, load_pictures
from home.demo.records import Memory
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


FILES = {path.stem.replace("-", "_") for path in IMAGES.iterdir()}


def test_every_picture_has_words_and_every_picture_named_in_the_words_is_there():
    described = read("pictures")["pictures"]
    named = {event["image"] for event in all_events()} | {page["image"] for page in read("pages")["page"] if "image" in page}

    assert set(described) == FILES
    assert named <= FILES
    assert all(20 <= len(words["alt"]) <= 255 for words in described.values())


def test_each_opportunity_has_a_picture_of_its_own():
    shown = [row["image"] for rows in read("opportunities").values() for row in rows if "image" in row]

    assert len(shown) > 10
    assert sorted(set(shown)) == sorted(shown)


def test_pictures_are_small_enough_to_be_in_the_repository():
    assert sum(path.stat().st_size for path in IMAGES.iterdir()) < 5_000_000


@pytest.mark.django_db
def test_pictures_are_stored_with_words_and_a_point_to_keep(memory):
    load_pictures(memory)

    picture = memory.get("picture:prism")
    assert (picture.width, picture.height, picture.has_focal_point()) == (1600, 1067, True)
    assert picture.default_alt_text == "A beam of white light enters a glass prism and leaves it as a fan of colours."
    assert Picture.objects.count() == len(FILES)


@pytest.fixture
def memory(db):
    return Memory()
