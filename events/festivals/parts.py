"""A programme in parts, as it is read: by day, by room, and what is on now."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from core.dates import day_words

#: What starts this much later is "next".
SOON = timedelta(minutes=90)


@dataclass(frozen=True, kw_only=True)
class Day:
    """The part of a programme that is on one day: what starts on it."""

    day: date
    entries: list

    @property
    def words(self):
        return day_words(self.day)

    @property
    def id(self):
        return f"day-{self.day:%Y-%m-%d}"


@dataclass(frozen=True, kw_only=True)
class Room:
    """A room with what is on in it."""

    number: int
    name: str
    venue: str
    days: list


def days_of(entries):
    """Entries under the day they start on, in the order of time."""
    days = defaultdict(list)
    for entry in entries:
        days[entry.day].append(entry)
    return [Day(day=day, entries=days[day]) for day in sorted(days)]


def rooms_of(entries):
    """Each room with its days: one sheet of paper for its door."""
    rooms = defaultdict(list)
    for entry in entries:
        rooms[entry.venue.sort_order if entry.venue else 0, entry.venue_name, entry.room_name].append(entry)
    return [
        Room(number=number, name=room or _("Room to be announced"), venue=venue, days=days_of(rooms[order, venue, room]))
        for number, (order, venue, room) in enumerate(sorted(rooms), start=1)
    ]


def now_and_next(entries, *, now):
    """What one can go to at once, and what starts soon; drop-ins that are on count as on."""
    on_now = [entry for entry in entries if entry.is_on(now)]
    coming = [entry for entry in entries if now < entry.starts_at <= now + SOON and not entry.is_cancelled]
    return on_now, coming
