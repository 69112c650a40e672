"""The dates in the life of one round, in order, as a reader follows them."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from core.dates import day_words, deadline_words, moment_words
from core.timezones import day_begins, day_ends, moment
from opportunities.choices import Mode


@dataclass(frozen=True, kw_only=True)
class KeyDate:
    """One line of the timetable of a round."""

    label: str
    words: str
    machine: str
    at: datetime
    ends_at: datetime
    counts_for_staff: bool = False
    is_next: bool = False
    is_over: bool = False


def key_dates_of(one, *, timezone_name, now, names=()):
    """Every known date, soonest first; the one that comes next is marked. `names` are by id, in the reader's language."""
    found = sorted(_dates(one, timezone_name, now, dict(names)), key=lambda each: (each.at, each.ends_at))
    next_up = next((each for each in found if each.ends_at > now), None)
    return [KeyDate(**{**each.__dict__, "is_over": each.ends_at <= now, "is_next": each is next_up}) for each in found]


def _dates(one, timezone_name, now, names):
    at_moments = [
        (_("Expected to open") if one.mode == Mode.FORECAST else _("Opens"), one.opens_at, False),
        (_("Expression of interest"), one.interest_at, False),
        (_("Internal deadline"), one.internal_deadline_at, True),
        (_("Deadline"), one.closes_at, False),
    ]
    for label, at, counts_for_staff in at_moments:
        if at is not None:
            yield KeyDate(
                label=label,
                words=deadline_words(at, timezone_name, now=now),
                machine=at.isoformat(),
                at=at,
                ends_at=at,
                counts_for_staff=counts_for_staff,
            )
    on_days = [(_("Decision expected"), one.decision_on), (_("Earliest start"), one.earliest_start_on)]
    for label, day in on_days:
        if day:
            yield _on(label, day, timezone_name)
    for each in one.key_dates:
        name, day = names.get(each["id"]) or each["name"], date.fromisoformat(each["day"])
        if each["time"]:
            at = moment(day, time.fromisoformat(each["time"]), timezone_name)
            words = moment_words(at, timezone_name)
            yield KeyDate(label=name, words=words, machine=at.isoformat(), at=at, ends_at=at)
        else:
            yield _on(name, day, timezone_name)


def _on(label, day, timezone_name):
    return KeyDate(
        label=label,
        words=day_words(day),
        machine=day.isoformat(),
        at=day_begins(day, timezone_name),
        ends_at=day_ends(day, timezone_name),
    )
