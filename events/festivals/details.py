"""Everything a festival page shows of its facts, in the reader's language, from the published row or from a draft."""

from dataclasses import dataclass, field
from typing import Any

from core.dates import day_words, days_words, hours_words, local
from core.localized import in_language
from core.publishing import facts_on, original_of
from events.cards import event_cards
from events.festivals.hours import read
from events.festivals.models import Festival
from events.models import Occurrence


@dataclass(frozen=True, kw_only=True)
class DayLine:
    """One day with its opening hours as it is shown at one moment."""

    day: Any
    starts_at: Any
    ends_at: Any
    is_over: bool
    is_on: bool

    @property
    def words(self):
        return day_words(self.day)

    @property
    def hours(self):
        return hours_words(self.starts_at, self.ends_at)

    @property
    def state(self):
        return "over" if self.is_over else "on" if self.is_on else "to-come"


@dataclass(kw_only=True)
class FestivalDetails:
    """The facts of one festival. `at(now)` adds what depends on the time."""

    facts: Festival
    venues: list
    hours: list
    days: list = field(default_factory=list)
    is_over: bool = False
    is_on: bool = False

    def at(self, now):
        zone = self.facts.timezone
        self.days = [
            DayLine(
                day=one.day,
                starts_at=local(one.starts_at, zone),
                ends_at=local(one.ends_at, zone),
                is_over=one.ends_at <= now,
                is_on=one.starts_at <= now < one.ends_at,
            )
            for one in self.hours
        ]
        self.is_over = self.facts.is_over(now=now)
        self.is_on = self.facts.is_on(now=now)
        return self

    @property
    def first(self):
        """The first moment, in the festival's own zone."""
        return local(self.facts.starts_at, self.facts.timezone) if self.facts.starts_at else None

    @property
    def when(self):
        """The first day to the last: "Saturday 1 May 2027 to Sunday 2 May 2027"."""
        return days_words(self.hours[0].day, self.hours[-1].day) if self.hours else ""


def details_of_published(page):
    """The facts everybody reads, or None for a festival that was never public."""
    festival = Festival.objects.filter(translation_key=original_of(page).translation_key, is_public=True).first()
    if festival is None:
        return None
    return _details(festival, festival.venues.all(), page)


def details_of_draft(page):
    """The facts as written on the page itself: for previews."""
    return _details(facts_on(page), page.venues.all(), page)


def _details(festival, venues, page):
    return FestivalDetails(
        facts=festival, venues=in_language(venues, page.locale), hours=read(festival.hours, festival.timezone)
    )


def event_cards_of(page, *, now, request):
    """The festival's own events: each with its next date, those that are over last."""
    rows = Occurrence.objects.public().filter(facts__festival__translation_key=page.translation_key)
    rows = rows.select_related("facts__format", "venue")
    rows = [*rows.upcoming_events(now=now), *rows.past_events(now=now)]
    return event_cards(rows, locale=page.locale, now=now, request=request, counts_more=False)
