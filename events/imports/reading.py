"""From the cells of a row to values."""

from dataclasses import replace

from django.utils.translation import gettext as _

from events.imports.cells import CLEAR, TermColumn, plain
from events.imports.columns import COLUMNS, DATE_NAMES, DATES
from events.imports.datelines import CellError
from events.imports.tables import Formula

#: As many dates as one event may have.
MOST_DATES = 366


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


def title_of(cells):
    cell = cells.get("title", "")
    return "" if isinstance(cell, Formula) else plain(cell)[:255]
