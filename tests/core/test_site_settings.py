from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale, PageViewRestriction

from core.models import SiteSettings, SiteWords
from tests.factories.home import StandardPageFactory

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("starts", "ends", "is_announcing"),
    [
        (None, None, True),
        (NOON, None, True),
        (NOON + HOUR, None, False),
        (None, NOON + HOUR, True),
        (None, NOON, False),
        (NOON - HOUR, NOON + HOUR, True),
    ],
)
def test_an_announcement_shows_from_its_start_until_its_end(starts, ends, is_announcing):
    settings = SiteSettings(announcement_starts_at=starts, announcement_ends_at=ends)

    assert settings.is_announcing(now=NOON) is is_announcing


def test_a_brand_colour_that_text_cannot_stand_on_is_refused_by_name(site):
    settings = SiteSettings(site=site, brand_colour="#ffee00")

    with pytest.raises(ValidationError) as caught:
        settings.full_clean()

    assert caught.value.message_dict == {
        "brand_colour": ["White text on the brand colour has a contrast of 1.2 to 1; it needs 4.5."]
    }


def test_an_announcement_that_ends_before_it_starts_is_refused(site):
    settings = SiteSettings(site=site, announcement_starts_at=NOON, announcement_ends_at=NOON)

    with pytest.raises(ValidationError) as caught:
        settings.full_clean()

    assert caught.value.message_dict == {"announcement_ends_at": ["The announcement must end after it starts."]}


def test_words_come_in_the_readers_language_else_in_the_sites_own(site):
    settings = SiteSettings.for_site(site)
    for code, name in [("en", "Public engagement"), ("cy", "Ymgysylltu")]:
        SiteWords.objects.create(settings=settings, locale=Locale.objects.get(language_code=code), name=name)

    names = {code: settings.words_for(code).name for code in ["cy", "en", "ar"]}

    assert names == {"cy": "Ymgysylltu", "en": "Public engagement", "ar": "Public engagement"}


def test_a_site_without_words_still_has_a_name(site):
    assert SiteSettings.for_site(site).words_for("en").name == "Engage"


def announced(client, page):
    """Whether the header of the home page leads there."""
    html = client.get("/").content.decode()
    assert "Open day moved" in html
    return f'href="{page.url}"' in html


@pytest.mark.parametrize("restricted", ["the page", "its translation", "what is above it"])
def test_an_announcement_leads_to_no_page_that_not_everybody_may_read(client, site, home_page, restricted):
    above = StandardPageFactory(parent=home_page)
    page = StandardPageFactory(parent=above)
    in_welsh = page.copy_for_translation(Locale.objects.get_or_create(language_code="cy")[0], copy_parents=True)
    announce(site, page)
    before = announced(client, page)

    kept = {"the page": page, "its translation": in_welsh, "what is above it": above}[restricted]
    PageViewRestriction.objects.create(page=kept, restriction_type="password", password="x")

    assert (before, announced(client, page)) == (True, False)


def test_an_announcement_leads_to_no_page_that_was_taken_back(client, site, home_page):
    page = StandardPageFactory(parent=home_page)
    announce(site, page)
    before = announced(client, page)

    page.unpublish()

    assert (before, announced(client, page)) == (True, False)


def announce(site, page):
    settings = SiteSettings.for_site(site)
    locale = Locale.objects.get(language_code="en")
    SiteWords.objects.create(settings=settings, locale=locale, name="X", announcement="Open day moved", announcement_page=page)
