"""The rows that editors' lists of opportunities are made of, read in a fixed number of queries whatever their number."""

from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Locale

from core.dates import deadline_words, moment_words
from core.page_lists import languages_of
from opportunities.choices import State
from opportunities.external.checks import warnings_of
from opportunities.formatting import state_words
from opportunities.models import OpportunityFacts, StateInterval
from opportunities.next_rounds import last_round


@dataclass(kw_only=True)
class ListedOpportunity:
    """One opportunity as its published facts say at one moment; a page that was never published has none."""

    facts: Any = None
    period: Any = None
    now: Any = None
    languages: list = field(default_factory=list)

    @property
    def state(self):
        return self.period and state_words(self.period.state, kind=self.facts.kind, mode=self.period.round.mode)

    @property
    def is_open(self):
        return bool(self.period) and self.period.state in (State.OPEN, State.CLOSING_SOON)

    @property
    def closes(self):
        """The next deadline with how far away it is, or when it closed."""
        if not self.period:
            return ""
        if self.period.deadline_at:
            return deadline_words(self.period.deadline_at, self.facts.timezone, now=self.now)
        closed = self.period.round.closes_at
        return moment_words(closed, self.facts.timezone) if closed else ""

    @property
    def is_internal(self):
        return bool(self.period) and self.period.is_internal

    @property
    def warnings(self):
        return [warning.label for warning in warnings_of(self.facts, now=self.now)] if self.facts else []

    @property
    def lacks_next_round(self):
        return bool(self.facts) and last_round(self.facts, now=self.now) is not None


def listed(keys, *, now):
    """{translation key: ListedOpportunity}"""
    keys = set(keys)
    rows = {key: ListedOpportunity(now=now) for key in keys}
    for facts in OpportunityFacts.objects.filter(translation_key__in=keys).prefetch_related("rounds"):
        rows[facts.translation_key].facts = facts
    for period in StateInterval.objects.filter(facts__translation_key__in=keys).at(now).select_related("facts", "round"):
        rows[period.facts.translation_key].period = period
    default = Locale.get_default().pk

    def source(_key, pages):
        """The page in the default language, else the one that was there first."""
        page = pages.get(default) or min(pages.values(), key=lambda one: one.pk)
        return page.locale_id, page.last_published_at

    for key, languages in languages_of(keys, source).items():
        rows[key].languages = languages
    return rows
