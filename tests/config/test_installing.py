"""A fresh copy of the repository with production's settings: the steps of docs/deployment.md, in a folder that is not there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from wagtail.models import Site

from core import site_address
from mail.models import OutboxMessage
from tests.config.test_production import COMPLETE, manage
from tests.mailinglist.test_journey import join


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """manage.py with the settings of a new installation, of which nothing is there yet."""
    folder = tmp_path_factory.mktemp("fresh") / "not" / "there"

    def run(*arguments, **environment):
        return manage(*arguments, **COMPLETE | {"VAR_DIR": str(folder), **environment})

    run.folder = folder
    return run


ADDRESSES = """
from wagtail.models import Site
from core.site_address import address_of
site = Site.objects.get(is_default_site=True)
print(site.root_url, address_of(site), site.root_page.full_url)
"""


def test_every_step_works_and_the_site_knows_its_address(fresh):
    migrated = fresh("migrate", "--verbosity", "0")
    assert (migrated.returncode, migrated.stderr) == (0, "")

    told = fresh("shell", "--verbosity", "0", "--no-imports", "--command", ADDRESSES)
    assert told.stdout.split() == ["https://engage.example.org"] * 2 + ["https://engage.example.org/"], told.stderr

    checked = fresh("check", "--deploy", "--fail-level", "WARNING")
    assert (checked.returncode, checked.stdout.strip()) == (0, "System check identified no issues (0 silenced)."), (
        checked.stderr
    )

    moved = fresh("check", "--deploy", BASE_URL="https://www.example.org", ALLOWED_HOSTS=".example.org")
    assert moved.returncode == 1
    assert (
        "BASE_URL is https://www.example.org, but the main site in the admin is at https://engage.example.org." in moved.stderr
    )


def test_the_web_server_refuses_to_start_where_mail_would_lead_elsewhere(fresh):
    assert fresh("migrate", "--verbosity", "0").returncode == 0
    moved = {"BASE_URL": "https://www.example.org", "ALLOWED_HOSTS": ".example.org", "BIND": "127.0.0.1:0"}

    started = subprocess.run(
        [str(Path(sys.executable).with_name("gunicorn"))],
        cwd=settings.REPOSITORY,
        env={"PATH": os.environ["PATH"], **COMPLETE, "VAR_DIR": str(fresh.folder), **moved},
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert started.returncode != 0
    assert "BASE_URL is https://www.example.org, but the main site" in started.stderr


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("engage.example.org", "BASE_URL must be an address such as https://engage.example.org, without a path."),
        ("https://engage.example.org/news", "BASE_URL must be an address such as https://engage.example.org, without a path."),
        ("ftp://engage.example.org", "BASE_URL must be an address such as https://engage.example.org, without a path."),
        ("https://www.example.org", "ALLOWED_HOSTS must have www.example.org, the host of BASE_URL."),
    ],
)
def test_an_address_that_can_not_be_is_refused(fresh, address, words):
    done = fresh("check", BASE_URL=address)

    assert (done.returncode, done.stderr.strip().splitlines()[-1].partition(": ")[2]) == (1, words)


@pytest.fixture
def main_site(home_page):
    return Site.objects.get(is_default_site=True)


def set_first_address():
    site_address.set_first_address(sender=None, apps=apps)


def test_only_an_address_that_nobody_has_set_is_set(main_site, settings, client):
    settings.BASE_URL = "https://engage.example.org"
    client.get("/")
    set_first_address()
    main_site.refresh_from_db()
    assert main_site.root_url == "https://engage.example.org"

    settings.BASE_URL = "https://elsewhere.example.org:8443"
    set_first_address()

    main_site.refresh_from_db()
    assert main_site.root_url == "https://engage.example.org"


def test_mail_leads_to_the_address_that_was_configured_whatever_the_row_says(main_site, settings, client):
    settings.BASE_URL = "https://engage.example.org"

    join(client)

    assert "https://engage.example.org/mailing-list/confirm/" in OutboxMessage.objects.get().text


def test_another_site_of_the_same_installation_keeps_its_own(main_site, settings, home_page):
    settings.BASE_URL = "https://engage.example.org"

    assert site_address.address_of(Site(hostname="festival.example.org", port=443)) == "https://festival.example.org"
