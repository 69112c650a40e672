"""A programme in parts, as it is read: by day, by room, what is on now, and as a grid of rooms and times.

Positions in the grid are numbers in data attributes; festival_programme_grid.css turns them into grid lines. Nothing is inline,
and the list is the same list.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.utils.translation import gettext as _

from core.dates import clock_words, day_words

#: What starts this much later is "next".
SOON = timedelta(minutes=90)
#: What the stylesheet has rules for. Beyond it the list stays a list.
MOST_COLUMNS, LAST_HOUR, STEP = 48, 30, 5
#: As many columns as can be read on a sheet of A4, and on one of A3.
MOST_ON_A4, MOST_ON_A3 = 16, 28


@dataclass(frozen=True, kw_only=True)
class ProgrammeDay:
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
class ProgrammeRoom:
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
    return [ProgrammeDay(day=day, entries=days[day]) for day in sorted(days)]


def rooms_of(entries):
    """Each room with its days: one sheet of paper for its door."""
    rooms = defaultdict(list)
    for entry in entries:
        rooms[entry.room_key].append(entry)
    return [
        ProgrammeRoom(
            number=number, name=room or _("Room to be announced"), venue=venue, days=days_of(rooms[order, venue, room])
        )
        for number, (order, venue, room) in enumerate(sorted(rooms), start=1)
    ]


def now_and_next(entries, *, now):
    """What one can go to at once, and what starts soon; drop-ins that are on count as on."""
    on_now = [entry for entry in entries if entry.is_on(now)]
    coming = [entry for entry in entries if now < entry.starts_at <= now + SOON and not entry.is_cancelled]
    return on_now, coming


@dataclass(frozen=True, kw_only=True)
class GridColumn:
    """A room, as wide as the most things that are on in it at once."""

    number: int
    width: int
    room: str
    venue: str


@dataclass(frozen=True, kw_only=True)
class GridPosition:
    """Where one run stands: from and to in hours and minutes of the day."""

    column: int
    from_hour: int
    from_minute: int
    to_hour: int
    to_minute: int


@dataclass(frozen=True, kw_only=True)
class Grid:
    first_hour: int
    columns: list
    hours: list
    placed: list  # (entry, GridPosition), in the order of time

    @property
    def width(self):
        return sum(column.width for column in self.columns)

    @property
    def paper(self):
        """How it is printed: on a sheet, as a poster, or as the list it is."""
        return "sheet" if self.width <= MOST_ON_A4 else "wide" if self.width <= MOST_ON_A3 else "listed"


def lay_out(day):
    """The grid of one day, or None where it would be wider or longer than anybody could read."""
    columns, places, number = [], {}, 1
    # What has no room comes last.
    rooms = sorted(_lanes(day.entries).items(), key=lambda pair: (not pair[0][2], *pair[0]))
    for (_order, venue, room), lanes in rooms:
        columns.append(GridColumn(number=number, width=len(lanes), room=room or _("Room to be announced"), venue=venue))
        for lane in lanes:
            places |= {entry.code: _place(entry, number) for entry in lane}
            number += 1
    last = max(entry.minutes[1] for entry in day.entries)
    if number - 1 > MOST_COLUMNS or last > LAST_HOUR * 60:
        return None
    placed = [(entry, places[entry.code]) for entry in day.entries]
    first_hour = min(place.from_hour for place in places.values())
    return Grid(first_hour=first_hour, columns=columns, hours=_hours(first_hour, last), placed=placed)


def _lanes(entries):
    """{key of a room: runs that don't overlap, in as many rows as it takes}"""
    rooms = {}
    for entry in entries:
        lanes = rooms.setdefault(entry.room_key, [])
        lane = next((lane for lane in lanes if lane[-1].ends_at <= entry.starts_at), [])
        if not lane:
            lanes.append(lane)
        lane.append(entry)
    return rooms


def _place(entry, column):
    first, last = entry.minutes
    starts = first // STEP * STEP
    ends = max(-(-last // STEP) * STEP, starts + STEP)
    return GridPosition(column=column, from_hour=starts // 60, from_minute=starts % 60, to_hour=ends // 60, to_minute=ends % 60)


def _hours(first, last):
    """(hour as a number, as shown on the clock) of each line of the axis."""
    return [(hour, clock_words(time(hour % 24))) for hour in range(first, -(-last // 60))]
