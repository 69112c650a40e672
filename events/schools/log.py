"""The public log of a summer school in the reader's words."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from core.dates import day_words, days_words, local, moment_words
from events.schools.choices import SchoolChangeKind

KINDS = {SchoolChangeKind.CANCELLED: "danger", SchoolChangeKind.RESTORED: "good"}


@dataclass(frozen=True, kw_only=True)
class LogLine:
    """One change as it is read. `language` is that of the name and the reason, where it is not the reader's."""

    change: Any
    name: str
    language: str

    @property
    def what(self):
        return self.change.get_kind_display()

    @property
    def kind(self):
        return KINDS.get(self.change.kind, "warning")

    @property
    def was(self):
        return _told(self.change, self.change.was)

    @property
    def becomes(self):
        return _told(self.change, self.change.becomes)


def log_lines(changes, *, language):
    """The latest first."""
    return [LogLine(change=one, name=one.name, language="" if one.language == language else one.language) for one in changes]


def _told(change, text):
    if change.kind == SchoolChangeKind.PLACE or not text:
        return text
    moments = [datetime.fromisoformat(part) for part in text.split("/")]
    if change.kind == SchoolChangeKind.DATES:
        # The end of a whole day is the first moment that belongs to it no more.
        last = local(moments[1] - timedelta(microseconds=1), change.timezone)
        return days_words(local(moments[0], change.timezone).date(), last.date())
    if change.kind == SchoolChangeKind.DECISION:
        return day_words(local(moments[0], change.timezone).date())
    return moment_words(moments[0], change.timezone)
