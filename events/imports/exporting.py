"""An event as a row of a file, which can be imported again."""

from dataclasses import replace

from events.imports.columns import COLUMNS, DATE_NAMES
from events.imports.datelines import show_dates
from events.imports.pages import current, dates_of, show
from events.imports.stories import is_plain
from events.imports.tables import MOST_CHARACTERS


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
