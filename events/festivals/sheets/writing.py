"""The draft as a table that can be changed and brought back."""

import csv

from core.outputs.spreadsheets import harmless
from events.festivals.sheets.columns import COLUMNS, SESSION_COLUMNS


def write_table(festival, file):
    """One row for each time; a session without one has a row of its own."""
    writer = csv.writer(file)
    writer.writerow([str(column.label) for column in COLUMNS.values()])
    for session in festival.sessions.whole().order_by("title", "pk"):
        shown = {column.name: column.show(column.get(session)) for column in SESSION_COLUMNS}
        for run in [*session.runs.all()] or [None]:
            row = shown | (_run(run) if run else {})
            writer.writerow([harmless(row.get(name, "")) for name in COLUMNS])


def _run(run):
    return {
        "code": run.code,
        "day": f"{run.day:%Y-%m-%d}",
        "starts": f"{run.starts:%H:%M}",
        "ends": f"{run.ends:%H:%M}",
        "venue": run.room.venue.slug if run.room else "",
        "room": run.room.name if run.room else "",
    }
