"""The rows that editors' lists of opportunities are made of, read in a fixed number of queries whatever their number."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Locale, Page

from core.dates import deadline_words, moment_words
from opportunities.choices import State
from opportunities.external.checks import warnings_of
from opportunities.formatting import state_words
from opportunities.models import OpportunityFacts, StateInterval
from opportunities.next_rounds import last_round


@dataclass(frozen=True, kw_only=True)
class Language:
    """How far an opportunity is in one language."""

    name: str
    page_id: int | None = None
    is_live: bool = False
    is_stale: bool = False


@dataclass(kw_only=True)
class Listed:
    """One opportunity as its published facts say at one moment; a page that was never published has none."""

    facts: Any = None
    period: Any = None
    now: Any = None
    languages: list = field(default_factory=list)
    #: What sort of page it is, in words.
    kind: str = ""

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
    """{translation key: Listed}"""
    keys = set(keys)
    rows = {key: Listed(now=now) for key in keys}
    for facts in OpportunityFacts.objects.filter(translation_key__in=keys).prefetch_related("rounds"):
        rows[facts.translation_key].facts = facts
    for period in StateInterval.objects.filter(facts__translation_key__in=keys).at(now).select_related("facts", "round"):
        rows[period.facts.translation_key].period = period
    for key, languages in _languages(keys).items():
        rows[key].languages = languages
    return rows


def _languages(keys):
    """Every language but the source's, with the page there is in it. A translation older than its source is out of date."""
    names = ("id", "translation_key", "locale_id", "live", "last_published_at", "latest_revision_created_at")
    pages = defaultdict(dict)
    for page in Page.objects.filter(translation_key__in=keys, alias_of=None).only(*names):
        pages[page.translation_key][page.locale_id] = page
    locales = list(Locale.objects.all())
    default = Locale.get_default()
    found = {}
    for key, known in pages.items():
        source = known.get(default.pk) or min(known.values(), key=lambda page: page.pk)
        found[key] = [_language(locale, known.get(locale.pk), source) for locale in locales if locale.pk != source.locale_id]
    return found


def _language(locale, page, source):
    if page is None:
        return Language(name=locale.get_display_name())
    published, written = source.last_published_at, page.latest_revision_created_at
    is_stale = published is not None and (written is None or written < published)
    return Language(name=locale.get_display_name(), page_id=page.pk, is_live=page.live, is_stale=is_stale)
