from dataclasses import dataclass
from typing import Any

from core.choices import AccessAnswer


@dataclass(frozen=True, kw_only=True)
class AccessLine:
    """One access feature as it is at this event."""

    feature: Any
    answer: str
    note: str = ""
    differs: bool = False  # from what the venue always offers

    @property
    def answer_words(self):
        return AccessAnswer(self.answer).label


@dataclass(frozen=True, kw_only=True)
class EventPlace:
    """A venue in the reader's language, or none, with the access there is when this event is there."""

    venue: Any
    access: list


def access_lines(venue, event_access):
    """What the venue offers, with the event's differences laid over it and marked."""
    lines = {}
    for row in venue.access.all() if venue else ():
        lines[row.feature_id] = AccessLine(feature=row.feature, answer=row.answer, note=row.note)
    for row in event_access:
        lines[row.feature_id] = AccessLine(
            feature=row.feature, answer=row.answer, note=row.note, differs=row.feature_id in lines
        )
    return list(lines.values())
