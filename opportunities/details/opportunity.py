from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from core.dates import days_words
from core.eligibility.criteria import Criteria, criteria_of
from core.localized import in_language
from core.models import PublicChange
from core.money import default_currency, money_words
from core.publishing import original_of, own_uid
from opportunities.changelog import THING, days_of_changes, notices_about
from opportunities.choices import Kind
from opportunities.formatting import length_words
from opportunities.lines import RoundLine, outcomes_of, pages_in_language
from opportunities.models import Applicant, OpportunityFacts
from opportunities.models.facts import TERM_LISTS
from opportunities.states import BEGINNING, precedence

#: The order in which questions about applicants are read.
AXES = list(Applicant.Axis)


@dataclass(frozen=True, kw_only=True)
class RoundWords:
    """What a translation says about a round."""

    name: str = ""
    where: str = ""
    date_names: dict = field(default_factory=dict)


@dataclass(kw_only=True)
class OpportunityDetails:
    """The facts of one opportunity. `at(now)` adds what depends on the time."""

    kind: str
    facts: Any
    rounds: list
    words: dict
    funder: Any
    venue: Any
    event: Any
    themes: list
    meant_for: list
    open_to: list
    applicants: list
    theme_slugs: list
    outcomes: list
    changes: list
    more_criteria: Criteria

    def at(self, now):
        """The same with its rounds in order of what matters at `now`, and the one that speaks for the opportunity."""
        ordered = sorted(self.rounds, key=lambda one: precedence(one, now=now))
        self.lines = [self._line(one, self.words.get(one.uid, RoundWords()), now) for one in ordered]
        self.current = self.lines[0] if self.lines else None
        self.others = self.lines[1:]
        self.is_open = bool(self.current and self.current.is_open)
        self.is_over = bool(self.current and not self.current.is_current)
        self.notices = notices_about(self.changes, self.rounds, now=now)
        return self

    def _line(self, one, words, now):
        return RoundLine(
            round=one,
            name=words.name or one.name,
            where=words.where,
            date_names=words.date_names,
            facts=self.facts,
            kind=self.kind,
            now=now,
        )

    @property
    def runs(self):
        """The runs of a course that are still to come, the next one first."""
        coming = [line for line in self.lines if line.round.starts_at and line.round.ends_at > line.now]
        return sorted(coming, key=lambda line: line.round.starts_at)

    @property
    def who_can_apply(self):
        """(question, terms) of each question that limits who can apply."""
        grouped = groupby(sorted(self.applicants, key=lambda term: AXES.index(term.axis)), key=lambda term: term.axis)
        return [(Applicant.Axis(axis).label, list(terms)) for axis, terms in grouped]

    @property
    def success(self):
        """Applications and awards of the latest round that has both, for people who weigh up whether to start."""
        known = [one for one in self.rounds if one.applications and one.awards_made is not None]
        return max(known, key=lambda one: one.closes_at or BEGINNING, default=None)

    @property
    def success_percent(self):
        """Awards in a hundred applications of that round."""
        return self.success and round(100 * self.success.awards_made / self.success.applications)

    @property
    def fee(self):
        """What it costs, or nothing if it is free."""
        return money_words(self.facts.fee, self.facts.fee_currency) if self.facts.fee else ""

    @property
    def length(self):
        """How long one run of a course is."""
        return length_words(self.facts.hours)

    @property
    def happens(self):
        """The day or days of what contributors take part in."""
        first = self.facts.happens_on
        return days_words(first, self.facts.happens_until or first) if first else ""

    @property
    def needs_something_first(self):
        facts = self.facts
        needs = (facts.preparation_days, facts.sign_off_days, facts.needs_training, facts.needs_ethics, facts.match_funding)
        return self.kind == Kind.FUNDING and (any(needs) or self.success is not None)


def details_of_published(page):
    """From the rows that publishing wrote; None before the first publication."""
    facts = (
        OpportunityFacts.objects.filter(translation_key=original_of(page).translation_key)
        .select_related("funder", "venue")
        .prefetch_related(*TERM_LISTS, "rounds")
        .first()
    )
    if facts is None:
        return None
    criteria = Criteria.from_data(facts.eligibility).in_words_of(_own_criteria(page))
    return _details(
        page,
        facts,
        list(facts.rounds.all()),
        criteria=criteria,
        source_id=facts.page_id,
        changes=PublicChange.objects.about(THING, facts.translation_key),
    )


def details_of_draft(page):
    """From the page's own unsaved fields, for previews and pages never published."""
    return _details(page, page, page.written_rounds(), criteria=_own_criteria(page))


def _own_criteria(page):
    return criteria_of(page.eligibility, lang=page.locale.language_code)


def _details(page, facts, rounds, *, criteria, source_id=None, changes=()):
    lists = {name: list(getattr(facts, name).all()) for name in TERM_LISTS}
    terms = [getattr(facts, "funder", None), getattr(facts, "venue", None)]
    for name in TERM_LISTS:
        terms += lists[name]
    translated = iter(in_language(terms, page.locale))
    funder, venue = next(translated), next(translated)
    words = words_of_rounds(page, known={one.uid for one in rounds})
    event_id = getattr(facts, "event_id", None)
    return OpportunityDetails(
        kind=page.kind,
        facts=facts,
        rounds=rounds,
        words=words,
        funder=funder,
        venue=venue,
        event=pages_in_language([event_id], page.locale).get(event_id),
        outcomes=outcomes_of(page, source_id, currency=_currency(rounds)) if hasattr(page, "outcomes") else [],
        changes=days_of_changes(
            changes,
            timezone_name=facts.timezone,
            locale=page.locale,
            names={uid: one.name for uid, one in words.items() if one.name},
        ),
        more_criteria=criteria,
        theme_slugs=[theme.slug for theme in lists["themes"]],
        **{name: [next(translated) for _ in lists[name]] for name in TERM_LISTS},
    )


def words_of_rounds(page, *, known):
    """{uid: RoundWords} in the language of the page. Rounds that came with a copied page have uids of their own, if `known`."""
    if not hasattr(page, "rounds"):
        return {}
    return {
        own_uid(one.uid, translation_key=page.translation_key, known=known): RoundWords(
            name=one.name,
            where=getattr(one, "where", ""),
            date_names={str(each.id): each.value["name"] for each in getattr(one, "key_dates", ())},
        )
        for one in page.rounds.all()
    }


def _currency(rounds):
    return next((one.currency for one in rounds), default_currency())
