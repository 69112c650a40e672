"""Telling everybody at once, in every language and output, that an event or one of its dates has changed."""

from dataclasses import dataclass
from types import SimpleNamespace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from modelcluster.models import get_serializable_data_for_fields
from wagtail.log_actions import log

from core.changelog.log import ChangeNote, record, validate_reason
from core.choices import AttendanceMode
from core.models import PublicChange, Venue, VenueRoom
from core.publishing import copied_uid, project, settle_uids
from core.versions import renewed_once
from events.changelog import THING, change_of_all, change_of_date
from events.choices import ChangeKind, Status
from events.formatting import last_day_of, when_words, where_words
from events.models import EventDate, EventPage, Occurrence
from events.models.occurrences import occurrences_changed
from events.services.spans import occurrence_of


@dataclass(frozen=True, kw_only=True)
class NewPlace:
    venue: Venue
    room: VenueRoom | None = None


@renewed_once()
def announce_change(
    *,
    facts,
    status,
    reason,
    now,
    user=None,
    occurrence=None,
    new_date=None,
    new_place=None,
    online_url="",
    translations=None,
):
    """Announce one `ChangeKind` with its public reason, and return the lines that the public log gets.

    Without an `occurrence` it concerns every date that is not over at `now`; what has happened can't change any more.
    Every such date gets a higher sequence, so that calendars fetch it again (RFC 5546, 2.1.4). Raises ValidationError, with
    words for the editor, where the reason is no sentence or nothing would change.
    """
    validate_reason(reason)
    dates = facts.occurrences.filter(ends_at__gt=now).order_by("starts_at", "pk")
    if occurrence is not None:
        dates = dates.filter(pk=occurrence.pk)
    dates = list(dates.select_related("venue"))
    # A postponed date whose new day is known is a rescheduled one (schema.org/EventRescheduled).
    kind = ChangeKind.RESCHEDULED if status == ChangeKind.POSTPONED and new_date else ChangeKind(status)
    note = ChangeNote(reason=reason.strip(), translations=translations or {}, user_id=user and user.pk, kind=kind)
    if not dates:
        raise ValidationError(_("This is over: what has happened can't change any more."))
    log_of_event = PublicChange.objects.about(THING, facts.translation_key)
    before = set(log_of_event.values_list("pk", flat=True))
    _change(
        facts, dates, note, new_date=new_date, new_place=new_place, online_url=online_url, is_all=occurrence is None, now=now
    )
    lines = list(log_of_event.exclude(pk__in=before))
    if not lines:
        raise ValidationError(_("Nothing would change: this is how it has been announced already."))
    occurrences_changed.send(sender=Occurrence, uids={one.uid for one in dates})
    log(
        instance=facts.page,
        action="events.announce_change",
        user=user,
        data={"kind": note.kind, "reason": note.reason, "dates": [one.starts_at.isoformat() for one in dates]},
    )
    return lines


def _change(facts, dates, note, *, new_date, new_place, online_url, is_all, now):
    if note.kind in (ChangeKind.CANCELLED, ChangeKind.POSTPONED):
        _set_status(facts, dates, note, {one.pk: Status(note.kind) for one in dates}, is_all=is_all, now=now)
    elif note.kind == ChangeKind.SCHEDULED:
        online = [one for one in dates if one.status == Status.MOVED_ONLINE]
        restored = {one.pk: Status.RESCHEDULED if one.previous_starts_at else Status.SCHEDULED for one in dates}
        _set_status(facts, dates, note, restored, is_all=is_all, now=now)
        _amend(facts, online, ChangeNote(user_id=note.user_id), dates={"attendance_mode": ""}, now=now, is_repair=True)
    elif note.kind == ChangeKind.MOVED_ONLINE:
        page_facts = {"online_url": online_url} if online_url else {}
        _amend(facts, dates, note, dates={"attendance_mode": AttendanceMode.ONLINE}, page_facts=page_facts, now=now)
    elif note.kind == ChangeKind.NEW_VENUE:
        if new_place is None:
            raise ValidationError(_("Say where it is now."))
        _amend(facts, dates, note, dates={"venue": new_place.venue, "room": new_place.room}, now=now)
    else:
        if new_date is None or len(dates) != 1:
            raise ValidationError(_("Say which date, and when it is instead."))
        # A new day for what was cancelled brings it back; the line that follows tells it.
        facts.occurrences.filter(pk=dates[0].pk, status=Status.CANCELLED).update(status=Status.SCHEDULED)
        _amend(facts, dates, note, dates=vars(new_date), now=now)


def _set_status(facts, dates, note, statuses, *, is_all, now):
    """What is announced lives on the date itself: nothing that is published later can undo it."""
    changed = [one for one in dates if one.status != statuses[one.pk]]
    for one in changed:
        one.status, one.sequence, one.modified = statuses[one.pk], one.sequence + 1, now
        one.save(update_fields=["status", "sequence", "modified"])
    if is_all and len(changed) > 1:
        record([change_of_all(facts, changed, kind=note.kind, note=note, now=now)])
    else:
        record([change_of_date(facts, one, kind=note.kind, note=note, now=now) for one in changed])


