"""Headers of every public page: strict, and without a cookie."""

import gzip
import re
import urllib.parse

import pytest

from tests.factories.core import PictureFactory, VenueFactory
from tests.factories.events import EventPageFactory
from tests.factories.home import StandardPageFactory

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "frame-src https://www.youtube-nocookie.com https://player.vimeo.com",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}


@pytest.fixture(params=["home", "list", "past", "event", "venue", "standard", "not found"])
def public_url(request, home_page, events_page):
    event = EventPageFactory(parent=events_page, image=PictureFactory(), venue=VenueFactory(slug="hall"))
    about = StandardPageFactory(parent=home_page, image=PictureFactory())
    return {
        "home": home_page.url,
        "list": events_page.url,
        "past": events_page.url + "?when=past",
        "event": event.url,
        "venue": "/venues/hall/",
        "standard": about.url,
        "not found": "/nothing-here/",
    }[request.param]


def test_the_content_policy_allows_nothing_that_is_not_listed(client, public_url):
    policy = client.get(public_url).headers["Content-Security-Policy"]

    assert {part.strip() for part in policy.split(";")} == POLICY


def test_the_other_headers_are_strict(client, public_url):
    headers = client.get(public_url).headers

    assert {name: headers.get(name) for name in [
        "X-Content-Type-Options",
        "X-Frame-Options",
        "Referrer-Policy",
        "Cross-Origin-Opener-Policy",
        "Cross-Origin-Resource-Policy",
    ]} == {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }  # fmt: skip
    assert "camera=()" in headers["Permissions-Policy"]


def test_a_reader_gets_no_cookie(client, public_url):
    response = client.get(public_url)

    assert (dict(response.cookies), "Set-Cookie" in response.headers) == ({}, False)


def test_a_page_loads_nothing_from_elsewhere_and_has_nothing_inline(client, public_url):
    html = client.get(public_url).content.decode()

    loaded = re.findall(
        r'<(?:script|img|link rel="(?:stylesheet|icon)"|source|iframe)[^>]*?(?:src|href|srcset)="([^"]+)"', html
    )
    assert loaded
    assert [url for url in loaded if urllib.parse.urlsplit(url.split()[0]).netloc] == []
    assert re.findall(r'<style|\sstyle="|\son\w+="|<script(?![^>]*(?:src=|ld\+json))', html) == []


def test_the_editors_side_has_its_own_policy(client, home_page):
    policy = client.get("/admin/login/").headers["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "http" not in policy.replace("https://www.youtube-nocookie.com", "").replace("https://player.vimeo.com", "")


def test_healthz_is_alive_and_readyz_names_each_dependency(client, db):
    alive, ready = client.get("/healthz"), client.get("/readyz")

    assert (alive.status_code, alive.content, ready.status_code) == (200, b"ok\n", 200)
    assert ready.json() == {"database": "ok", "migrations": "ok", "cache": "ok", "files": "ok"}
    assert "no-store" in alive.headers["Cache-Control"]


def test_readyz_says_what_is_down(client, db, settings, tmp_path):
    (tmp_path / "file").touch()
    settings.MEDIA_ROOT = tmp_path / "file" / "media"

    response = client.get("/readyz")

    assert (response.status_code, response.json()["files"], response.json()["database"]) == (503, "down", "ok")


def test_text_travels_compressed_and_pictures_as_they_are(client, events_page):
    event = EventPageFactory(parent=events_page, image=PictureFactory())
    picture = event.image.get_rendition("fill-800x533|format-webp").url
    plain = client.get(event.url)

    packed = client.get(event.url, headers={"Accept-Encoding": "gzip"})
    seen = client.get(picture, headers={"Accept-Encoding": "gzip"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert (seen.headers["Content-Type"], seen.headers.get("Content-Encoding")) == ("image/webp", None)
    assert seen.getvalue().startswith(b"RIFF")
