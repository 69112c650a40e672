from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core.cards import Badge
from core.changelog.log import Notice, notices_of, standing
from core.choices import AttendanceMode
from core.publishing import public_pages
from events.changelog import holds
from events.choices import STATUS_KINDS, Booking, Status
from events.formatting import age_words, attendance_words, more_dates_words, where_words
from events.lines import date_lines
from events.models import FestivalPage
from events.prices import price_words

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
        lines = date_lines(self.occurrences, now=now, places=self.places, next_one=next_one, own_place=self.where)
        self.dates = lines
        self.next = next((line for line in lines if line.is_next), None)
        self.is_over = bool(lines) and not to_come
        self.is_on = any(line.is_on for line in lines)
        self.status = self._status(to_come)
        # What is over is of use once everything is; until then it folds away.
        self.shown_dates = lines if self.is_over else [line for line in lines if not line.is_over]
        self.over_not_shown = [] if self.is_over else [line for line in lines if line.is_over]
        self.first_dates, self.later_dates = self.shown_dates[:DATES_AT_A_GLANCE], self.shown_dates[DATES_AT_A_GLANCE:]
        self.notices = self._notices(to_come)
        return self

    def _status(self, to_come):
        """The status all remaining dates share (all dates of an event that is over); scheduled if they differ."""
        statuses = {one.status for one in (to_come or self.occurrences)}
        return Status(statuses.pop()) if len(statuses) == 1 else Status.SCHEDULED

    def _notices(self, to_come):
        """Everything announced that still concerns dates to come, the latest first; else that it is over, or on now."""
        is_all = self.status != Status.SCHEDULED
        if self.is_over:
            return [self._ending()]
        shown = self._standing(to_come)
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

    def _standing(self, dates):
        by_change = {line.change: line for line in self.log}
        lines = [by_change[change] for change in standing(list(by_change), dates, holds=holds)]
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
