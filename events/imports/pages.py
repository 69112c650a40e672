"""What a page says already, and giving it what a row says."""

from dataclasses import replace
from datetime import time

from django.core.exceptions import ValidationError

from events.imports.columns import COLUMNS, DATE_FIELDS, DATES
from events.imports.datelines import CellError, DateValue, show_dates
from events.models import EventDate

#: Fields of a page that importing has nothing to do with.
NOT_OURS = ["path", "depth", "numchild", "slug", "translation_key", "content_type", "owner", "url_path", "locale"]


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
