"""Everything an event page shows of its facts, in the reader's language, from published rows or from a draft."""

from dataclasses import dataclass
from typing import Any

from core.choices import AccessAnswer
from core.localized import in_language
from events.choices import STATUS_KINDS, AttendanceMode, Precision, Status
from events.models import EventFacts
from events.models.facts import TERM_LISTS
from events.services.lifecycle import original_of
from events.services.spans import occurrence_of
from events.words import age_words, local, price_words, when_words, where_words


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
class DateLine:
    """One date as it is shown at one moment."""

    occurrence: Any
    words: str
    is_over: bool
    is_on: bool
    is_next: bool

    @property
    def starts_at(self):
        """In the event's own zone: the day on the tile is the day at the venue."""
        return local(self.occurrence.starts_at, self.occurrence.timezone)

    @property
    def shows_day(self):
        return self.occurrence.precision == Precision.DAY

    @property
    def state(self):
        return "over" if self.is_over else "on" if self.is_on else "to-come"

    @property
    def status_words(self):
        return "" if self.occurrence.status == Status.SCHEDULED else Status(self.occurrence.status).label

    @property
    def badge_kind(self):
        return STATUS_KINDS.get(self.occurrence.status, "info")


@dataclass(kw_only=True)
class EventDetails:
    """The facts of one event. `at(now)` adds what depends on the time."""

    facts: Any
    occurrences: list
    format: Any
    venue: Any
    themes: list
    source_themes: list
    meant_for: list
    open_to: list
    partners: list
    access: list
    changes: list

    def at(self, now):
        """The same with its dates sorted into over, on and to come at `now`."""
        to_come = [one for one in self.occurrences if not one.is_over(now=now)]
        next_one = min(to_come, key=lambda one: (one.ends_at, one.starts_at), default=None)
        lines = [
            DateLine(
                occurrence=one,
                words=when_words(one),
                is_over=one.is_over(now=now),
                is_on=one.is_on(now=now),
                is_next=one is next_one,
            )
            for one in self.occurrences
        ]
        self.dates = lines
        self.next = next((line for line in lines if line.is_next), None)
        self.is_over = bool(lines) and not to_come
        self.is_on = any(line.is_on for line in lines)
        self.status = self._status(to_come)
        # What is over is of use once everything is; until then it folds away.
        self.shown_dates = lines if self.is_over else [line for line in lines if not line.is_over]
        self.over_not_shown = [] if self.is_over else [line for line in lines if line.is_over]
        return self

    def _status(self, to_come):
        """The status all remaining dates share (all dates of an event that is over); scheduled if they differ."""
        statuses = {one.status for one in (to_come or self.occurrences)}
        return Status(statuses.pop()) if len(statuses) == 1 else Status.SCHEDULED

    @property
    def latest_change(self):
        return self.changes[0] if self.changes else None

    @property
    def notice_kind(self):
        return STATUS_KINDS.get(self.status, "info")

    @property
    def _modes(self):
        return {one.attendance_mode for one in self.occurrences} or {self.facts.attendance_mode}

    @property
    def is_in_person(self):
        return bool(self._modes - {AttendanceMode.ONLINE})

    @property
    def is_online(self):
        return bool(self._modes - {AttendanceMode.IN_PERSON})

    @property
    def where(self):
        shown = self.next.occurrence if self.next else next(iter(self.occurrences), None)
        return where_words(shown, self.venue) if shown else ""

    @property
    def map_url(self):
        return map_url_of(self.venue)

    @property
    def price_words(self):
        return price_words(self.facts)

    @property
    def age_words(self):
        return age_words(self.facts)


def details_of_published(page):
    """From the rows that publishing wrote; None before the first publication."""
    facts = (
        EventFacts.objects.filter(translation_key=original_of(page).translation_key)
        .select_related("format", "venue", "room", "page")
        .prefetch_related(*TERM_LISTS, "page__access__feature", "venue__access__feature", "changes")
        .first()
    )
    if facts is None:
        return None
    occurrences = list(facts.occurrences.select_related("venue", "room").order_by("starts_at", "pk"))
    for one in occurrences:
        one.facts = facts
    lists = {name: list(getattr(facts, name).all()) for name in TERM_LISTS}
    return _details(page, facts, occurrences, lists, facts.page.access.all(), list(facts.changes.all()))


def details_of_draft(page):
    """From the page's own unsaved fields, for previews and pages never published."""
    occurrences = sorted((occurrence_of(date, page) for date in page.dates.all()), key=lambda one: one.starts_at)
    lists = {name: list(getattr(page, name).all()) for name in TERM_LISTS}
    return _details(page, page, occurrences, lists, page.access.all(), [])


def _details(page, facts, occurrences, lists, event_access, changes):
    access = access_lines(facts.venue, event_access)
    terms = [facts.format, facts.venue, *(line.feature for line in access)]
    for name in TERM_LISTS:
        terms += lists[name]
    translated = iter(in_language(terms, page.locale))
    format_, venue = next(translated), next(translated)
    features = [next(translated) for _ in access]
    source_themes = lists["themes"]
    lists = {name: [next(translated) for _ in lists[name]] for name in TERM_LISTS}
    access = [
        AccessLine(feature=feature, answer=line.answer, note=line.note, differs=line.differs)
        for feature, line in zip(features, access, strict=True)
    ]
    return EventDetails(
        facts=facts,
        occurrences=occurrences,
        format=format_,
        venue=venue,
        access=access,
        changes=changes,
        source_themes=source_themes,
        **lists,
    )


def map_url_of(venue):
    """A map that nobody is asked for until the reader follows the link."""
    if not venue or venue.latitude is None or venue.longitude is None:
        return ""
    at = f"{venue.latitude}/{venue.longitude}"
    return f"https://www.openstreetmap.org/?mlat={venue.latitude}&mlon={venue.longitude}#map=17/{at}"


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
