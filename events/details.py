"""Everything an event page shows of its facts, in the reader's language, from published rows or from a draft."""

from dataclasses import dataclass, replace
from datetime import UTC, date
from itertools import chain
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core.cards import Badge
from core.changelog.log import Notice, lines_of, notices_of, standing
from core.choices import AccessAnswer, AttendanceMode
from core.dates import date_time_words, local
from core.localized import translator
from core.models import PublicChange, VenueAccess
from core.publishing import original_of, public_pages
from events.changelog import THING, holds
from events.choices import STATUS_KINDS, Booking, ChangeKind, Precision, Status
from events.formatting import age_words, attendance_words, more_dates_words, until_day, when_words, where_words
from events.models import EventAccess, EventFacts, FestivalPage
from events.models.facts import TERM_LISTS
from events.prices import price_words
from events.services.spans import occurrence_of


@dataclass(frozen=True, kw_only=True)
class AccessLine:
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


@dataclass(frozen=True, kw_only=True)
class DateLine:
    occurrence: Any
    words: str
    is_over: bool
    is_on: bool
    is_next: bool
    until: date | None = None  # the last day of what is on and began before today
    elsewhere: str = ""  # the place, where it is not that of the next date
    venue: Any = None  # the same, if people go to one

    @property
    def starts_at(self):
        """In the event's own zone: the day on the tile is the day at the venue."""
        return local(self.occurrence.starts_at, self.occurrence.timezone)

    @property
    def is_off(self):
        """Nobody can come then: it is cancelled, or waits for a new date."""
        return not self.occurrence.takes_place

    @property
    def shows_day(self):
        return self.occurrence.precision == Precision.DAY

    @property
    def state(self):
        return "over" if self.is_over else "on" if self.is_on else "to-come"

    @property
    def status_words(self):
        if self.occurrence.status != Status.SCHEDULED:
            return Status(self.occurrence.status).label
        return ChangeKind.NEW_VENUE.label if self.occurrence.has_new_place else ""

    @property
    def badge_kind(self):
        return STATUS_KINDS.get(self.occurrence.status, "warning")

    @property
    def was_words(self):
        """When it was to be before, where that is news: "Thursday 18 March 2027, 6pm"."""
        before = self.occurrence.previous_starts_at
        if before is None or self.occurrence.status != Status.RESCHEDULED:
            return ""
        return date_time_words(before, self.occurrence.timezone, is_all_day=self.occurrence.is_all_day)

    @property
    def clocks(self):
        """Start and end as UTC, for the script that shows them on the visitor's clocks; nothing where there is no time."""
        one = self.occurrence
        if one.is_all_day or self.is_over:
            return None
        ends_at = one.ends_at.astimezone(UTC).isoformat() if one.has_known_end else ""
        return {"starts": one.starts_at.astimezone(UTC).isoformat(), "ends": ends_at, "zone": one.timezone}


def date_line(one, *, now, places, next_one, own_place):
    """`places` are those of `EventDetails`, `own_place` in words is where the next date is."""
    venue = places[one.venue_id].venue
    where = where_words(one, venue)
    is_elsewhere = where != own_place
    return DateLine(
        occurrence=one,
        words=when_words(one),
        is_over=one.is_over(now=now),
        until=until_day(one, now=now),
        is_on=one.is_on(now=now),
        is_next=one is next_one,
        elsewhere=where if is_elsewhere else "",
        venue=venue if is_elsewhere and one.attendance_mode != AttendanceMode.ONLINE else None,
    )


@dataclass(frozen=True, kw_only=True)
class WordedRow:
    """A row of facts of the source page, with the words of the reader's page where it has them."""

    row: Any
    words: Any
    language: str = ""  # of the words, if it is not the reader's


def worded(rows, translated, *, page, source):
    """Rows of the source page, each with the words of the row in the reader's page that translates it."""
    own = {row.translation_key: row for row in translated}
    foreign = source.locale.language_code if source.locale_id != page.locale_id else ""
    return [
        WordedRow(row=row, words=own.get(row.translation_key, row), language="" if row.translation_key in own else foreign)
        for row in rows
    ]


