from dataclasses import dataclass, field
from typing import Any

from core.dates import deadline_words, moment_words
from core.money import money_words
from opportunities.choices import CURRENT_STATES, OPEN_STATES, STATE_KINDS, Mode, State
from opportunities.details.dates import key_dates_of
from opportunities.formatting import award_words, course_date_words, state_words, when_words
from opportunities.states import next_deadline


@dataclass(frozen=True, kw_only=True)
class RoundLine:
    """One round or run as it is shown at one moment."""

    round: Any
    name: str
    state: State
    facts: Any
    kind: str
    now: Any
    where: str = ""
    date_names: dict = field(default_factory=dict)

    @property
    def is_open(self):
        return self.state in OPEN_STATES

    @property
    def is_current(self):
        return self.state in CURRENT_STATES

    @property
    def state_words(self):
        return state_words(self.state, kind=self.kind, mode=self.round.mode)

    @property
    def state_kind(self):
        return STATE_KINDS[self.state]

    @property
    def deadline_at(self):
        return next_deadline(self.round, now=self.now) if self.is_open or self.state == State.OPENS_LATER else None

    @property
    def words(self):
        return when_words(self.round, self.state, self.deadline_at, self.facts.timezone, now=self.now, kind=self.kind)

    @property
    def dates(self):
        """The timetable of the round."""
        return key_dates_of(self.round, timezone_name=self.facts.timezone, now=self.now, names=self.date_names)

    @property
    def takes_place(self):
        """When a run takes place, in words."""
        return course_date_words(self.round, self.facts.timezone)

    def _moment(self, at):
        return at and deadline_words(at, self.facts.timezone, now=self.now)

    @property
    def opens(self):
        return self.round.opens_at and moment_words(self.round.opens_at, self.facts.timezone)

    @property
    def closes(self):
        return self._moment(self.round.closes_at)

    @property
    def interest(self):
        return self._moment(self.round.interest_at)

    @property
    def internal_deadline(self):
        return self._moment(self.round.internal_deadline_at)

    @property
    def internal_has_passed(self):
        """Staff are too late while others can still apply: the worst surprise of all, so the page says it first."""
        at = self.round.internal_deadline_at
        return self.is_open and at is not None and at <= self.now

    @property
    def interest_has_passed(self):
        """Who sent no expression of interest is too late while others can still apply."""
        at = self.round.interest_at
        return self.is_open and self.round.interest_is_required and at is not None and at <= self.now

    @property
    def is_by_invitation(self):
        return self.round.mode == Mode.INVITATION

    @property
    def award(self):
        return award_words(self.round)

    @property
    def total(self):
        return "" if self.round.total is None else money_words(self.round.total, self.round.currency)
