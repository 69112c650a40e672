from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page, PageViewRestriction, Site

from core import seo as sitemap
from home.models import HomePage, StandardPage

pytestmark = pytest.mark.django_db

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
MONDAY = datetime(2027, 3, 15, 9, 30, tzinfo=UTC)


@pytest.fixture
def home():
    return Site.objects.get(is_default_site=True).root_page.specific


def add(parent, title, **about):
    return parent.add_child(instance=StandardPage(title=title, last_published_at=MONDAY, **about))


def read(client, address="/sitemap.xml"):
    """{address: {language: address in it}} of a sitemap."""
    response = client.get(address)
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    return {
        url.find("s:loc", NAMES).text: {link.get("hreflang"): link.get("href") for link in url.findall("x:link", NAMES)}
        for url in ElementTree.fromstring(response.content).findall("s:url", NAMES)
    }


def test_it_lists_what_the_public_can_read_and_nothing_else(home, client):
    about = add(home, "About")
    add(about, "People")
    add(home, "Draft", live=False)
    closed = add(home, "Staff only")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    add(closed, "Below staff only")
    Page.get_first_root_node().add_child(instance=HomePage(title="Another site", slug="another"))

    assert read(client) == {"http://localhost/": {}, "http://localhost/about/": {}, "http://localhost/about/people/": {}}


def test_a_page_names_its_languages_and_a_copy_that_is_not_translated_is_left_out(home, client):
    welsh = Locale.objects.get(language_code="cy")
    about = add(home, "About")
    cymraeg = home.copy_for_translation(welsh)
    cymraeg.save_revision().publish()
    am = about.copy_for_translation(welsh)
    am.slug, am.live = "amdanom", True
    am.save()
    about.create_alias(update_slug="alias")

    of_home = {"en": "http://localhost/", "cy": "http://localhost/cy/", "x-default": "http://localhost/"}
    of_about = {
        "en": "http://localhost/about/",
        "cy": "http://localhost/cy/amdanom/",
        "x-default": "http://localhost/about/",
    }
    assert read(client) == {
        "http://localhost/": of_home,
        "http://localhost/about/": of_about,
        "http://localhost/cy/": of_home,
        "http://localhost/cy/amdanom/": of_about,
    }


def test_it_says_when_a_page_was_last_published(home, client):
    add(home, "About")

    assert b"<lastmod>2027-03-15T09:30:00+00:00</lastmod>" in client.get("/sitemap.xml").content


def test_many_addresses_are_split_into_files(home, client, monkeypatch):
    monkeypatch.setattr(sitemap, "LARGEST", 2)
    for number in range(3):
        add(home, f"Page {number}")

    index = ElementTree.fromstring(client.get("/sitemap.xml").content)

    files = [location.text for location in index.iterfind("s:sitemap/s:loc", NAMES)]
    assert files == ["http://localhost/sitemap-1.xml", "http://localhost/sitemap-2.xml"]
    assert [list(read(client, file.removeprefix("http://localhost"))) for file in files] == [
        ["http://localhost/", "http://localhost/page-0/"],
        ["http://localhost/page-1/", "http://localhost/page-2/"],
    ]
    assert client.get(reverse("sitemap_part", args=[3])).status_code == 404


def test_its_number_of_queries_does_not_grow_with_the_pages(home, client, django_assert_max_num_queries):
    for number in range(20):
        add(home, f"Page {number}")
    client.get("/sitemap.xml")

    with django_assert_max_num_queries(8):
        assert len(read(client)) == 21