def _amend(facts, rows, note, *, now, page_facts=None, is_repair=False, **amended):
    """Write it to the page, then let publishing's own projection tell it."""
    if not rows:
        return
    if not facts.page.live:
        # What is on it is a draft, of which nothing may be published with this.
        raise ValidationError(_("Its page is not published: publish it with this change instead."))
    amend_page(facts.page, uids={str(one.uid) for one in rows}, page_facts=page_facts, **amended)
    page = EventPage.objects.get(pk=facts.page_id)
    errors = [message for row in page.dates.all() for message in row.clock_errors(page.timezone).values()]
    if errors:
        raise ValidationError(errors)
    project(page, now=now, note=note, is_repair=is_repair)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One date as it has been announced, and as it would be."""

    event: object
    before: str
    after: str


def preview_change(*, event, **announcement):
    """The dates that would change, in words. Nothing is stored; raises ValidationError where announcing would.

    They are found by making the change and taking it back: so a preview can't promise anything else.
    """
    with transaction.atomic():
        before = _states(event.facts)
        announce_change(**announcement)
        after = _states(event.facts)
        transaction.set_rollback(True)
    return [Line(event=event, before=before[uid], after=words) for uid, words in after.items() if before.get(uid) != words]


def _states(facts):
    rows = Occurrence.objects.filter(facts=facts).select_related("venue", "room").order_by("starts_at", "pk")
    return {row.uid: _state(row) for row in rows}


def _state(row):
    place = where_words(row, row.venue)
    if place and row.room:
        place = f"{place}, {row.room.name}"
    status = "" if row.status == Status.SCHEDULED else f"[{Status(row.status).label}]"
    return " · ".join(filter(None, (when_words(row), place, status)))


def amend_page(page, *, uids, dates=None, page_facts=None):
    """Change these dates, and facts of the page, wherever the page may be published from next.

    That is its live row, its latest draft and a scheduled revision. Older revisions stay what they were: publishing one
    brings its dates back in public, with a line in the log. Going through a revision of its own instead would publish
    somebody's unfinished words, or end their workflow.
    """
    dates, page_facts = dates or {}, page_facts or {}
    written = None
    for row in EventDate.objects.filter(page=page):
        if _is_one_of(row.uid, uids, page):
            for name, value in dates.items():
                setattr(row, name, value)
            row.save(update_fields=list(dates))
            written = row
    if page_facts:
        EventPage.objects.filter(pk=page.pk).update(**page_facts)
    said = get_serializable_data_for_fields(written) if written else {}
    said = {name: said[name] for name in dates if name in said}
    for revision in page.revisions.filter(
        Q(pk__in=[page.latest_revision_id, page.live_revision_id]) | Q(approved_go_live_at__isnull=False)
    ):
        for row in revision.content.get("dates", ()):
            if _is_one_of(row["uid"], uids, page):
                row.update(said)
        revision.content |= page_facts
        revision.save(update_fields=["content"])


def _is_one_of(uid, uids, page):
    return str(uid) in uids or str(copied_uid(page.translation_key, uid)) in uids


@dataclass(frozen=True, kw_only=True)
class Broken:
    """One announced date and what it would become; `new` is None where it would be gone."""

    kind: str
    row: Occurrence
    new: Occurrence | None


def broken_promises(rows, written, *, now, is_announced=False):
    """Which of the announced dates that are not over would change when, where or how people take part.

    A cancelled date breaks nothing any more, and a venue that nobody knew yet may be filled in, unless somebody means to
    announce it.
    """
    becomes = {one.uid: one for one in written}
    for row in rows:
        if row.is_promised and not row.is_over(now=now) and row.status != Status.CANCELLED:
            new = becomes.get(row.uid)
            if kind := _kind(row, new, is_announced=is_announced):
                yield Broken(kind=kind, row=row, new=new)


def _kind(row, new, *, is_announced):
    if new is None:
        return ChangeKind.CANCELLED
    if row.starts_at != new.starts_at or row.is_all_day != new.is_all_day or last_day_of(row) != last_day_of(new):
        return ChangeKind.RESCHEDULED
    if new.attendance_mode != row.attendance_mode:
        if new.attendance_mode == AttendanceMode.ONLINE:
            return ChangeKind.MOVED_ONLINE
        if new.attendance_mode == AttendanceMode.IN_PERSON:
            return ChangeKind.NEW_VENUE
    is_elsewhere = (new.venue_id, new.room_id) != (row.venue_id, row.room_id)
    is_news = is_announced or (row.venue_id and new.venue_id != row.venue_id)
    if is_elsewhere and is_news and row.attendance_mode != AttendanceMode.ONLINE:
        return ChangeKind.NEW_VENUE
    return None


def changes_of_draft(page, dates, plan, *, now):
    """What publishing these dates would change of what was announced. `plan` holds the page's facts that concern dates."""
    announced = Occurrence.objects.filter(facts__translation_key=page.translation_key, is_promised=True)
    rows = list(announced.select_related("venue").order_by("starts_at", "pk"))
    if not rows:
        return []
    written = [occurrence_of(row, SimpleNamespace(**plan)) for row in dates]
    settle_uids(written, translation_key=page.translation_key, known={row.uid for row in rows})
    return list(broken_promises(rows, written, now=now))


def sentence_about(broken):
    """What would change, for the editor: "Thursday 18 March 2027, 18:00 would become Friday …"."""
    old = when_words(broken.row)
    if broken.kind == ChangeKind.CANCELLED:
        return _("%(old)s would be cancelled.") % {"old": old}
    if broken.kind == ChangeKind.RESCHEDULED:
        return _("%(old)s would become %(new)s.") % {"old": old, "new": when_words(broken.new)}
    return _("%(old)s: %(place)s would become %(new)s.") % {
        "old": old,
        "place": where_words(broken.row, broken.row.venue) or _("no place"),
        "new": where_words(broken.new, broken.new.venue) or _("no place"),
    }
