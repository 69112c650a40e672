"""Everything an opportunity's page shows of its facts, in the reader's language, from published rows or from a draft."""

from dataclasses import dataclass
from typing import Any

from core.localized import in_language
from opportunities.choices import CURRENT_STATES, OPEN_STATES, STATE_KINDS, Kind, Mode, State
from opportunities.models import OpportunityFacts
from opportunities.models.facts import TERM_LISTS
from opportunities.states import next_deadline, precedence, state_of
from opportunities.words import award_words, deadline_words, moment_words, state_words, total_words, when_words


@dataclass(frozen=True, kw_only=True)
class RoundLine:
    """One round as it is shown at one moment."""

    round: Any
    name: str
    state: State
    facts: Any
    kind: str
    now: Any

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

    def _moment(self, at):
        return at and deadline_words(at, self.facts.timezone, now=self.now)

    @property
    def opens(self):
        return self.round.opens_at and moment_words(self.round.opens_at, self.facts.timezone)

    @property
    def closes(self):
        return self._moment(self.round.closes_at)

    @property
    def internal_deadline(self):
        return self._moment(self.round.internal_deadline_at)

    @property
    def internal_has_passed(self):
        """Staff are too late while others can still apply: the worst surprise of all, so the page says it first."""
        at = self.round.internal_deadline_at
        return self.is_open and at is not None and at <= self.now

    @property
    def is_by_invitation(self):
        return self.round.mode == Mode.INVITATION

    @property
    def award(self):
        return award_words(self.round)

    @property
    def total(self):
        return total_words(self.round)


@dataclass(kw_only=True)
class OpportunityDetails:
    """The facts of one opportunity. `at(now)` adds what depends on the time."""

    kind: str
    facts: Any
    rounds: list
    names: dict
    funder: Any
    venue: Any
    themes: list
    meant_for: list
    open_to: list
    theme_slugs: list

    def at(self, now):
        """The same with its rounds in order of what matters at `now`, and the one that speaks for the opportunity."""
        ordered = sorted(self.rounds, key=lambda one: precedence(one, now=now))
        self.lines = [
            RoundLine(
                round=one,
                name=self.names.get(one.uid) or one.name,
                state=state_of(one, now=now),
                facts=self.facts,
                kind=self.kind,
                now=now,
            )
            for one in ordered
        ]
        self.current = self.lines[0] if self.lines else None
        self.others = self.lines[1:]
        self.is_open = bool(self.current and self.current.is_open)
        self.is_over = bool(self.current and not self.current.is_current)
        return self

    @property
    def success(self):
        """Applications and awards of the latest round that has both, for people who weigh up whether to start."""
        known = [one for one in self.rounds if one.applications and one.awards_made is not None]
        return max(known, key=lambda one: (one.closes_at is not None, one.closes_at), default=None)

    @property
    def needs_something_first(self):
        facts = self.facts
        needs = (facts.preparation_days, facts.sign_off_days, facts.needs_training, facts.needs_ethics, facts.match_funding)
        return self.kind == Kind.FUNDING and (any(needs) or self.success is not None)


def details_of_published(page):
    """From the rows that publishing wrote; None before the first publication."""
    facts = (
        OpportunityFacts.objects.filter(translation_key=page.translation_key)
        .select_related("funder", "venue")
        .prefetch_related(*TERM_LISTS, "rounds")
        .first()
    )
    return facts and _details(page, facts, list(facts.rounds.all()))


def details_of_draft(page):
    """From the page's own unsaved fields, for previews and pages never published."""
    return _details(page, page, page.written_rounds())


def _details(page, facts, rounds):
    lists = {name: list(getattr(facts, name).all()) for name in TERM_LISTS}
    terms = [getattr(facts, "funder", None), getattr(facts, "venue", None)]
    for name in TERM_LISTS:
        terms += lists[name]
    translated = iter(in_language(terms, page.locale))
    funder, venue = next(translated), next(translated)
    return OpportunityDetails(
        kind=page.kind,
        facts=facts,
        rounds=rounds,
        names={one.uid: one.name for one in page.rounds.all()} if page.kind == Kind.FUNDING else {},
        funder=funder,
        venue=venue,
        theme_slugs=[theme.slug for theme in lists["themes"]],
        **{name: [next(translated) for _ in lists[name]] for name in TERM_LISTS},
    )
