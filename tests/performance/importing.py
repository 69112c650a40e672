"""What importing a file of events costs, from the dry run to taking it back, on whatever database there is."""

import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

CHECK, DRAFTS, PUBLISH, UNDO = "dry run", "import as drafts", "import and publish", "take back"
HEADINGS = [
    "Reference", "Title", "Summary", "Story", "Format", "Themes", "Meant for", "Open to", "Venue", "Day", "Starts", "Ends",
    "More dates", "Price",
]  # fmt: skip
#: Pages that are published the plain way, for comparison.
PLAIN = 20


@dataclass(frozen=True)
class Step:
    rows: int
    seconds: float
    cpu_ms: float  # for each row


@dataclass(frozen=True)
class Imported:
    plain_ms: float
    steps: dict


def measure(rows):
    """`Imported`: {(kind of file, step): Step}"""
    from tests.performance.reading_pages import add_what_every_size_shares

    if not _terms()["formats"]:
        add_what_every_size_shares()
    parent, user = desk()
    plain = _plain_page(parent)
    steps = {}
    for kind, content in _files(rows).items():
        for action, publishes in ((DRAFTS, False), (PUBLISH, True)):
            print(f"{kind}: {action}…", file=sys.stderr)
            steps |= _run(kind, content, parent, user, action, publishes=publishes, rows=rows)
    return Imported(plain, steps)


def desk():
    from home.models import HomePage
    from tests.factories.events import EventsPageFactory
    from tests.factories.users import UserFactory

    home = HomePage.objects.get(depth=2, locale__language_code="en")
    return EventsPageFactory(parent=home, slug="imported"), UserFactory(is_superuser=True)


def _terms():
    from core.models import Audience, Format, Theme, Venue

    audiences = list(Audience.objects.order_by("pk"))
    return {
        "formats": list(Format.objects.order_by("pk")),
        "themes": list(Theme.objects.order_by("pk")),
        "meant_for": [one for one in audiences if one.axis == Audience.Axis.MEANT_FOR],
        "open_to": [one for one in audiences if one.axis == Audience.Axis.OPEN_TO],
        "venues": list(Venue.objects.order_by("pk")),
    }


def _lines(rows):
    terms = _terms()

    def pick(name, number):
        return terms[name][number % len(terms[name])].name

    for number in range(rows):
        month, day = 1 + number % 12, 1 + number % 28
        yield [
            f"ref-{number}",
            f"Event number {number}",
            "Researchers open their doors and answer every question they can.",
            "Some words about it.\n\nAnd some more of these words, for everybody who would like to come.",
            pick("formats", number),
            f"{pick('themes', number)}; {pick('themes', number + 1)}",
            pick("meant_for", number),
            pick("open_to", number),
            pick("venues", number),
            f"2027-{month:02d}-{day:02d}",
            "18:00",
            "19:30",
            f"2028-{month:02d}-{day:02d} 18:00",
            "free",
        ]


def _files(rows):
    return {"CSV": csv_file(rows), "XLSX": _xlsx(rows), "ICS": _ics(rows)}


def csv_file(rows):
    import csv
    from io import StringIO

    out = StringIO(newline="")
    csv.writer(out).writerows([HEADINGS, *_lines(rows)])
    return out.getvalue().encode()


def _xlsx(rows):
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for line in [HEADINGS, *_lines(rows)]:
        sheet.append(line)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _ics(rows):
    from datetime import datetime, timedelta

    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Engage//bench//")
    calendar.add("version", "2.0")
    for number in range(rows):
        event = Event()
        start = datetime(2027, 1 + number % 12, 1 + number % 28, 18, 0)
        event.add("uid", f"ref-{number}@example.org")
        event.add("summary", f"Event number {number}")
        event.add("description", "Some words about it.\n\nAnd some more of these words.")
        event.add("dtstart", start)
        event.add("dtend", start + timedelta(minutes=90))
        calendar.add_component(event)
    return calendar.to_ical()


def _plain_page(parent):
    """Milliseconds of CPU for a page that is added and published as Wagtail does it, with all its indexes."""
    from home.models import HomePage, StandardPage

    home = HomePage.objects.get(pk=parent.get_parent().pk)
    before = time.process_time()
    for number in range(PLAIN):
        page = home.add_child(instance=StandardPage(title=f"Plain {number}", live=False))
        page.save_revision().publish()
    return (time.process_time() - before) * 1000 / PLAIN


def _run(kind, content, parent, user, action, *, publishes, rows):
    from django.utils import timezone

    from events.imports import applying, checking, steps
    from events.imports import applying as undoing
    from events.models import EventPage, Import

    batch = steps.upload(content=content, name=f"events.{kind.lower()}", parent=parent, user=user, now=timezone.now())
    batch = Import.objects.select_related("user", "parent__locale").get(pk=batch.pk)
    batch.publishes = publishes
    before = EventPage.objects.count()
    found = {}
    with _timed(found, (kind, CHECK), rows):
        checking.check_import(batch)
    with _timed(found, (kind, action), rows):
        applying.run_import(batch)
    made = EventPage.objects.count() - before
    with _timed(found, (kind, f"{UNDO}, {'published' if publishes else 'drafts'}"), rows):
        undoing.undo_import(batch)
    if (made, EventPage.objects.count()) != (rows, before):
        raise SystemExit(f"{kind}: {made} of {rows} rows were imported, and not all taken back: that measures nothing.")
    return found


@contextmanager
def _timed(found, key, rows):
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    seconds, cpu = time.perf_counter() - wall, time.process_time() - cpu
    found[key] = Step(rows, seconds, cpu * 1000 / rows)


def show(imported):
    """A table: for each kind of file and step the seconds that passed, CPU for each row, and that in plain pages."""
    from django.db import connection

    width = max(len(action) for _kind, action in imported.steps)
    print(f"\nImport on {connection.display_name}. Adding and publishing one plain page: {imported.plain_ms:.0f} ms of CPU.")
    print(f"{'':<{width + 6}}{'rows':>8}{'seconds':>9}{'ms a row':>10}{'× plain':>9}")
    for (kind, action), one in imported.steps.items():
        ratio = one.cpu_ms / imported.plain_ms
        print(f"{kind:<6}{action:<{width}}{one.rows:8,}{one.seconds:9.1f}{one.cpu_ms:10.1f}{ratio:9.2f}")
