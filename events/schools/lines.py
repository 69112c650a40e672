"""One run of a summer school as it is shown at one moment, in the reader's language."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from core.dates import day_words, local
from events.schools import formatting as words
from events.schools.choices import OPEN_STATES, STATE_KINDS, State


@dataclass(frozen=True, kw_only=True)
class TimetableDay:
    date_words: str
    title: str
    slots: list


@dataclass(frozen=True, kw_only=True)
class RunLine:
    """One run as it is shown at one moment. `written` has its words, in the reader's language if they are translated."""

    run: Any
    written: Any
    venue: Any
    state: State
    timezone: str
    now: Any
    lang: str = ""

    @property
    def name(self):
        return self.written.name

    @property
    def is_open(self):
        return self.state in OPEN_STATES

    @property
    def is_over(self):
        return self.state == State.OVER

    @property
    def reason(self):
        """Why it does not take place."""
        return self.written.change_reason if self.state == State.CANCELLED else ""

    @property
    def shows_application(self):
        return self.state not in (State.OVER, State.CANCELLED, State.UNDER_WAY)

    @property
    def state_words(self):
        return words.state_words(self.run, self.state, self.timezone, now=self.now)

    @property
    def state_kind(self):
        return STATE_KINDS[self.state]

    @property
    def when(self):
        return words.span_words(self.run, self.timezone)

    @property
    def opens(self):
        return words.window_words(self.run, self.timezone, now=self.now)[0]

    @property
    def closes(self):
        return words.window_words(self.run, self.timezone, now=self.now)[1]

    @property
    def decision(self):
        return day_words(self.run.decision_on) if self.run.decision_on else ""

    @property
    def stay(self):
        return words.stay_words(self.run)

    @property
    def ages(self):
        return words.ages_words(self.run)

    @property
    def cost(self):
        return words.cost_words(self.run)

    @property
    def bursary(self):
        return words.bursary_words(self.run)

    @property
    def places(self):
        return words.places_words(self.run)

    @property
    def record(self):
        return words.record_words(self.run)

    @property
    def days(self):
        """The timetable with the dates that its day numbers mean."""
        first = local(self.run.starts_at, self.timezone).date()
        days = sorted((day.value for day in self.written.timetable), key=lambda day: day["number"])
        return [
            TimetableDay(
                date_words=day_words(first + timedelta(days=day["number"] - 1)), title=day["title"], slots=list(day["slots"])
            )
            for day in days
        ]
