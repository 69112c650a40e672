"""`make bench`: what the main pages and an import cost, as ratios to plain Wagtail measured in the same run.

Content of each size is made in a throw-away database, the same for everybody. Times are CPU times of this process for whole
requests through all middleware, nothing cached but what each process keeps; the median of several. Milliseconds depend on the
machine and on what else it does, ratios hardly: so growth is compared as ratios, too. Ends with the bars that must be met.
"""

import argparse
import logging
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIZES = (100, 1_000, 10_000, 100_000)


def main():
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="engage-bench-") as folder:
        set_up(folder)
        from tests.performance import bars, importing, reading_pages

        found = []
        if options.sizes:
            measured = reading_pages.measure_all(options.sizes, folder=folder, runs=options.runs)
            reading_pages.show(measured)
            found += bars.of_pages(measured)
        if options.rows:
            imported = importing.measure(options.rows)
            importing.show(imported)
            found += bars.of_imports(imported)
        return bars.show(found)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="numbers of dates; without a number no pages")
    parser.add_argument("--rows", type=int, default=1_000, help="rows that are imported; 0 skips imports")
    parser.add_argument("--runs", type=int, default=9, help="requests whose median counts")
    return parser.parse_args()


def set_up(folder):
    """Django with a database of its own: SQLite, or for imports the one that DATABASE_URL names."""
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
    os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings.test", "TEST_DIR": f"{folder}/files"}
    import django
    from django.core.management import call_command

    django.setup()
    logging.disable(logging.WARNING)
    call_command("migrate", verbosity=0)


if __name__ == "__main__":
    sys.exit(main())
