"""From what editors write to what everybody reads: pages to `EventFacts` and `Occurrence` rows."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from events.choices import Precision, Status
from events.models import EventFacts, FactFields, Festival, Occurrence
from events.models.facts import TERM_LISTS
from events.models.occurrences import BEGINNING
from events.notices import occurrences_changed
from events.timezones import day_begins, day_ends, moment

FACT_NAMES = [field.name for field in FactFields._meta.fields]
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


@dataclass(frozen=True)
class Span:
    """The moments one written date means."""

    starts_at: datetime
    ends_at: datetime
    is_all_day: bool
    has_known_end: bool


def span_of(date, timezone_name):
    """When a written date begins and is over.

    All day and month-only dates end with their last day; an unknown end is taken to be the end of that day,
    so that nothing leaves the list while it may still be going on.
    """
    last_day = date.end_date or date.start_date
    if date.precision == Precision.MONTH:
        first = date.start_date.replace(day=1)
        next_month = (last_day.replace(day=28) + timedelta(days=4)).replace(day=1)
        return Span(
            day_begins(first, timezone_name), day_begins(next_month, timezone_name), is_all_day=True, has_known_end=True
        )
    if date.start_time is None:
        return Span(
            day_begins(date.start_date, timezone_name), day_ends(last_day, timezone_name), is_all_day=True, has_known_end=True
        )
    starts_at = moment(date.start_date, date.start_time, timezone_name)
    if date.end_time is None:
        return Span(starts_at, day_ends(last_day, timezone_name), is_all_day=False, has_known_end=False)
    return Span(starts_at, moment(last_day, date.end_time, timezone_name), is_all_day=False, has_known_end=True)


def occurrence_of(date, page):
    """An unsaved occurrence of one written date: the same for publishing and for previews."""
    span = span_of(date, page.timezone)
    return Occurrence(
        uid=date.uid,
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        is_all_day=span.is_all_day,
        has_known_end=span.has_known_end,
        precision=date.precision,
        timezone=page.timezone,
        attendance_mode=page.attendance_mode,
        venue=page.venue,
        room=page.room,
        note=date.note,
    )


def is_source(page, *, facts=EventFacts):
    """Whether facts are edited on this page, rather than on the page it is translated from.

    Where nobody says which is the source, it is the page that was published first.
    """
    from wagtail_localize.models import TranslationSource

    if page.alias_of_id is not None:
        return False
    source = TranslationSource.objects.filter(object_id=page.translation_key).only("locale_id").first()
    if source is not None:
        return source.locale_id == page.locale_id
    first = facts.objects.filter(translation_key=page.translation_key).values_list("page_id", flat=True).first()
    return first in (None, page.pk)


@transaction.atomic
def project_event(page, *, now):
    """Make the facts and occurrences of a published source page true. A translation changes nothing."""
    if not is_source(page):
        return None
    facts = EventFacts.objects.filter(translation_key=page.translation_key).first() or EventFacts(
        translation_key=page.translation_key
    )
    facts.page = page
    for name in FACT_NAMES:
        setattr(facts, name, getattr(page, name))
    facts.festival = Festival.objects.of(page).first()
    facts.has_record = bool(page.record)
    facts.save()
    for name in TERM_LISTS:
        getattr(facts, name).set(getattr(page, name).all())
    _project_dates(page, facts, now=now)
    return facts


def _project_dates(page, facts, *, now):
    known = {one.uid: one for one in facts.occurrences.all()}
    touched = set(known)
    written = sorted((occurrence_of(date, page) for date in page.dates.all()), key=lambda one: (one.ends_at, one.starts_at))
    previous_end = BEGINNING
    for position, new in enumerate(written, start=1):
        touched.add(new.uid)
        row = known.pop(new.uid, None)
        if row is None:
            row, new.facts, new.modified = new, facts, now
        else:
            _take_over(row, new, now=now)
        row.next_from, row.is_last, row.is_public = previous_end, position == len(written), page.live
        previous_end = row.ends_at
        row.save()
    Occurrence.objects.filter(pk__in=[gone.pk for gone in known.values()]).delete()
    occurrences_changed.send(sender=Occurrence, uids=touched)


def _take_over(row, new, *, now):
    """Bring a known occurrence up to date; what calendars must hear of raises its sequence."""
    if all(getattr(row, name) == getattr(new, name) for name in [*SIGNIFICANT, "note"]):
        return
    if row.starts_at != new.starts_at:
        row.previous_starts_at = row.starts_at
        if row.status in (Status.SCHEDULED, Status.POSTPONED):
            row.status = Status.RESCHEDULED
    if row.status == Status.MOVED_ONLINE:
        new.attendance_mode = row.attendance_mode
    if any(getattr(row, name) != getattr(new, name) for name in SIGNIFICANT):
        row.sequence += 1
    for name in [*SIGNIFICANT, "note"]:
        setattr(row, name, getattr(new, name))
    row.modified = now


@transaction.atomic
def withdraw_event(page):
    """Take an unpublished event's dates out of every list; its facts and announced changes stay for its return."""
    dates = Occurrence.objects.filter(facts__page_id=page.pk)
    dates.update(is_public=False)
    occurrences_changed.send(sender=Occurrence, uids=set(dates.values_list("uid", flat=True)))
