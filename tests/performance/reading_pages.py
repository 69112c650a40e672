"""What the main pages cost at several sizes of content."""

import shutil
import statistics
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

#: A page of the list is full from the smallest size on.
DATES_PER_EVENT = 2
CALLS = 300
NOW = datetime(2027, 3, 17, 12, 0, tzinfo=UTC)
BARE, LIST, EVENT, AFTER = "bare Wagtail page", "list with all facets", "event page", "list, first after a publication"

#: What is measured: one line for each, with the address under the section that the content is in.
CASES = {
    BARE: "/bare/",
    "home page": "/",
    LIST: "/measuring/",
    AFTER: "/measuring/",
    "list of past events": "/measuring/?when=past",
    "list with three filters": "/measuring/?theme=theme-1&price=free&mode=in-person",
    "list with words": "/measuring/?q=bees",
    "list, last page": "/measuring/?page={last}",
    "month calendar": "/measuring/?view=month",
    EVENT: "/measuring/{event}/",
    f"opportunities, {CALLS} calls": "/measuring-calls/",
}


@dataclass(frozen=True)
class Cost:
    """`ratio`: to the bare page, each request of which was measured next to one of this page."""

    ms: float
    queries: int
    ratio: float


def measure_all(sizes, *, folder, runs):
    """{size: {case: Cost}}"""
    import time_machine

    add_what_every_size_shares()
    start_anew(folder, keep=True)
    measured = {}
    for size in sorted(sizes):
        print(f"Making {size:,} dates…", file=sys.stderr)
        start_anew(folder)
        measured[size] = measure_size(size, runs=runs, travel=time_machine.travel)
    return measured


def start_anew(folder, *, keep=False):
    """The database as it was before there was content; taking pages away one by one would take longer than making them."""
    from django.db import connection

    from events.search import current_index

    connection.close()
    current_index.forget()
    file, kept = Path(folder, "bench.sqlite3"), Path(folder, "kept.sqlite3")
    if not file.exists():
        raise SystemExit("Pages are measured on SQLite: leave DATABASE_URL out, or give --sizes without a number.")
    for name in (f"{file.name}-wal", f"{file.name}-shm"):
        Path(folder, name).unlink(missing_ok=True)
    shutil.copy(*((file, kept) if keep else (kept, file)))


def add_what_every_size_shares():
    """As many terms as a real site has, and a page with nothing on it."""
    from core.models import Audience
    from home.models import HomePage, StandardPage
    from tests.factories import core as factories

    factories.ThemeFactory.reset_sequence(1)
    factories.ThemeFactory.create_batch(12)
    factories.FormatFactory.create_batch(12)
    factories.AudienceFactory.create_batch(14)
    factories.AudienceFactory.create_batch(7, axis=Audience.Axis.OPEN_TO)
    factories.OrganisationFactory.create_batch(6, is_funder=True)
    features = factories.AccessFeatureFactory.create_batch(20)
    for venue in factories.VenueFactory.create_batch(12):
        for feature in features[: 4 + venue.pk % 8]:
            venue.access.create(feature=feature)
    home = HomePage.objects.get(depth=2, locale__language_code="en")
    home.add_child(instance=StandardPage(title="Bare", slug="bare")).save_revision().publish()


def measure_size(size, *, runs, travel):
    from django.core.management import call_command

    call_command(
        "generate_content",
        events=size // DATES_PER_EVENT,
        occurrences_per_event=DATES_PER_EVENT,
        calls=CALLS,
        now=NOW,
        verbosity=0,
    )
    from events.models import EventPage, Occurrence

    upcoming = Occurrence.objects.public().upcoming_events(now=NOW)
    event = EventPage.objects.get(pk=upcoming.first().facts.page_id)
    names = {"event": event.slug, "last": -(-upcoming.count() // 24)}

    def publish():
        event.save_revision().publish()

    with travel(NOW, tick=False):
        return {
            case: measure(url.format(**names), runs=runs, before_each=publish if case == AFTER else None)
            for case, url in CASES.items()
        }


def measure(url, *, runs, before_each=None):
    """Each request next to one for the bare page: whatever else the machine does is in both."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    for _warm in range(2):
        response = client.get(url)
        if response.status_code != 200:
            raise SystemExit(f"{url}: {response.status_code}")
    times, bare = [], []
    for _run in range(runs):
        if before_each:
            before_each()
        times.append(_cpu(client, url))
        _cpu(client, CASES[BARE])  # what is asked once after a change is not the bare page's
        bare.append(_cpu(client, CASES[BARE]))
    if before_each:
        before_each()
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return Cost(statistics.median(times) * 1000, len(queries), statistics.median(times) / statistics.median(bare))


def _cpu(client, url):
    before = time.process_time()
    client.get(url)
    return time.process_time() - before


def show(measured):
    """A table: for each size the ratio to the bare page, milliseconds and queries; last the growth from first to last size."""
    width = max(map(len, CASES))
    smallest, largest = measured[min(measured)], measured[max(measured)]
    print(f"\n{'dates':<{width}}", *(f"{size:>23,}" for size in measured), f"{'growth':>9}")
    print(" " * width, *(f"{'× bare':>8}{'ms':>6}{'queries':>9}" for _size in measured), f"{'×':>9}")
    for case in CASES:
        cells = [f"{one[case].ratio:8.2f}{one[case].ms:6.0f}{one[case].queries:9d}" for one in measured.values()]
        growth = largest[case].ratio / smallest[case].ratio
        print(f"{case:<{width}}", *cells, f"{growth:9.2f}")
