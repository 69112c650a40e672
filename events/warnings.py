"""What an editor may want to look at again. Warnings never keep anybody from saving or publishing.

Pure functions over small rows: who reads the rows, and where the warnings are shown, is not known here.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.choices import AttendanceMode

#: How long something is taken to last in a room if nobody knows.
UNKNOWN_LENGTH = timedelta(hours=1)


class Kind(models.TextChoices):
    REASON = "reason", _("Changed without a reason")
    ROOM = "room", _("Same room at the same time")
    AUDIENCE = "audience", _("Same audience in the same hour")
    DATES = "dates", _("No date")
    PLACE = "place", _("No venue")
    SUMMARY = "summary", _("No summary")
    PICTURE = "picture", _("No picture")
    ACCESS = "access", _("No access information")
    RECORD = "record", _("Ended without a record")


#: What is missing, as opposed to what meets something else.
GAPS = (Kind.REASON, Kind.DATES, Kind.PLACE, Kind.SUMMARY, Kind.PICTURE, Kind.ACCESS, Kind.RECORD)


@dataclass(frozen=True)
class DateRow:
    """What warnings need to know of one date that takes place."""

    key: UUID
    starts_at: datetime
    ends_at: datetime
    is_timed: bool = True
    is_drop_in: bool = False
    has_known_end: bool = True
    room: str = ""
    room_id: int | None = None
    audiences: tuple = field(default=())  # of (id, name)

    @property
    def leaves_at(self):
        return self.ends_at if self.has_known_end else min(self.ends_at, self.starts_at + UNKNOWN_LENGTH)


@dataclass(frozen=True)
class Clash:
    """Two events that meet: in a room, or in asking for the same people."""

    kind: Kind
    key: UUID
    other: UUID
    at: datetime
    about: str


def gaps(plan, *, now):
    """What an event lacks, in the order an editor would fill it in. `plan` is one of `events.admin.planned.plans`."""
    is_over = plan.last_end is not None and plan.last_end <= now
    lacks = {
        Kind.REASON: plan.has_unexplained,
        Kind.DATES: plan.last_end is None,
        Kind.PLACE: plan.venue_id is None and plan.attendance_mode != AttendanceMode.ONLINE,
        Kind.SUMMARY: not plan.has_summary,
        Kind.PICTURE: not plan.has_picture,
        Kind.ACCESS: not plan.has_access,
        Kind.RECORD: plan.page.live and is_over and plan.lacks_record,
    }
    return [kind for kind, is_missing in lacks.items() if is_missing]


def room_clashes(dates):
    """Each pair of dates that are in one room at the same time, once, soonest first. Stalls share a hall; two talks don't."""
    in_rooms = sorted((one for one in dates if one.room_id), key=lambda one: (one.room_id, one.starts_at, one.leaves_at))
    found = []
    for _room, row in groupby(in_rooms, key=lambda one: one.room_id):
        running = []
        for one in row:
            running = [other for other in running if other.leaves_at > one.starts_at]
            meets = [other for other in running if not (other.is_drop_in and one.is_drop_in)]
            found += [Clash(Kind.ROOM, other.key, one.key, one.starts_at, one.room) for other in meets]
            running.append(one)
    return sorted(found, key=lambda clash: (clash.at, str(clash.key), str(clash.other)))


def audience_clashes(dates):
    """Each pair of events for the same people that start in the same hour, once, soonest first.

    What people drop in on keeps nobody from the rest.
    """
    wanted = {}
    for one in dates:
        if one.is_timed and not one.is_drop_in:
            hour = one.starts_at.replace(minute=0, second=0, microsecond=0)
            for audience in one.audiences:
                wanted.setdefault((hour, audience), {})[one.key] = one
    found = {}
    for (hour, (_pk, name)), events in wanted.items():
        keys = sorted(events, key=lambda key: (events[key].starts_at, str(key)))
        for position, key in enumerate(keys):
            for other in keys[position + 1 :]:
                found.setdefault((hour, key, other), []).append(name)
    return [
        Clash(Kind.AUDIENCE, key, other, hour, ", ".join(sorted(names)))
        for (hour, key, other), names in sorted(found.items(), key=lambda item: (item[0][0], str(item[0][1]), str(item[0][2])))
    ]
