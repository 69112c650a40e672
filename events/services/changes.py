"""Telling everybody at once, in every language and output, that an event or one of its dates has changed."""

from dataclasses import dataclass
from datetime import date, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from core.changelog.log import ChangeNote, record, validate_reason
from core.choices import AttendanceMode
from core.models import PublicChange, Venue, VenueRoom
from core.publishing import project
from events.changelog import THING, change_of_all, change_of_date
from events.choices import ChangeKind, Status
from events.models import EventPage, Occurrence
from events.notices import occurrences_changed
from events.services.amendments import amend_page


@dataclass(frozen=True, kw_only=True)
class NewDate:
    """When a date is to be instead, as clocks in the event's time zone show it."""

    start_date: date
    start_time: time | None = None
    end_date: date | None = None
    end_time: time | None = None
    which_time: str = ""

    def values(self):
        return vars(self) | {"precision": "day"}


@dataclass(frozen=True, kw_only=True)
class NewPlace:
    venue: Venue
    room: VenueRoom | None = None


@transaction.atomic
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
    note = ChangeNote(
        reason=reason.strip(), translations=translations or {}, user_id=user and user.pk, kind=_kind(status, new_date)
    )
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


def _kind(status, new_date):
    """A postponed date whose new day is known is a rescheduled one (schema.org/EventRescheduled)."""
    return ChangeKind.RESCHEDULED if status == ChangeKind.POSTPONED and new_date else ChangeKind(status)


def _change(facts, dates, note, *, new_date, new_place, online_url, is_all, now):
    if note.kind == ChangeKind.CANCELLED:
        _set_status(facts, dates, note, {one.pk: Status.CANCELLED for one in dates}, is_all=is_all, now=now)
    elif note.kind == ChangeKind.POSTPONED:
        _set_status(facts, dates, note, {one.pk: Status.POSTPONED for one in dates}, is_all=is_all, now=now)
    elif note.kind == ChangeKind.SCHEDULED:
        online = [one for one in dates if one.status == Status.MOVED_ONLINE]
        _set_status(facts, dates, note, {one.pk: _restored(one) for one in dates}, is_all=is_all, now=now)
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
        _amend(facts, dates, note, dates=new_date.values(), now=now)


def _restored(row):
    return Status.RESCHEDULED if row.previous_starts_at else Status.SCHEDULED


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
    amend_page(facts.page, uids={str(one.uid) for one in rows}, page_facts=page_facts, **amended)
    page = EventPage.objects.get(pk=facts.page_id)
    errors = [message for date in page.dates.all() for message in date.clock_errors(page.timezone).values()]
    if errors:
        raise ValidationError(errors)
    project(page, now=now, note=note, is_repair=is_repair)
