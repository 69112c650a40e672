"""The lines of an event's public log, from what changes about its dates."""

from collections import defaultdict

from events.choices import ChangeKind, Status
from events.models import Change


def write_log(facts, broken, *, rows, said, now):
    """Unsaved changes, to be stored with the rows they are about: one line for all dates of an event where they share it."""
    lines = defaultdict(list)
    for one in broken:
        lines[said.kind or one.kind].append(one)
    remaining = [row for row in rows if row.is_promised and not row.is_over(now=now) and row.status != Status.CANCELLED]
    changes = []
    for kind, some in lines.items():
        # A new date is of use only with the old one beside it; what holds for all is said once.
        together = len(some) == len(remaining) > 1 and kind != ChangeKind.RESCHEDULED
        for one in some[:1] if together else some:
            changes.append(line(facts, kind=kind, said=said, now=now, row=one.row, new=one.new, is_about_all=together))
    return changes


def line(facts, *, kind, said, now, row=None, new=None, is_about_all=False):
    """One unsaved line. `row` is the date as it was announced, `new` what it becomes."""
    change = Change(
        facts=facts,
        occurrence=None if is_about_all else row,
        status=kind,
        reason=said.reason,
        reason_language=facts.page.locale.language_code if said.reason else "",
        translations=said.translations,
        announced_at=now,
        announced_by_id=said.user_id,
        edit_id=said.edit_id,
    )
    if row is not None:
        change.timezone = row.timezone
        if not is_about_all:
            change.previous_starts_at = row.starts_at
        if new is not None and new.starts_at != row.starts_at and not is_about_all:
            change.new_starts_at = new.starts_at
        if new is not None and kind == ChangeKind.NEW_VENUE:
            change.previous_place, change.new_place = (one.venue.name if one.venue else "" for one in (row, new))
    return change
