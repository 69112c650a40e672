"""The dry run: what each row of a file would do, without doing it."""

import logging
import uuid
from collections import defaultdict

from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.imports.cells import Terms
from core.imports.tables import Formula, packed, storable
from core.timezones import default_timezone
from core.uploads.apart import NotRead, read_apart
from core.uploads.tables import in_words, language_of
from events.imports.calendars import read_events
from events.imports.columns import DATES, guess_columns
from events.imports.pages import differing, find_room, read_row, refuse_retired, settle_clocks, title_of, validate, write
from events.models import DraftEvent, DraftOccurrence, EventPage, Import, ImportRow
from events.services.spans import span_of

logger = logging.getLogger(__name__)

OURS = "engage:"
#: Rows are kept and progress is told in portions.
PORTION = 25
Outcome = ImportRow.Outcome


def check_import(batch):
    """Write what each row of the file would do. Anything checked before is thrown away."""
    batch.rows.all().delete()
    try:
        table = table_in(batch)
    except NotRead as error:
        return tell(batch, **refused(error))
    tell(batch, done=0, total=len(table.rows))
    checker = Checker(batch)
    rows = []
    for done, (number, cells) in enumerate(table.named_rows(batch.columns), start=1):
        rows.append(checker.check(number, {name: storable(cell) for name, cell in cells.items()}))
        if len(rows) == PORTION or done == len(table.rows):
            ImportRow.objects.bulk_create(rows)
            rows = []
            tell(batch, done=done)
    return tell(batch, state=Import.State.CHECKED)


def tell(batch, **values):
    """Where the work is, for those who watch it."""
    values["moved_at"] = timezone.now()
    for name, value in values.items():
        setattr(batch, name, value)
    Import.objects.filter(pk=batch.pk).update(**values)


class Checker:
    """Checks rows one after the other, and remembers which references it has met."""

    def __init__(self, batch):
        self.batch, self.user, self.parent = batch, batch.user, batch.parent.specific
        self.terms, self.met, self.said = Terms(self.parent.locale), {}, {}
        self.likeness = Likeness(self.parent.locale)

    def check(self, number, cells):
        row = ImportRow(batch=self.batch, number=number, title=title_of(cells))
        row.cells = {name: cell.text if isinstance(cell, Formula) else cell for name, cell in cells.items()}
        problems = row.problems = {}
        try:
            with transaction.atomic():
                values, found = read_row(cells, self.terms)
                problems.update(found)
                page = self.page_of(row, values, problems)
                if page is not None:
                    self.compare(row, page, values, problems)
        except Exception:
            logger.exception("import_row_not_checked", extra={"row": number})
            problems[""] = _("Something in this row can't be understood.")
        if problems:
            row.outcome = Outcome.ERROR
        return row

    def page_of(self, row, values, problems):
        """The page a row is about, as its latest draft; a fresh one if there is none. None if that is a problem."""
        reference = values.get("reference", "")
        if reference and reference in self.met:
            problems["reference"] = _("“%(text)s” is already in row %(row)d.") % {"text": reference, "row": self.met[reference]}
            return None
        self.met[reference] = row.number
        known = self.known(reference, problems) if reference else self.alike(row, values, problems)
        if "reference" in problems:
            return None
        if known is None:
            return EventPage(locale=self.parent.locale, slug=f"import-{uuid.uuid4()}")
        row.page = known
        if problem := why_not_edit(known, self.user):
            problems["reference"] = problem
            return None
        return known.get_latest_revision_as_object()

    def alike(self, row, values, problems):
        """The event that a row without a reference says, if there is one already."""
        if self.batch.always_new:
            return None
        if (said := identity(values)) is not None:
            if said in self.said:
                problems["reference"] = _("Row %(row)d has the same title, start and venue.") % {"row": self.said[said]}
                return None
            self.said[said] = row.number
        zone = default_timezone()
        found = self.likeness.find(values, zone)
        if len(found) > 1:
            problems["reference"] = _("There are %(count)d events with this title, start and venue. Give a reference.") % {
                "count": len(found)
            }
            return None
        if found:
            row.words = _("Known by its title, start and venue.")
        elif self.likeness.has_date(values, zone):
            row.words = _("There is an event of this title that has this date. Is it the same?")
        return EventPage.objects.defer_streamfields().filter(pk__in=found).first()

    def known(self, reference, problems):
        pages = EventPage.objects.defer_streamfields().filter(locale=self.parent.locale)
        if not reference.startswith(OURS):
            return pages.filter(external__external_id=reference).first()
        try:
            page = pages.filter(translation_key=uuid.UUID(reference.removeprefix(OURS))).first()
        except ValueError:
            page = None
        if page is None:
            problems["reference"] = _("There is no event “%(text)s”. Leave the cell empty for a new one.") % {
                "text": reference[:80]
            }
        return page

    def compare(self, row, page, values, problems):
        find_room(page, values, problems, self.terms)
        settle_clocks(page, values, problems, which_time=self.batch.which_time)
        refuse_retired(page, values, problems)
        is_new = row.page is None
        if is_new and not values.get("title"):
            problems.setdefault("title", _("An event needs a title."))
        if "title" in values and not values["title"]:
            problems.setdefault("title", _("An event needs a title."))
        row.changes = differing(page, {name: value for name, value in values.items() if name not in problems})
        row.outcome = Outcome.NEW if is_new else Outcome.CHANGED if row.changes else Outcome.SAME
        row.title = row.title or page.title
        row.revision_before = page.latest_revision_id
        if problems:
            return
        if is_new:
            # As if it were already there: a page checks its place among the others.
            page.path, page.depth = f"{self.parent.path}0000", self.parent.depth + 1
        write(page, values, problems)
        if is_new or row.changes:
            validate(page, problems)