#: Dates beside the story; the rest is below it.
DATES_AT_A_GLANCE = 3
#: Ways to come without a place of one's own.
FREE_TO_COME = (Booking.NONE, Booking.DROP_IN)


@dataclass(kw_only=True)
class EventDetails:
    """The facts of one event. `at(now)` adds what depends on the time."""

    facts: Any
    occurrences: list
    format: Any
    places: dict  # key of a venue, or None → `access.Place`
    themes: list
    source_themes: list
    meant_for: list
    open_to: list
    partners: list
    log: list
    people: list
    programme: list
    source: Any
    page: Any

    def at(self, now):
        """The same with its dates sorted into over, on and to come at `now`."""
        to_come = [one for one in self.occurrences if not one.is_over(now=now)]
        # What people can come to leads; what is off stands among the dates, unless nothing else is left.
        open_dates = [one for one in to_come if one.takes_place] or to_come
        next_one = min(open_dates, key=lambda one: (one.ends_at, one.starts_at), default=None)
        self.more_dates = max(len(open_dates) - 1, 0)
        self.shown = next_one or (self.occurrences[-1] if self.occurrences else self.facts)
        about = {"now": now, "places": self.places, "next_one": next_one, "own_place": self.where}
        lines = [date_line(one, **about) for one in self.occurrences]
        self.dates = lines
        self.next = next((line for line in lines if line.is_next), None)
        self.is_over = bool(lines) and not to_come
        self.is_on = any(line.is_on for line in lines)
        self.status = self._status(to_come)
        # What is over is of use once everything is; until then it folds away.
        self.shown_dates = lines if self.is_over else [line for line in lines if not line.is_over]
        self.over_not_shown = [] if self.is_over else [line for line in lines if line.is_over]
        self.first_dates, self.later_dates = self.shown_dates[:DATES_AT_A_GLANCE], self.shown_dates[DATES_AT_A_GLANCE:]
        self.notices = self._notices(to_come, now=now)
        return self

    def _status(self, to_come):
        """The status all remaining dates share (all dates of an event that is over); scheduled if they differ."""
        statuses = {one.status for one in (to_come or self.occurrences)}
        return Status(statuses.pop()) if len(statuses) == 1 else Status.SCHEDULED

    def _notices(self, to_come, *, now):
        """Everything announced that still concerns dates to come, the latest first; else that it is over, or on now."""
        is_all = self.status != Status.SCHEDULED
        if self.is_over:
            return [self._ending()]
        shown = self._standing(to_come, now=now)
        of_status = [line for line in shown if line.change.kind == self.status]
        if is_all and len(of_status) == 1:
            # What holds for every date needs none of them named.
            shown = [replace(line, about="") if line is of_status[0] else line for line in shown]
        notices = notices_of(shown)
        if is_all and not of_status:
            notices.insert(0, Notice(what=self.status.label, badge=STATUS_KINDS[self.status]))
        return notices or ([Notice(what=_("On now"), badge="good")] if self.is_on else [])

    def _ending(self):
        """That it is over, or what the public was told last of what was to be."""
        if self.status == Status.SCHEDULED:
            return Notice(what=_("This event is over"))
        line = next((line for line in self.log if line.change.kind == self.status), None)
        words = {"reason": line.reason, "reason_language": line.reason_language} if line else {}
        return Notice(what=self.status.label, badge=STATUS_KINDS[self.status], **words)

    def _standing(self, dates, *, now):
        by_change = {line.change: line for line in self.log}
        lines = [by_change[change] for change in standing(list(by_change), dates, holds=holds, now=now)]
        is_one = len(self.occurrences) == 1
        return [replace(line, about="" if is_one else line.about, before="", after="") for line in lines]

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
        """Where its next date is: others say so themselves if they are elsewhere."""
        return where_words(self.shown, self.places[self.shown.venue_id].venue)

    @property
    def place(self):
        """Where people go to, so that directions, map and access are those of the next date and not of where it used to be."""
        return self.places[self.shown.venue_id if self.is_in_person else None]

    @property
    def takes_place(self):
        """Whether there is a date to come that people can turn up to."""
        return bool(self.next) and not self.next.is_off

    @cached_property
    def festival_page(self):
        """The public page of the festival it belongs to, in the reader's language if it can be; None if there is none."""
        festival = getattr(self.facts, "festival", None)
        if festival is None or not festival.is_public:
            return None
        key, pages = festival.translation_key, FestivalPage.objects.select_related("locale")
        return public_pages(pages.filter, [key], self.page.locale, source="festival").get(key)

    @property
    def foreign(self):
        """The language of words that come with the facts, where it is not the reader's."""
        return self.source.locale.language_code if self.source.locale_id != self.page.locale_id else ""

    @property
    def attendance_words(self):
        return attendance_words(self.facts)

    @property
    def price_words(self):
        return price_words(self.facts)

    @property
    def age_words(self):
        return age_words(self.facts)

    @property
    def more_dates_words(self):
        """How many dates are to come after the next one; "" for none."""
        return more_dates_words(self.more_dates) if self.more_dates else ""

    @property
    def badges(self):
        """What decides whether to read on: price, ages, and whether one must book."""
        booking = self.facts.get_booking_display() if self.facts.booking in FREE_TO_COME and not self.is_over else ""
        words = [self.price_words, self.age_words, str(booking)]
        return [Badge(text=text, kind="quiet") for text in words if text]


