"""Somebody's own choice from a programme, known only by the ids in an address. Nothing is stored."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from math import asin, ceil, cos, radians, sin, sqrt

from django.utils.translation import gettext as _

#: More than anybody can go to in a week.
MOST = 100
#: Between two rooms of one venue: out of one door, along, and in at the other.
BETWEEN_ROOMS = 3
#: Between venues nobody has given coordinates.
UNKNOWN_WALK = 10
#: Minutes for a kilometre, at an easy 4 km/h with a child or a stick.
PER_KILOMETRE = 15
#: Streets are longer than the crow flies.
DETOUR = 1.3
EARTH_RADIUS = 6371  # km


@dataclass(frozen=True, kw_only=True)
class ChoiceWarning:
    """Two choices that don't go together."""

    kind: str  # clash, walk
    text: str


@dataclass(kw_only=True)
class Choice:
    """The chosen runs in the order of time, and what does not work out between them."""

    entries: list
    unknown: int

    @cached_property
    def warned(self):
        """(entry, [ChoiceWarning]): how it overlaps earlier ones or is too far from them.

        Nobody is late for what they can drop into, or for what is cancelled.
        """
        timed = [entry for entry in self.entries if not (entry.is_drop_in or entry.is_cancelled)]
        earlier = {entry: timed[:number] for number, entry in enumerate(timed)}
        return [(one, [found for other in earlier.get(one, ()) if (found := _warning(other, one))]) for one in self.entries]

    @property
    def codes(self):
        return ",".join(entry.code for entry in self.entries)


def choice_of(query, programme):
    """What an address asks for: ids with commas between, or one by one. What the programme does not know is only counted."""
    asked = [code.strip().lower() for value in query.getlist("runs") for code in value.split(",")]
    codes = list(dict.fromkeys(code for code in asked if code))
    known = [programme.by_code[code] for code in codes if code in programme.by_code]
    entries = sorted(known[:MOST], key=lambda entry: (entry.starts_at, entry.code))
    return Choice(entries=entries, unknown=len(codes) - len(entries))


def _warning(earlier, later):
    if later.starts_at < earlier.ends_at:
        return ChoiceWarning(kind="clash", text=_("At the same time as “%(title)s”.") % {"title": earlier.title})
    minutes = minutes_between(earlier, later)
    left = (later.starts_at - earlier.ends_at) // timedelta(minutes=1)
    if left < minutes:
        # As in the script, which can't inflect: see templates/events/festival_my_programme.html.
        text = _("“%(title)s” ends %(left)d min before, and the walk takes about %(walk)d min.")
        return ChoiceWarning(kind="walk", text=text % {"title": earlier.title, "left": left, "walk": minutes})
    return None


def minutes_between(one, other):
    """Whole minutes from one entry's place to another's."""
    if one.venue is None or other.venue is None:
        return 0 if one.place == other.place else UNKNOWN_WALK
    if one.venue.pk == other.venue.pk:
        return 0 if one.room_name == other.room_name else BETWEEN_ROOMS
    return walk(one.venue, other.venue)


def walks_between(venues):
    """{"slug slug": minutes} of every two venues, for the script that knows nothing of the earth."""
    return {f"{one.slug} {other.slug}": walk(one, other) for one in venues for other in venues if one.pk != other.pk}


def walk(venue, other):
    """Whole minutes from one venue to another."""
    distance = kilometres(venue, other)
    return UNKNOWN_WALK if distance is None else BETWEEN_ROOMS + ceil(distance * DETOUR * PER_KILOMETRE)


def kilometres(one, other):
    """As the crow flies (haversine), or None if somebody does not say where they are."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return None
    north, other_north = radians(one.latitude), radians(other.latitude)
    east = radians(other.longitude) - radians(one.longitude)
    half = sin((other_north - north) / 2) ** 2 + cos(north) * cos(other_north) * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS * asin(sqrt(half))
