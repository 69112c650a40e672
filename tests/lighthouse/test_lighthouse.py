"""Lighthouse on the demonstration site, as a phone sees it, served by gunicorn with production's settings.

Lighthouse works out its performance score for a phone and a network it simulates, from what it saw here. A busy machine sees
things late, so the best of a few looks counts; a page that is too heavy fails them all.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings

from tests.e2e.conftest import FLAGS
from tests.reporting import not_run_without

pytestmark = [pytest.mark.lighthouse, pytest.mark.xdist_group("lighthouse")]

LIGHTHOUSE = Path(__file__).parent / "node_modules" / "lighthouse" / "cli" / "index.js"
LOOKS = 4
LEAST = {"accessibility": 100, "best-practices": 100, "seo": 100, "performance": 98}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A whole site with a database of its own: migrated, with the demonstration content and collected static files."""
    if shutil.which("node") is None or not LIGHTHOUSE.exists():
        not_run_without("Lighthouse")
    port = free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "SECRET_KEY": "only a test knows this: 0123456789 abcdefghijklmnopqrstuvwxyz",
        "LINK_KEY": "only a test knows this, for links: 0123456789 abcdefghijklmnopqrstuvwxyz",
        "SUPPRESSION_KEY": "only a test knows this, for hashes: 0123456789 abcdefghijklmnopqrstuvwxyz",
        "ALLOWED_HOSTS": "localhost",
        "BASE_URL": f"http://localhost:{port}",
        "DEFAULT_FROM_EMAIL": "engage@example.org",
        "EMAIL_URL": "dummymail://",
        "HTTPS": "off",
        "VAR_DIR": str(tmp_path_factory.mktemp("lighthouse")),
        "BIND": f"localhost:{port}",
        "LOG_LEVEL": "ERROR",
    }

    def run(*command):
        subprocess.run(command, cwd=settings.REPOSITORY, env=environment, check=True, capture_output=True, timeout=300)

    manage = [sys.executable, "manage.py"]
    run(*manage, "migrate", "--verbosity", "0")
    run(*manage, "set_up_here", "--port", str(port))
    run(*manage, "load_demo", "--verbosity", "0")
    run(*manage, "db_worker", "--queue-name", "*", "--batch", "--verbosity", "0")
    run(*manage, "collectstatic", "--no-input", "--verbosity", "0")
    server = subprocess.Popen([str(Path(sys.executable).with_name("gunicorn"))], cwd=settings.REPOSITORY, env=environment)
    try:
        wait_for(f"http://localhost:{port}/readyz")
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(30)


def wait_for(url):
    for _try in range(120):
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)
    pytest.fail(f"{url} never answered")


def event_path(address):
    """The first event of the list."""
    with urllib.request.urlopen(f"{address}/whats-on/", timeout=30) as response:
        html = response.read().decode()
    return html.split('class="card__title"><a href="')[1].split('"')[0]


def look(url, folder, number):
    """One run: each category's score out of 100, and what kept one below. None where Lighthouse itself could not look."""
    report = folder / f"{number}.json"
    chrome = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if chrome is None:
        not_run_without("Chromium")
    done = subprocess.run(
        [
            "node",
            str(LIGHTHOUSE),
            url,
            "--quiet",
            "--output=json",
            f"--output-path={report}",
            f"--only-categories={','.join(LEAST)}",
            f"--chrome-flags={' '.join(FLAGS)}",
        ],
        env=os.environ | {"CHROME_PATH": chrome},
        capture_output=True,
        text=True,
        timeout=180,
    )
    if done.returncode != 0 and "Runtime error encountered" in done.stderr:
        return None
    assert done.returncode == 0, done.stderr[-2000:]
    seen = json.loads(report.read_text())
    scores = {name: round(100 * (category["score"] or 0)) for name, category in seen["categories"].items()}
    short = [
        f"{audit['id']}: {audit.get('displayValue', '')}"
        for name, category in seen["categories"].items()
        for ref in category["auditRefs"]
        if (audit := seen["audits"][ref["id"]])["score"] not in (None, 1) and (ref["weight"] or name == "performance")
    ]
    return scores, short


@pytest.mark.parametrize("kind", ["home", "list", "event"])
def test_a_phone_gets_a_page_that_is_fast_and_has_nothing_wrong_with_it(address, kind, tmp_path):
    url = address + {"home": lambda: "/", "list": lambda: "/whats-on/", "event": lambda: event_path(address)}[kind]()
    scores, short = dict.fromkeys(LEAST, 0), ["Lighthouse never saw the page"]
    for number in range(LOOKS):
        scores, short = look(url, tmp_path, number) or (scores, short)
        if scores["performance"] >= LEAST["performance"]:
            break

    assert {name: score for name, score in scores.items() if score < LEAST[name]} == {}, short