#: Rows whose facts are the source page's and whose words are the reader's.
WORDED = ("people", "programme")


def details_of_published(page):
    """From the rows that publishing wrote; None before the first publication."""
    own_access = Prefetch("page__access", EventAccess.objects.select_related("feature"))
    facts = (
        EventFacts.objects.filter(translation_key=original_of(page).translation_key)
        .select_related("format", "venue", "room", "page__locale")
        .prefetch_related(*TERM_LISTS, own_access, "page__people__image", "page__programme")
        .first()
    )
    if facts is None:
        return None
    occurrences = list(facts.occurrences.select_related("venue", "room").order_by("starts_at", "pk"))
    for one in occurrences:
        one.facts = facts
    lists = {name: list(getattr(facts, name).all()) for name in TERM_LISTS}
    return _details(
        page, facts, occurrences, lists, source=facts.page, changes=PublicChange.objects.about(THING, facts.translation_key)
    )


def details_of_draft(page):
    """From the page's own unsaved fields, for previews and pages never published."""
    occurrences = sorted((occurrence_of(date, page) for date in page.dates.all()), key=lambda one: one.starts_at)
    lists = {name: list(getattr(page, name).all()) for name in TERM_LISTS}
    return _details(page, page, occurrences, lists, source=page, changes=[])


def _details(page, facts, occurrences, lists, *, source, changes):
    places = _places([facts, *occurrences], source.access.all())
    features = [line.feature for place in places.values() for line in place.access]
    venues = [place.venue for place in places.values()]
    shown = translator([facts.format, *venues, *features, *chain.from_iterable(lists.values())], page.locale)
    own = {"people": (), "programme": ()} if source.pk == page.pk else {name: getattr(page, name).all() for name in WORDED}
    return EventDetails(
        facts=facts,
        occurrences=occurrences,
        format=shown(facts.format),
        places={
            key: EventPlace(
                venue=shown(place.venue), access=[replace(line, feature=shown(line.feature)) for line in place.access]
            )
            for key, place in places.items()
        },
        log=lines_of(changes, language=page.locale.language_code),
        source_themes=lists["themes"],
        source=source,
        page=page,
        **{name: worded(getattr(source, name).all(), own[name], page=page, source=source) for name in WORDED},
        **{name: [shown(term) for term in terms] for name, terms in lists.items()},
    )


def _places(rows, event_access):
    """{key of a venue: Place} of everywhere that an event's dates are; None for what has no place."""
    venues = {row.venue_id: row.venue for row in rows if row.venue_id}
    prefetch_related_objects([*venues.values()], Prefetch("access", VenueAccess.objects.select_related("feature")))
    places = {key: EventPlace(venue=venue, access=access_lines(venue, event_access)) for key, venue in venues.items()}
    return {None: EventPlace(venue=None, access=access_lines(None, event_access)), **places}
