"""Rounds, their dates and what came of them, as readers see them at one moment, in their language."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from core.dates import day_words, deadline_words, moment_words
from core.money import money_words
from core.site_context import current_site_context
from core.timezones import day_begins, day_ends, moment
from opportunities.choices import CURRENT_STATES, OPEN_STATES, STATE_KINDS, Mode, State
from opportunities.formatting import award_words, course_date_words, state_words, when_words
from opportunities.states import next_deadline, state_of


@dataclass(kw_only=True)
class RoundLine:
    """One round or run as it is shown at one moment."""

    round: Any
    facts: Any
    kind: str
    now: Any
    name: str = ""
    where: str = ""
    date_names: dict = field(default_factory=dict)

    def __post_init__(self):
        one, now = self.round, self.now
        self.name = self.name or one.name
        self.state = state = state_of(one, now=now)
        self.state_words = state_words(state, kind=self.kind, mode=one.mode)
        self.state_kind = STATE_KINDS[state]
        self.is_open, self.is_current = state in OPEN_STATES, state in CURRENT_STATES
        self.is_by_invitation = one.mode == Mode.INVITATION
        self.deadline_at = next_deadline(one, now=now) if self.is_open or state == State.OPENS_LATER else None
        self.words = when_words(one, state, self.deadline_at, self.facts.timezone, now=now, kind=self.kind)
        # Staff, or who sent no expression of interest, are too late while others can still apply: the worst surprise of all.
        self.internal_has_passed = self.is_open and self._has_passed(one.internal_deadline_at)
        self.interest_has_passed = self.is_open and one.interest_is_required and self._has_passed(one.interest_at)
        self.award = award_words(one)
        self.total = "" if one.total is None else money_words(one.total, one.currency)

    def _has_passed(self, at):
        return at is not None and at <= self.now

    def _deadline(self, at):
        return at and deadline_words(at, self.facts.timezone, now=self.now)

    @property
    def dates(self):
        """The timetable of the round."""
        return key_dates_of(self.round, timezone_name=self.facts.timezone, now=self.now, names=self.date_names)

    @property
    def takes_place(self):
        """When a run takes place, in words."""
        return course_date_words(self.round, self.facts.timezone)

    @property
    def opens(self):
        return self.round.opens_at and moment_words(self.round.opens_at, self.facts.timezone)

    @property
    def closes(self):
        return self._deadline(self.round.closes_at)

    @property
    def interest(self):
        return self._deadline(self.round.interest_at)

    @property
    def internal_deadline(self):
        return self._deadline(self.round.internal_deadline_at)


@dataclass(frozen=True, kw_only=True)
class KeyDateLine:
    """One line of the timetable of a round."""

    label: str
    words: str
    machine: str
    at: datetime
    ends_at: datetime
    counts_for_staff: bool = False
    is_next: bool = False
    is_over: bool = False


def key_dates_of(one, *, timezone_name, now, names=()):
    """Every known date, soonest first; the one that comes next is marked. `names` are by id, in the reader's language."""
    found = sorted(_dates(one, timezone_name, now, dict(names)), key=lambda each: (each.at, each.ends_at))
    next_up = next((each for each in found if each.ends_at > now), None)
    return [replace(each, is_over=each.ends_at <= now, is_next=each is next_up) for each in found]


def _dates(one, timezone_name, now, names):
    opens = _("Expected to open") if one.mode == Mode.FORECAST else _("Opens")
    for label, at, counts_for_staff in (
        (opens, one.opens_at, False),
        (_("Expression of interest"), one.interest_at, False),
        (_("Internal deadline"), one.internal_deadline_at, True),
        (_("Deadline"), one.closes_at, False),
    ):
        if at is not None:
            yield _at(label, at, deadline_words(at, timezone_name, now=now), counts_for_staff)
    for label, day in ((_("Decision expected"), one.decision_on), (_("Earliest start"), one.earliest_start_on)):
        if day:
            yield _on(label, day, timezone_name)
    for each in one.key_dates:
        name, day = names.get(each["id"]) or each["name"], date.fromisoformat(each["day"])
        if each["time"]:
            at = moment(day, time.fromisoformat(each["time"]), timezone_name)
            yield _at(name, at, moment_words(at, timezone_name))
        else:
            yield _on(name, day, timezone_name)


def _at(label, at, words, counts_for_staff=False):
    machine = at.isoformat()
    return KeyDateLine(label=label, words=words, machine=machine, at=at, ends_at=at, counts_for_staff=counts_for_staff)


def _on(label, day, timezone_name):
    begins, ends = day_begins(day, timezone_name), day_ends(day, timezone_name)
    return KeyDateLine(label=label, words=day_words(day), machine=day.isoformat(), at=begins, ends_at=ends)


@dataclass(frozen=True, kw_only=True)
class OutcomeLine:
    """One project or winner: its words in the reader's language, its facts from the source."""

    title: str
    summary: str
    who: str
    amount: str
    year: int
    page: Any
    url: str


def outcomes_of(page, source_id=None, *, currency):
    """Funded projects and winners by year, the latest first: `year` and `lines` of each.

    `source_id` is the page whose facts count, if that is another.
    """
    own = list(page.outcomes.all())
    facts = own
    if source_id not in (None, page.pk):
        facts = list(type(page).outcomes.rel.related_model.objects.filter(page_id=source_id))
    pages = linked_pages([one.linked_page_id for one in facts], page.locale)
    words = {one.uid: one for one in own}
    lines = [_outcome(one, words.get(one.uid, one), pages.get(one.linked_page_id), currency) for one in facts]
    lines.sort(key=lambda line: -line.year)
    return [{"year": year, "lines": list(some)} for year, some in groupby(lines, key=lambda line: line.year)]


def _outcome(facts, words, page, currency):
    return OutcomeLine(
        title=words.title,
        summary=words.summary,
        who=", ".join(filter(None, (facts.lead, facts.organisation))),
        amount="" if facts.amount is None else money_words(facts.amount, currency),
        year=facts.year,
        page=page,
        url=facts.url,
    )


def linked_pages(ids, locale):
    """{id: page} of public pages, each in the language where it is translated. Two queries, however many there are."""
    wanted = {pk for pk in ids if pk}
    if not wanted:
        return {}
    sources = list(current_site_context().only_public(Page.objects.filter(pk__in=wanted).live()).select_related("locale"))
    keys = [one.translation_key for one in sources if one.locale_id != locale.pk]
    # Who may read a page in one language may read it in all.
    translated = Page.objects.filter(translation_key__in=keys, locale=locale).live().select_related("locale")
    by_key = {one.translation_key: one for one in translated} if keys else {}
    return {one.pk: by_key.get(one.translation_key, one) for one in sources}