def why_not_edit(page, user):
    """Why somebody may not change a page now, in words; empty if they may."""
    permissions = page.permissions_for_user(user)
    if permissions.page_locked():
        return _("This event is locked.")
    if not permissions.can_edit():
        return _("You may not change this event.")
    return ""


class Likeness:
    """The planned events of one language, read once."""

    def __init__(self, locale):
        self.locale, self._plans, self._titles = locale, None, set()

    def find(self, values, zone):
        """Ids of pages that are likely the event of a row: usually none or one."""
        if not (said := _title_and_start(values, zone)):
            return []
        venue = values.get("venue")
        found = self._known().get(said, ())
        return [page_id for page_id, venue_id in found if venue is None or venue_id in (None, venue.pk)]

    def has_date(self, values, zone):
        """Whether an event of that title has the row's first date among its later ones: a likely mistake, worth a word."""
        if not (said := _title_and_start(values, zone)) or not self._known() or said[0] not in self._titles:
            return False
        dates = DraftOccurrence.objects.filter(plan__page__locale=self.locale, starts_at=said[1])
        return dates.filter(plan__title__iexact=values["title"]).exists()

    def _known(self):
        if self._plans is None:
            self._plans = defaultdict(list)
            plans = (
                DraftEvent.objects.filter(page__locale=self.locale).annotate(first_start=Min("dates__starts_at")).order_by("pk")
            )
            for title, first_start, page_id, venue_id in plans.values_list("title", "first_start", "page_id", "venue_id"):
                self._plans[title.casefold(), first_start].append((page_id, venue_id))
                self._titles.add(title.casefold())
        return self._plans


def _title_and_start(values, zone):
    """What a row calls its event and when that first begins; None where too little is said."""
    title, dates = values.get("title"), values.get(DATES)
    return (title.casefold(), span_of(dates[0].row, values.get("timezone", zone)).starts_at) if title and dates else None


def identity(values):
    """What makes two rows of one file say the same event; None where too little is said."""
    if not values.get("title") or not values.get(DATES):
        return None
    first, venue = values[DATES][0], values.get("venue")
    return values["title"].casefold(), first.start_date, first.start_time, venue and venue.pk


#: Rows kept to show what is in a column, while its name is chosen.
SHOWN = 50


def table_in(batch):
    """The table of an import. Raises `BadFile` or `NotRead`, in words."""
    return read_apart(read_events, bytes(batch.content), batch.file_name)


def open_file(batch):
    """Read an upload for the first time: its headings and a few rows are kept, or why it can't be read and nothing else."""
    values = {"state": Import.State.UPLOADED}
    with override(language_of(batch.user)):
        try:
            table = table_in(batch)
        except Exception as error:
            values = refused(error)
        else:
            values |= {"head": packed(table, most=SHOWN), "columns": guess_columns(table.headings), "total": len(table.rows)}
    Import.objects.filter(pk=batch.pk, state=Import.State.READING).update(**values)


def refused(error):
    return {"state": Import.State.UNREADABLE, "problem": in_words(error), "content": None}
