import os
import shutil
import time

import pytest
from django.core.signals import request_finished, request_started
from django.db import connections
from playwright.sync_api import expect, sync_playwright

from tests.reporting import not_run_without

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# A click that leads to another page returns before that page is there: what is read after it is expected, not read once.
expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items):
    """Everything here drives a browser against a real server, whose threads need the data committed."""
    for item in items:
        if item.path.is_relative_to(os.path.dirname(__file__)):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True))
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def browser():
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        not_run_without("Chromium")
    # Playwright's loop makes Django think that its calls are asynchronous, and give them another connection,
    # which would know nothing of the content that a flushed database is filled with again.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    ours = connections["default"]
    with sync_playwright() as playwright:
        connections["default"] = ours
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


class Watch:
    """What a page did behind the reader's back: hosts it asked, messages it wrote to the console."""

    def __init__(self):
        self.hosts, self.complaints = set(), []

    def follow(self, page):
        page.on("request", lambda request: self.hosts.add(request.url.split("/")[2] if "//" in request.url else ""))
        page.on("console", lambda message: message.type in ("error", "warning") and self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))


@pytest.fixture(autouse=True)
def all_answered(live_server):
    """A window that closes waits for nobody. What it has still asked is answered before the database is emptied under it."""
    begun, ended = [], []

    def begin(**kwargs):
        begun.append(1)

    def end(**kwargs):
        ended.append(1)

    request_started.connect(begin)
    request_finished.connect(end)
    yield
    quiet, deadline = 0, time.monotonic() + 20
    while quiet < 4 and time.monotonic() < deadline:
        # What the window had sent before it closed may only now be read.
        time.sleep(0.05)
        quiet = quiet + 1 if len(begun) == len(ended) else 0
    request_started.disconnect(begin)
    request_finished.disconnect(end)


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def new_page(browser, live_server, watch):
    """Opens a fresh window as a visitor nobody knows, of a given width and in a colour scheme."""
    contexts = []

    def open_page(*, width=1280, scheme="light", language="en"):
        context = browser.new_context(
            base_url=live_server.url, viewport={"width": width, "height": 900}, color_scheme=scheme, locale=language
        )
        context.set_default_timeout(60_000)
        contexts.append(context)
        page = context.new_page()
        watch.follow(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
