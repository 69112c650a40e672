from datetime import UTC, datetime

import pytest
import time_machine
from wagtail.models import Site

from core.models import SiteSettings

pytestmark = pytest.mark.django_db


def say(**contacts):
    site = Site.objects.get(is_default_site=True)
    SiteSettings.objects.update_or_create(site=site, defaults=contacts)


def test_robots_are_shown_the_sitemap_and_kept_out_of_the_admin(client):
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == (
        "User-agent: *\nDisallow: /admin/\nDisallow: /search\nDisallow: /*/search\n\nSitemap: http://localhost/sitemap.xml\n"
    )


@time_machine.travel(datetime(2027, 3, 18, 12, 34, 56, tzinfo=UTC))
def test_security_txt_says_whom_to_tell_and_until_when_that_holds(client):
    say(security_contact="security@example.ac.uk https://example.ac.uk/report")

    response = client.get("/.well-known/security.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == (
        "Contact: mailto:security@example.ac.uk\n"
        "Contact: https://example.ac.uk/report\n"
        "Expires: 2027-09-14T00:00:00Z\n"
        "Preferred-Languages: en, cy, ar\n"
        "Canonical: http://localhost/.well-known/security.txt\n"
    )


@pytest.mark.parametrize(
    ("contacts", "uri"),
    [
        ({"contact_email": "engage@example.ac.uk"}, "mailto:engage@example.ac.uk"),
        ({"security_contact": "mailto:a@example.ac.uk", "contact_email": "b@example.ac.uk"}, "mailto:a@example.ac.uk"),
        ({"security_contact": "http://example.ac.uk/report"}, "https://example.ac.uk/report"),
        ({"security_contact": "a@example.ac.uk\nExpires: never"}, "mailto:a@example.ac.uk"),
    ],
)
def test_the_security_contact_is_an_address_a_program_can_use(contacts, uri, client):
    say(**contacts)

    assert client.get("/.well-known/security.txt").content.decode().splitlines()[0] == f"Contact: {uri}"


def test_without_a_contact_there_is_no_security_txt(client):
    say(security_contact="", contact_email="")

    assert client.get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize("address", ["/robots.txt", "/sitemap.xml", "/.well-known/security.txt"])
def test_none_of_them_can_be_posted_to(address, client):
    say(contact_email="engage@example.ac.uk")

    assert [client.get(address).status_code, client.post(address).status_code] == [200, 405]
