"""From what editors write to what everybody reads: events' pages to `EventFacts` and `Occurrence` rows."""

from core.changelog.log import note_of, record
from core.publishing import Publication, settle_uids
from events.changelog import changes_of
from events.choices import ChangeKind, Status
from events.models import EventFacts, EventPage, Festival, Occurrence
from events.models.facts import TERM_LISTS
from events.models.occurrences import OccurrenceFields, occurrences_changed, set_order
from events.search import current_index
from events.services.changes import broken_promises
from events.services.planning import plan_of_revision, rebuild_plans
from events.services.spans import occurrence_of

#: What makes a calendar fetch an entry again when it differs (RFC 5545, 3.8.7.4).
SIGNIFICANT = [field.attname for field in OccurrenceFields._meta.fields]


class EventPublication(Publication):
    """What was announced and changes is written to the public log; a promised date that is taken away stays as cancelled."""

    facts = EventFacts
    terms = TERM_LISTS
    rows = "occurrences"
    public_rows = ("occurrences",)

    def fill(self, facts, page):
        facts.festival = Festival.objects.of(page).first()
        facts.has_record = bool(page.record)

    def note(self, page, *, user_id):
        return note_of(page, user_id=user_id)

    def write_rows(self, facts, page, *, now, note, is_repair):
        return _write_dates(page, facts, now=now, note=note, is_repair=is_repair)

    def shown(self, facts):
        tell_followers(facts.occurrences.values_list("uid", flat=True))

    def drafted(self, page, revision, *, is_new):
        plan_of_revision(page, revision, is_new=is_new)

    def moved(self, page):
        """An event that is moved into, out of or between festivals belongs to where it is now."""
        EventFacts.objects.filter(page_id=page.pk).update(festival=Festival.objects.of(page).first())

    def rebuilt(self, *, now):
        for page in EventPage.objects.live().iterator():
            current_index.store_words(page)
        rebuild_plans()
        return []


def tell_followers(uids):
    """Whoever follows dates hears of these."""
    occurrences_changed.send(sender=Occurrence, uids=set(uids))


def on_delete_of_date(sender, instance, **kwargs):
    """A date that is gone has no row any more to say so. Nobody follows the slots of sessions."""
    if instance.facts_id is not None:
        tell_followers([instance.uid])


def _write_dates(page, facts, *, now, note, is_repair):
    rows = {one.uid: one for one in facts.occurrences.select_related("venue")}
    stored = {one.pk: _values_of(one) for one in rows.values()}
    written = [occurrence_of(date, page) for date in page.dates.all()]
    settle_uids(written, translation_key=page.translation_key, known=rows)
    is_announced = bool(note.kind)
    broken = [] if is_repair else list(broken_promises(rows.values(), written, now=now, is_announced=is_announced))
    changes = list(changes_of(facts, broken, rows=rows.values(), note=note, now=now))
    becoming = {one.row.uid: one.kind for one in broken}
    touched = {*rows, *(one.uid for one in written)}
    kept = []
    for new in written:
        row = rows.pop(new.uid, None)
        if row is None:
            row, new.facts, new.modified = new, facts, now
        else:
            _take_over(row, new, kind=becoming.get(row.uid), now=now)
        row.is_public = facts.is_public
        kept.append(row)
    kept += _withdrawn(rows.values(), becoming, facts=facts, now=now)
    _save_in_order(kept, stored)
    record(changes)
    tell_followers(touched)
    return kept


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


def _withdrawn(gone, becoming, *, facts, now):
    """Dates that are no longer on the page. What people may count on stays as cancelled; the rest is deleted."""
    for row in gone:
        if row.uid in becoming:
            row.status, row.sequence, row.modified = Status.CANCELLED, row.sequence + 1, now
        elif not (row.is_promised and row.status == Status.CANCELLED):
            row.delete()
            continue
        row.is_public = facts.is_public
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
