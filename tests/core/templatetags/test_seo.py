import json
import re

import pytest
from django.template import Context, Template
from wagtail.models import Locale, Site

from core.models import Picture, SiteSettings
from core.pictures import make
from home.models import StandardPage
from tests.factories.core import PictureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return Site.objects.get(is_default_site=True).root_page.specific


@pytest.fixture
def page(home):
    return home.add_child(instance=StandardPage(title="About", summary='We "open" doors'))


def render(tag, page, request, **context):
    template = Template("{% load seo %}{% " + tag + " page %}")
    return template.render(Context({"page": page, "request": request, **context}))


def properties(html):
    return dict(re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', html))


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("/about/", "http://localhost/about/"),
        ("/about/?utm_source=x", "http://localhost/about/"),
        ("/about/?page=1", "http://localhost/about/"),
        ("/about/?page=2", "http://localhost/about/?page=2"),
        ("/about/?page=02", "http://localhost/about/?page=2"),
        ("/about/?page=2&theme=health", "http://localhost/about/"),
        ("/about/?page=٢", "http://localhost/about/"),
        ('/about/?page="><script>', "http://localhost/about/"),
    ],
)
def test_a_page_has_one_address_and_a_later_part_of_a_list_its_own(address, canonical, page, rf):
    assert render("canonical_links", page, rf.get(address)) == f'<link rel="canonical" href="{canonical}">'


def test_a_page_may_say_its_address_itself(page, rf):
    own = "http://localhost/about/2027-03/"

    assert (
        render("canonical_links", page, rf.get("/about/2027-03/"), canonical_url=own) == f'<link rel="canonical" href="{own}">'
    )


def test_a_translated_page_links_its_languages_and_a_default(home, rf):
    welsh = home.copy_for_translation(Locale.objects.get(language_code="cy"))
    welsh.save_revision().publish()

    assert render("canonical_links", welsh, rf.get("/cy/")) == (
        '<link rel="canonical" href="http://localhost/cy/">'
        '<link rel="alternate" hreflang="cy" href="http://localhost/cy/">'
        '<link rel="alternate" hreflang="en" href="http://localhost/">'
        '<link rel="alternate" hreflang="x-default" href="http://localhost/">'
    )


def test_a_shared_page_shows_its_picture(page, rf):
    page.image = PictureFactory(size=(1200, 630), description="A door")
    make(page.image)

    found = properties(render("social_tags", page, rf.get("/about/")))

    assert re.fullmatch(r"http://localhost/media/images/.+\.jpg", found.pop("og:image"))
    assert found == {
        "og:type": "website",
        "og:title": "About",
        "og:description": "We &quot;open&quot; doors",
        "og:url": "http://localhost/about/",
        "og:site_name": "Engage",
        "og:locale": "en_GB",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "A door",
        "twitter:card": "summary_large_image",
    }


@pytest.mark.parametrize(("consent", "is_made"), [(Picture.Consent.WITHDRAWN, True), (Picture.Consent.NOBODY, False)])
def test_a_picture_that_may_not_or_cannot_be_shown_is_not_shared(consent, is_made, page, rf):
    page.image = PictureFactory(consent=consent)
    if is_made:
        make(page.image)

    found = properties(render("social_tags", page, rf.get("/about/")))

    assert found["twitter:card"] == "summary"
    assert not [name for name in found if "image" in name]


def test_structured_data_is_data_whatever_is_in_it(page, rf):
    page.title = "</script><script>alert('&')</script>\u2028"

    html = render("structured_data", page, rf.get("/about/"))

    assert re.findall(r"</?script", html) == ["<script", "</script"]
    content = html.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&\u2028") & set(content)
    assert [thing["@type"] for thing in json.loads(content)] == ["BreadcrumbList"]
    assert json.loads(content)[0]["itemListElement"][-1]["name"] == page.title


def test_the_home_page_says_whose_site_it_is(home, rf):
    request = rf.get("/")
    settings = SiteSettings.for_request(request)
    settings.contact_email = "engage@example.ac.uk"
    settings.logo = PictureFactory(size=(400, 400))
    make(settings.logo)

    website, organisation = json.loads(re.sub(r"</?script[^>]*>", "", render("structured_data", home, request)))

    assert website == {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "@id": "http://localhost/#website",
        "url": "http://localhost/",
        "name": "Engage",
        "inLanguage": "en",
        "publisher": {"@id": "http://localhost/#organisation"},
    }
    assert re.fullmatch(r"http://localhost/media/images/.+\.webp", organisation.pop("logo"))
    assert organisation == {
        "@context": "https://schema.org",
        "@type": "CollegeOrUniversity",
        "@id": "http://localhost/#organisation",
        "url": "http://localhost/",
        "name": "Engage",
        "contactPoint": {"@type": "ContactPoint", "contactType": "public engagement", "email": "engage@example.ac.uk"},
    }


@pytest.mark.parametrize("tag", ["canonical_links", "social_tags", "structured_data"])
def test_error_pages_and_previews_say_nothing(tag, page, rf):
    preview = rf.get("/about/")
    preview.is_preview = True

    assert render(tag, page, rf.get("/about/")) != ""
    assert [render(tag, page, preview), render(tag, None, rf.get("/")), render(tag, page, None)] == ["", "", ""]
