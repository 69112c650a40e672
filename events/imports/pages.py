"""A row of a file and the page it is about: what the one says, what the other has, and giving it that."""

from dataclasses import replace
from datetime import time
from operator import attrgetter

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.imports.cells import TermColumn, plain, read_cells
from core.imports.tables import MOST_CHARACTERS, CellError, Formula
from events.imports.columns import COLUMNS, DATE_FIELDS, DATE_NAMES, DATES, is_plain, show_dates, shows_twice
from events.models import EventDate
from events.services.spans import MOST_DATES, DateValue

#: Fields of a page that importing has nothing to do with.
NOT_OURS = ["path", "depth", "numchild", "slug", "translation_key", "content_type", "owner", "url_path", "locale"]


def read_row(cells, terms):
    """What a row says: `(values, problems)`, both by the name of a column; its dates as one list."""
    values, problems = read_cells(cells, COLUMNS, terms)
    _gather_dates(values, problems)
    return values, problems


def _gather_dates(values, problems):
    """Day, start, last day, end and more dates become one list of dates."""
    said = {name: values.pop(name) for name in DATE_NAMES & values.keys()}
    if not said or DATE_NAMES & problems.keys():
        return
    dates = [*said.get("day", ())]
    if not dates and said.keys() - {"more_dates"}:
        problems["day"] = _("Say the day, too.")
        return
    if len(dates) == 1:
        dates[0] = _with_times(dates[0], said)
    dates += said.get("more_dates", ())
    if len(set(dates)) < len(dates):
        problems["more_dates"] = _("One date is there twice.")
    elif len(dates) > MOST_DATES:
        problems["more_dates"] = _("An event can have %(most)d dates at most.") % {"most": MOST_DATES}
    else:
        values[DATES] = sorted(dates, key=lambda one: one.order)


def _with_times(first, said):
    last_day = said.get("last_day", first.end_date)
    return replace(
        first,
        start_time=said.get("starts", first.start_time),
        end_date=last_day if last_day != first.start_date else None,
        end_time=said.get("ends", first.end_time),
        which_time=said.get("which_time", first.which_time),
    )


def find_room(page, values, problems, terms):
    """A room is known by its name and its venue, which the row or the page says."""
    if not isinstance(values.get("room"), str):
        return
    try:
        values["room"] = terms.room(values.get("venue", page.venue), values["room"])
    except CellError as error:
        problems["room"] = str(error)


def refuse_retired(page, values, problems):
    """A retired term stays where it is, and is chosen for nothing new."""
    for name, value in values.items():
        column = COLUMNS.get(name)
        if isinstance(column, TermColumn):
            now = _listed(column.get(page))
            for term in _listed(value):
                if term.is_retired and term not in now:
                    problems[name] = _("“%(name)s” is retired. Choose another.") % {"name": term.name}


def _listed(value):
    return value if isinstance(value, list) else [value] if value else []


def title_of(cells):
    cell = cells.get("title", "")
    return "" if isinstance(cell, Formula) else plain(cell)[:255]


def settle_clocks(page, values, problems, *, which_time=""):
    """Give each time that clocks show twice its meaning: what the file says, what the event has, what was answered."""
    if DATES not in values:
        return
    zone = values.get("timezone", page.timezone)
    known = {(one.start_date, one.start_time): one.which_time for one in dates_of(page)}
    settled = []
    for position, one in enumerate(values[DATES]):
        if not one.which_time:
            before = known.get((one.start_date, one.start_time), "")
            one = replace(one, which_time=before or (which_time if shows_twice(one, zone) else ""))
        settled.append(one)
        for name, message in one.row.clock_errors(zone).items():
            problems.setdefault(_column(name, position), message)
    values[DATES] = settled


def _column(name, position):
    if name == "which_time":
        return name
    return DATE_FIELDS.get(name, "day") if position == 0 else "more_dates"


def dates_of(page):
    return sorted((DateValue.of(row) for row in page.dates.all()), key=lambda one: one.order)


def show(name, value):
    return show_dates(value) if name == DATES else COLUMNS[name].show(value)


def current(page, name):
    return dates_of(page) if name == DATES else COLUMNS[name].get(page)


def differing(page, values):
    """What of `values` the page does not say yet: `{name: [before, after]}` in words."""
    return {
        name: [show(name, current(page, name)), show(name, value)]
        for name, value in values.items()
        if name != "reference" and current(page, name) != value
    }


def write(page, values, problems):
    """Give the page the values; what can't be is a problem at its column."""
    for name, value in values.items():
        if name == "reference" or current(page, name) == value:
            continue
        try:
            if name == DATES:
                _write_dates(page, value)
            else:
                COLUMNS[name].set(page, value)
        except CellError as error:
            problems[name] = str(error)


def _write_dates(page, dates):
    """A date that stays keeps its identity and its note; one that moves keeps them too, so that calendars see it move."""
    free = sorted(page.dates.all(), key=lambda row: (row.start_date, row.start_time or time.min))
    kept = {}
    for said in (attrgetter("start_date", "start_time"), attrgetter("start_date")):
        for one in dates:
            if one not in kept and (row := next((row for row in free if said(row) == said(one)), None)):
                kept[one] = row
                free.remove(row)
    for one in dates:
        if one not in kept:
            kept[one] = free.pop(0) if free else EventDate()
    for position, one in enumerate(dates):
        row = kept[one]
        row.sort_order = position
        for name, value in vars(one).items():
            setattr(row, name, value)
    page.dates = [kept[one] for one in dates]


def validate(page, problems):
    """What the page itself, and each of its dates, has against being saved."""
    for row in page.dates.all():
        try:
            row.full_clean(exclude=["page"], validate_unique=False, validate_constraints=False)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                problems.setdefault(DATE_FIELDS.get(name, "day"), " ".join(messages))
    page.checks_clocks = False
    for check in (lambda: page.clean_fields(exclude=NOT_OURS), page.clean):
        try:
            check()
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                problems.setdefault(name if name in COLUMNS else "", " ".join(messages))


def export(page):
    """A page as a row that imports as the same: `{name of a column: text}`."""
    row = dict.fromkeys(COLUMNS, "")
    row["reference"] = page.external.external_id if hasattr(page, "external") else f"engage:{page.translation_key}"
    first, *more = dates_of(page) or [None]
    if first:
        row["day"] = show_dates([replace(first, start_time=None, end_date=None, end_time=None, which_time="")])
        row["starts"] = f"{first.start_time:%H:%M}" if first.start_time else ""
        row["last_day"] = f"{first.end_date:%Y-%m-%d}" if first.end_date else ""
        row["ends"] = f"{first.end_time:%H:%M}" if first.end_time else ""
        row["which_time"] = first.which_time
        row["more_dates"] = show_dates(more)
    for name in COLUMNS.keys() - DATE_NAMES - {"reference"}:
        row[name] = show(name, current(page, name))
    if not is_plain(page.story) or len(row["story"]) > MOST_CHARACTERS:
        # A story that a cell can't hold is left as it is.
        row["story"] = ""
    return row
