"""`make bench`: what the main pages cost, as ratios to a bare Wagtail page measured in the same run.

Content of each size is made in a throw-away SQLite database, the same for everybody. Times are CPU times of this process
for whole requests through all middleware, nothing cached but what each process keeps; the median of several. Milliseconds
depend on the machine, ratios hardly.
"""

import argparse
import logging
import os
import shutil
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIZES = (100, 1_000, 10_000, 100_000)
#: A page of the list is full from the smallest size on.
DATES_PER_EVENT = 2
NOW = datetime(2027, 3, 17, 12, 0, tzinfo=UTC)
BARE = "bare Wagtail page"

#: What is measured: one line for each, with the address under the section that the content is in.
CASES = {
    BARE: "/bare/",
    "home page": "/",
    "list with all facets": "/measuring/",
    "list of past events": "/measuring/?when=past",
    "list with three filters": "/measuring/?theme=theme-1&price=free&mode=in-person",
    "list with words": "/measuring/?q=bees",
    "list, last page": "/measuring/?page={last}",
    "month calendar": "/measuring/?view=month",
    "event page": "/measuring/{event}/",
}


def main():
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="engage-bench-") as folder:
        set_up(folder)
        import time_machine

        rows = []
        for size in options.sizes:
            print(f"Making {size:,} dates…", file=sys.stderr)
            start_anew(folder)
            rows.append((size, measure_size(size, runs=options.runs, travel=time_machine.travel)))
        show(rows)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of dates; fewer make it quick")
    parser.add_argument("--runs", type=int, default=9, help="requests whose median counts")
    return parser.parse_args()


def set_up(folder):
    """Django with a database, terms and pages of its own."""
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
        "TEST_DIR": f"{folder}/files",
    }
    import django
    from django.core.management import call_command

    django.setup()
    logging.disable(logging.WARNING)
    call_command("migrate", verbosity=0)
    add_what_every_size_shares()
    start_anew(folder, keep=True)


def start_anew(folder, *, keep=False):
    """The database as it was before there was content; taking pages away one by one would take longer than making them."""
    from django.db import connection

    connection.close()
    file, kept = Path(folder, "bench.sqlite3"), Path(folder, "kept.sqlite3")
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
    features = factories.AccessFeatureFactory.create_batch(20)
    for venue in factories.VenueFactory.create_batch(12):
        for feature in features[: 4 + venue.pk % 8]:
            venue.access.create(feature=feature)
    home = HomePage.objects.get(depth=2, locale__language_code="en")
    home.add_child(instance=StandardPage(title="Bare", slug="bare")).save_revision().publish()


def measure_size(size, *, runs, travel):
    """{case: (milliseconds, queries)}"""
    from django.core.management import call_command

    call_command(
        "generate_content",
        events=size // DATES_PER_EVENT,
        occurrences_per_event=DATES_PER_EVENT,
        now=NOW,
        verbosity=0,
    )
    from events.models import EventPage, Occurrence

    upcoming = Occurrence.objects.public().upcoming_events(now=NOW)
    names = {"event": EventPage.objects.get(pk=upcoming.first().facts.page_id).slug, "last": -(-upcoming.count() // 24)}
    with travel(NOW, tick=False):
        return {case: measure(url.format(**names), runs=runs) for case, url in CASES.items()}


def measure(url, *, runs):
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    for _warm in range(2):
        response = client.get(url)
        if response.status_code != 200:
            raise SystemExit(f"{url}: {response.status_code}")
    times = []
    for _run in range(runs):
        before = time.process_time()
        client.get(url)
        times.append(time.process_time() - before)
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return statistics.median(times) * 1000, len(queries)


def show(rows):
    """A table: each size a pair of columns, the ratio to the bare page and the number of queries."""
    width = max(map(len, CASES))
    print(" " * width, *(f"{size:>17,}" for size, _found in rows))
    print("dates".ljust(width), *("  ×bare  ms  quer." for _row in rows))
    for case in CASES:
        cells = [f"{found[case][0] / found[BARE][0]:7.2f}{found[case][0]:5.0f}{found[case][1]:5d}" for _size, found in rows]
        print(case.ljust(width), *cells)
    if len(rows) > 1:
        first, case = rows[0][1], "list with all facets"
        print(f"\n{case}, against {rows[0][0]:,} dates:")
        for size, found in rows[1:]:
            print(f"  {size:>9,} dates  × {found[case][0] / first[case][0]:.2f}")


if __name__ == "__main__":
    main()
