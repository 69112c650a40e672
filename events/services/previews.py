"""What an announcement would change, found by making it and taking it back: so a preview can't promise anything else."""

from dataclasses import dataclass

from django.db import transaction

from events.choices import Status
from events.formatting import when_words, where_words
from events.models import Occurrence
from events.services.changes import announce_change


@dataclass(frozen=True, kw_only=True)
class Line:
    """One date as it has been announced, and as it would be."""

    event: object
    before: str
    after: str


def preview_change(*, event, **announcement):
    """The dates that would change, in words. Nothing is stored; raises ValidationError where announcing would."""
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
