"""From what editors write to what everybody reads: pages to `EventFacts` and `Occurrence` rows."""

from dataclasses import dataclass, field

from django.db import transaction

from events.choices import ChangeKind, Status
from events.models import Change, EventFacts, FactFields, Festival, Occurrence, RecordFields
from events.models.facts import TERM_LISTS
from events.models.occurrences import set_order
from events.notices import occurrences_changed
from events.services.lifecycle import is_source, settle_uids
from events.services.promises import broken_promises
from events.services.public_log import write_log
from events.services.spans import occurrence_of, span_of

__all__ = ["ChangeNote", "is_source", "note_on", "occurrence_of", "project_event", "span_of", "withdraw_event"]

FACT_NAMES = [field.attname for model in (FactFields, RecordFields) for field in model._meta.fields]
#: What makes a calendar fetch an entry again when it differs (RFC 5545, 3.8.7.4).
SIGNIFICANT = [
    "starts_at",
    "ends_at",
    "is_all_day",
    "has_known_end",
    "precision",
    "timezone",
    "attendance_mode",
    "venue_id",
    "room_id",
]


@dataclass(frozen=True, kw_only=True)
class ChangeNote:
    """What an editor says about a change, and as what it is announced where that is more than the facts can tell."""

    reason: str = ""
    translations: dict = field(default_factory=dict)
    user_id: int | None = None
    edit_id: object = None
    kind: str = ""


def note_on(page, *, user_id=None):
    """The reason that came with this edit of the page, once: an old revision can't say it again."""
    said = page.change_reason_id
    if not page.change_reason or said is None or Change.objects.filter(edit_id=said).exists():
        return ChangeNote(user_id=user_id)
    translations = page.change_reason_translations
    return ChangeNote(reason=page.change_reason, translations=translations, edit_id=said, user_id=user_id)


@transaction.atomic
def project_event(page, *, now, said=None, is_repair=False):
    """Make the facts and occurrences of a published source page true. A translation changes nothing.

    What was announced and changes is written to the public log, with what is `said` about it. A repair of damaged rows
    is no news, and is kept out of it.
    """
    if not is_source(page):
        return None
    facts = EventFacts.objects.filter(translation_key=page.translation_key).first() or EventFacts(
        translation_key=page.translation_key
    )
    is_new, facts.page = facts.pk is None, page
    for name in FACT_NAMES:
        setattr(facts, name, getattr(page, name))
    facts.festival = Festival.objects.of(page).first()
    facts.has_record = bool(page.record)
    facts.save()
    for name in TERM_LISTS:
        _project_terms(getattr(facts, name), getattr(page, name), is_new=is_new)
    rows = [] if is_new else facts.occurrences.select_related("venue")
    _project_dates(page, facts, rows, now=now, said=said or note_on(page), is_repair=is_repair)
    return facts


def _project_terms(relation, written, *, is_new):
    keys = list(written.order_by().values_list("pk", flat=True))
    if not is_new:
        relation.set(keys)
    elif keys:
        relation.add(*keys)


def _project_dates(page, facts, rows, *, now, said, is_repair):
    rows = {one.uid: one for one in rows}
    stored = {one.pk: _values_of(one) for one in rows.values()}
    written = [occurrence_of(date, page) for date in page.dates.all()]
    settle_uids(written, translation_key=page.translation_key, known=rows)
    is_announced = bool(said.kind)
    broken = [] if is_repair else list(broken_promises(rows.values(), written, now=now, is_announced=is_announced))
    log = write_log(facts, broken, rows=rows.values(), said=said, now=now)
    becoming = {one.row.uid: one.kind for one in broken}
    touched = {*rows, *(one.uid for one in written)}
    kept = []
    for new in written:
        row = rows.pop(new.uid, None)
        if row is None:
            row, new.facts, new.modified = new, facts, now
        else:
            _take_over(row, new, kind=becoming.get(row.uid), now=now)
        row.is_public = page.live
        kept.append(row)
    kept += _withdrawn(rows.values(), becoming, page=page, now=now)
    _save_in_order(kept, stored)
    Change.objects.bulk_create(log)
    occurrences_changed.send(sender=Occurrence, uids=touched)


def _save_in_order(rows, stored):
    """Store an event's dates with what the lists ask for: from when each is the next one, and which is the last.

    Rows that are `stored` as they are now are left alone: an event may have a year of them.
    """
    rows = set_order(rows)
    for row in rows:
        row.is_promised = row.is_promised or row.is_public
        if row.pk and stored[row.pk] != _values_of(row):
            row.save()
    if new := [row for row in rows if not row.pk]:
        Occurrence.objects.bulk_create(new)


def _values_of(row):
    return [getattr(row, field.attname) for field in Occurrence._meta.concrete_fields]


def _withdrawn(gone, becoming, *, page, now):
    """Dates that are no longer on the page. What people may count on stays as cancelled; the rest is deleted."""
    for row in gone:
        if row.uid in becoming:
            row.status, row.sequence, row.modified = Status.CANCELLED, row.sequence + 1, now
        elif not (row.is_promised and row.status == Status.CANCELLED):
            row.delete()
            continue
        row.is_public = page.live
        yield row


def _take_over(row, new, *, kind, now):
    """Bring a known occurrence up to date; what calendars must hear of raises its sequence."""
    before = row.status
    if kind == ChangeKind.RESCHEDULED:
        row.previous_starts_at = row.starts_at
        row.status = Status.RESCHEDULED
    elif kind == ChangeKind.MOVED_ONLINE:
        row.status = Status.MOVED_ONLINE
    elif row.status == Status.MOVED_ONLINE and new.attendance_mode != row.attendance_mode:
        row.status = Status.RESCHEDULED if row.previous_starts_at else Status.SCHEDULED
    names = [*SIGNIFICANT, "note"]
    if kind == ChangeKind.NEW_VENUE:
        row.has_new_place = True
    if row.status == before and all(getattr(row, name) == getattr(new, name) for name in names):
        return
    if row.status != before or any(getattr(row, name) != getattr(new, name) for name in SIGNIFICANT):
        row.sequence += 1
    for name in names:
        setattr(row, name, getattr(new, name))
    row.modified = now


@transaction.atomic
def withdraw_event(page):
    """Take an unpublished event's dates out of every list; its facts and announced changes stay for its return."""
    dates = Occurrence.objects.filter(facts__page_id=page.pk)
    dates.update(is_public=False)
    occurrences_changed.send(sender=Occurrence, uids=set(dates.values_list("uid", flat=True)))
