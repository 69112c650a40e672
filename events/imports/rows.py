"""From the cells of a row to values, and from values to a page."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from events.imports.cells import CLEAR, TermColumn, plain
from events.imports.columns import COLUMNS, DATE_COLUMNS
from events.imports.datelines import CellError, DateValue, show_dates
from events.imports.stories import is_plain
from events.imports.tables import MOST_CHARACTERS, Formula
from events.models import EventDate

DATES = "dates"
DATE_NAMES = {column.name for column in DATE_COLUMNS}
#: What people count on once it is published: a change of it is announced with its reason.
ANNOUNCED = {DATES, "timezone", "venue", "room", "attendance_mode"}
#: As many dates as one event may have.
MOST_DATES = 366
#: Where on our columns an error of a date belongs.
DATE_FIELDS = {"start_date": "day", "start_time": "starts", "end_date": "last_day", "end_time": "ends"}
#: Fields of a page that importing has nothing to do with.
NOT_OURS = ["path", "depth", "numchild", "slug", "translation_key", "content_type", "owner", "url_path", "locale"]


def storable(cell):
    """A cell as it can be kept and read again: dates and times in plain writing."""
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}" if cell.time() == time.min else f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    if isinstance(cell, timedelta):
        return cell / timedelta(days=1)
    return cell if isinstance(cell, int | float | Formula) else str(cell or "").strip()


def read_row(cells, terms):
    """What a row says: `(values, problems)`, both by the name of a column. Empty cells say nothing."""
    values, problems = {}, {}
    for name, cell in cells.items():
        column = COLUMNS[name]
        if cell == "":
            continue
        try:
            if cell == CLEAR and name not in DATE_NAMES:
                values[name] = column.nothing
            else:
                values[name] = column.read(cell, terms)
        except CellError as error:
            problems[name] = str(error)
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


def dates_of(page):
    rows = (date_value(one) for one in page.dates.all())
    return sorted((replace(one, end_date=None) if one.end_date == one.start_date else one for one in rows), key=_order)


def date_value(row):
    return DateValue(row.start_date, row.start_time, row.end_date, row.end_time, row.precision, row.which_time)


def _order(one):
    return one.order


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
    for question in (_is_the_same, _is_on_the_same_day):
        for one in dates:
            if one not in kept and (row := next((row for row in free if question(row, one)), None)):
                kept[one] = row
                free.remove(row)
    for one in dates:
        if one not in kept:
            kept[one] = free.pop(0) if free else EventDate()
    for position, one in enumerate(dates):
        row = kept[one]
        row.start_date, row.start_time, row.end_date, row.end_time = one.start_date, one.start_time, one.end_date, one.end_time
        row.precision, row.which_time, row.sort_order = one.precision, one.which_time, position
    page.dates = [kept[one] for one in dates]


def _is_the_same(row, one):
    return (row.start_date, row.start_time) == (one.start_date, one.start_time)


def _is_on_the_same_day(row, one):
    return row.start_date == one.start_date


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


def title_of(cells):
    cell = cells.get("title", "")
    return "" if isinstance(cell, Formula) else plain(cell)[:255]
