"""How long it takes from one place of a festival to another: good enough to warn by, not to navigate by."""

from math import asin, ceil, cos, radians, sin, sqrt

#: Between two rooms of one venue: out of one door, along, and in at the other.
BETWEEN_ROOMS = 3
#: Between venues nobody has given coordinates.
UNKNOWN = 10
#: Minutes for a kilometre, at an easy 4 km/h with a child or a stick.
PER_KILOMETRE = 15
#: Streets are longer than the crow flies.
DETOUR = 1.3
EARTH_RADIUS = 6371  # km


def minutes_between(one, other):
    """Whole minutes from one entry's place to another's."""
    if one.venue is None or other.venue is None:
        return 0 if one.place == other.place else UNKNOWN
    if one.venue.pk == other.venue.pk:
        return 0 if one.room_name == other.room_name else BETWEEN_ROOMS
    distance = kilometres(one.venue, other.venue)
    return UNKNOWN if distance is None else _minutes(distance)


def walks_between(venues):
    """{"slug slug": minutes} of every two venues, for the script that knows nothing of the earth."""
    return {
        f"{one.slug} {other.slug}": UNKNOWN if (walk := kilometres(one, other)) is None else _minutes(walk)
        for one in venues
        for other in venues
        if one.pk != other.pk
    }


def _minutes(walk):
    return BETWEEN_ROOMS + ceil(walk * DETOUR * PER_KILOMETRE)


def kilometres(one, other):
    """As the crow flies (haversine), or None if somebody does not say where they are."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return None
    north, other_north = radians(one.latitude), radians(other.latitude)
    east = radians(other.longitude) - radians(one.longitude)
    half = sin((other_north - north) / 2) ** 2 + cos(north) * cos(other_north) * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS * asin(sqrt(half))
