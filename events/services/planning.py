"""From drafts to `DraftEvent` rows: what editors' lists, calendar and warnings read."""

import hashlib
import json
from datetime import date, time
from types import SimpleNamespace
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision
from wagtail_localize.models import TranslationSource

from core.models import Audience, Format, Theme, Venue, VenueRoom
from core.publishing import is_source, settle_uids
from events.choices import Booking, Precision
from events.models import DraftEvent, DraftOccurrence, EventDate, EventPage, Occurrence
from events.models.occurrences import OccurrenceFields
from events.services.spans import occurrence_of

#: What is translated: when one of these differs, translations are out of date.
WORDS = ("title", "summary", "story", "how_to_take_part", "content_notes", "record", "supervision")
COMPARED = ("uid", *(field.attname for field in OccurrenceFields._meta.fields))


def plan_of_revision(page, revision, *, is_new):
    """Keep the plan true to a revision of a page that was just saved, if it is the newest of a page that has one."""
    newest = Revision.objects.for_instance(page).order_by("-created_at", "-pk").values_list("pk", flat=True)
    if (is_new or newest.first() == revision.pk) and (plan := _plan_of(page)):
        write_plan(plan, page, revision.content, now=revision.created_at)


def _plan_of(page):
    """The plan that is kept of this page, rather than of a translation of it; a fresh one for an event that has none yet."""
    if not is_source(page):
        return None
    plan = DraftEvent.objects.filter(translation_key=page.translation_key).first()
    if plan is None or plan.page_id == page.pk:
        return plan or DraftEvent(translation_key=page.translation_key)
    # Both are drafts: the first one has it, unless somebody has said which is the source.
    sources = TranslationSource.objects.filter(object_id=page.translation_key, locale_id=page.locale_id)
    return plan if sources.exists() else None


@transaction.atomic
def write_plan(plan, page, content, *, now):
    """Write the plan of a page from the content of a revision, just made or read back. It may name what is gone by now."""
    content = json.loads(json.dumps(content, cls=DjangoJSONEncoder))
    written = [one for one in content.get("dates", ()) if one.get("start_date")]
    formats, venues, rooms = (
        model.objects.in_bulk({one.get(name) for one in (content, *written)} - {None})
        for name, model in (("format", Format), ("venue", Venue), ("room", VenueRoom))
    )
    plan.page = page
    plan.title = content["title"]
    plan.attendance_mode = content["attendance_mode"]
    plan.format, plan.venue = formats.get(content.get("format")), venues.get(content.get("venue"))
    plan.room = rooms.get(content.get("room"))
    plan.is_drop_in = content.get("booking") == Booking.DROP_IN
    plan.has_summary = bool(content.get("summary"))
    plan.has_picture = bool(content.get("image"))
    plan.has_own_access = bool(content.get("access"))
    plan.has_record = _has_record(content)
    digest = _digest(content)
    if plan.words_digest != digest:
        plan.words_digest, plan.words_changed_at = digest, now
    is_new = plan.pk is None
    plan.save()
    _set(plan.themes, Theme, content.get("themes"), is_new=is_new)
    _set(plan.meant_for, Audience, content.get("meant_for"), is_new=is_new)
    dates = [date for one in written if (date := _planned(plan, one, content["timezone"], venues, rooms))]
    known = Occurrence.objects.filter(facts__translation_key=plan.translation_key).values_list("uid", flat=True)
    settle_uids(dates, translation_key=plan.translation_key, known=set(known))
    rows = [DraftOccurrence(plan=plan, **{name: getattr(date, name) for name in COMPARED}) for date in dates]
    before = [] if is_new else list(plan.dates.values_list(*COMPARED))
    if sorted(before, key=str) != sorted((tuple(getattr(row, name) for name in COMPARED) for row in rows), key=str):
        if before:
            plan.dates.all().delete()
        DraftOccurrence.objects.bulk_create(rows)
    return plan


def _has_record(content):
    """Whether a draft tells what happened or how many came."""
    numbers = ("attended_free", "attended_paid", "attended_online")
    return content.get("record") not in (None, "", "[]") or any(content.get(name) is not None for name in numbers)


def _set(relation, model, pks, *, is_new):
    """A draft may name terms that are gone by now."""
    there = model.objects.filter(pk__in=pks or ()).order_by().values_list("pk", flat=True)
    if is_new:
        relation.add(*there)
    elif set(pks or ()) != set(relation.order_by().values_list("pk", flat=True)):
        relation.set(there)


def _digest(content):
    """Fingerprint of the words, without the ids that blocks get when they are saved."""
    words = [_without_ids(_loaded(content.get(name))) for name in WORDS]
    return hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()


def _loaded(value):
    return json.loads(value) if isinstance(value, str) and value.startswith("[") else value


def _without_ids(value):
    if isinstance(value, list):
        return [_without_ids(one) for one in value]
    if isinstance(value, dict):
        return {key: _without_ids(one) for key, one in value.items() if key != "id"}
    return value


def _planned(plan, written, timezone_name, venues, rooms):
    page = SimpleNamespace(timezone=timezone_name, attendance_mode=plan.attendance_mode, venue=plan.venue, room=plan.room)
    try:
        return occurrence_of(_date_of(written, venues, rooms), page)
    except (TypeError, KeyError, ValueError, OverflowError):
        # A draft may be half written: a time zone nobody knows, a year that clocks don't reach.
        return None


def _date_of(written, venues, rooms):
    return EventDate(
        uid=UUID(written["uid"]),
        start_date=date.fromisoformat(written["start_date"]),
        start_time=written["start_time"] and time.fromisoformat(written["start_time"]),
        end_date=written["end_date"] and date.fromisoformat(written["end_date"]),
        end_time=written["end_time"] and time.fromisoformat(written["end_time"]),
        precision=written.get("precision") or Precision.DAY,
        which_time=written.get("which_time", ""),
        attendance_mode=written.get("attendance_mode") or "",
        venue=venues.get(written.get("venue")),
        room=rooms.get(written.get("room")),
    )


def rebuild_plans():
    """Write every plan again from the latest draft. Returns how many there are."""
    pages = EventPage.objects.defer_streamfields().select_related("latest_revision").order_by("path")
    for page in pages.iterator(chunk_size=200):
        if plan := _plan_of(page):
            content = (
                page.latest_revision.content if page.latest_revision else EventPage.objects.get(pk=page.pk).serializable_data()
            )
            write_plan(plan, page, content, now=page.latest_revision_created_at or timezone.now())
    return DraftEvent.objects.count()
