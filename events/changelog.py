"""What is told of events: when, where, how people take part, and whether it takes place at all."""

from collections import defaultdict
from datetime import datetime

from core.changelog.log import ChangeLine, ChangeLog, change_of
from core.choices import AttendanceMode
from core.dates import date_time_words
from events.choices import STATUS_KINDS, ChangeKind, Status
from events.models import EventFacts, EventPage

THING = "event"
PERMISSION = "events.announce_change"
#: How what is announced is coloured, where the date's own status does not say it.
BADGES = {**STATUS_KINDS, ChangeKind.NEW_VENUE: "warning", ChangeKind.SCHEDULED: "good"}


def may_announce(user, page):
    """Whether this person may tell the public that this event changes: a permission of its own, within their pages."""
    return user.has_perm(PERMISSION) and page.permissions_for_user(user).can_edit()


def changes_of(facts, broken, *, rows, note, now):
    """Unsaved lines, to be stored with the rows they are about: one for all dates of an event where they share it."""
    by_kind = defaultdict(list)
    for one in broken:
        by_kind[note.kind or one.kind].append(one)
    remaining = [row for row in rows if row.is_promised and not row.is_over(now=now) and row.status != Status.CANCELLED]
    for kind, some in by_kind.items():
        # A new date is of use only with the old one beside it; what holds for all is said once.
        if len(some) == len(remaining) > 1 and kind != ChangeKind.RESCHEDULED:
            yield change_of_all(facts, [one.row for one in some], kind=kind, note=note, now=now, new=some[0].new)
        else:
            for one in some:
                yield change_of_date(facts, one.row, kind=kind, note=note, now=now, new=one.new)


def change_of_date(facts, row, *, kind, note, now, new=None):
    """One unsaved line. `row` is the date as it was announced, `new` what it becomes."""
    moved = {"starts_at": new.starts_at.isoformat()} if new is not None and new.starts_at != row.starts_at else {}
    return change_of(
        THING,
        facts,
        kind=kind,
        note=note,
        now=now,
        part=row.uid,
        before={"starts_at": row.starts_at.isoformat()} | _place(row, new, kind),
        after=moved | _place(new, new, kind),
        timezone=row.timezone,
        concerns_until=max(one.ends_at for one in (row, new) if one is not None),
    )


def change_of_all(facts, rows, *, kind, note, now, new=None):
    """One unsaved line about every date that was to come."""
    return change_of(
        THING,
        facts,
        kind=kind,
        note=note,
        now=now,
        before=_place(rows[0], new, kind),
        after=_place(new, new, kind),
        timezone=rows[0].timezone,
        concerns_until=max(one.ends_at for one in rows),
    )


def _place(row, new, kind):
    """Where a date is, if what changes is the place."""
    is_told = new is not None and kind == ChangeKind.NEW_VENUE
    return {"place": row.venue.name if row.venue else ""} if is_told else {}


def line_of(change, *, language):
    before, after = change.before or {}, change.after or {}
    about = _moment(before, change)
    return ChangeLine.of(
        change,
        language=language,
        what=ChangeKind(change.kind).label,
        badge=BADGES[change.kind],
        about=about,
        before="" if about else before.get("place", ""),
        after=_moment(after, change) or after.get("place", ""),
    )


def _moment(values, change):
    at = values.get("starts_at")
    return date_time_words(datetime.fromisoformat(at), change.timezone) if at else ""


def holds(change, row):
    """Whether what was announced of a date is still how it is."""
    if change.kind in (ChangeKind.CANCELLED, ChangeKind.POSTPONED):
        return row.status == change.kind
    is_online = row.attendance_mode == AttendanceMode.ONLINE
    return (
        row.takes_place
        and {
            ChangeKind.RESCHEDULED: row.previous_starts_at is not None,
            ChangeKind.MOVED_ONLINE: is_online,
            ChangeKind.NEW_VENUE: row.has_new_place and not is_online,
            ChangeKind.SCHEDULED: True,
        }[change.kind]
    )


def touch_dates(key, changes, *, now):
    """Calendars fetch the dates again (RFC 5545, LAST-MODIFIED); their sequence stays, since nothing about them changes."""
    about = {change.part for change in changes}
    facts = EventFacts.objects.get(translation_key=key)
    for row in facts.occurrences.filter(ends_at__gt=now):
        if row.uid in about or None in about:
            row.modified = now
            row.save(update_fields=["modified"])


EVENT_LOG = ChangeLog(pages=(EventPage,), facts=EventFacts, line=line_of, may_announce=may_announce, explained=touch_dates)
