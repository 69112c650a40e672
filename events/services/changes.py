from django.db import transaction

from events.choices import AttendanceMode, Status
from events.models import Change, Occurrence
from events.notices import occurrences_changed


@transaction.atomic
def announce_change(*, facts, status, reason, now, user=None, occurrence=None):
    """Tell everybody at once, in every language and output, that an event or one of its dates has changed.

    Without an `occurrence` it concerns every date that is not over at `now`; what has happened can't change any more.
    Every such date gets a higher sequence, so that calendars fetch it again (RFC 5546, 2.1.4).
    """
    dates = facts.occurrences.filter(ends_at__gt=now)
    if occurrence is not None:
        dates = dates.filter(pk=occurrence.pk)
    for date in dates:
        date.status = status
        date.attendance_mode = AttendanceMode.ONLINE if status == Status.MOVED_ONLINE else facts.attendance_mode
        date.sequence += 1
        date.modified = now
        date.save(update_fields=["status", "attendance_mode", "sequence", "modified"])
    occurrences_changed.send(sender=Occurrence, uids={date.uid for date in dates})
    return Change.objects.create(
        facts=facts, occurrence=occurrence, status=status, reason=reason, announced_at=now, announced_by=user
    )
