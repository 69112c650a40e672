"""One run of a summer school as it is shown at one moment, in the reader's language."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.dates import clock_words, countdown_words, day_words, days_words, deadline_words, local
from core.money import Price, money_words
from events.schools.choices import OPEN_STATES, STATE_KINDS, State, Stay
from events.schools.states import state_of

MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class TimetableDay:
    date_words: str
    title: str
    slots: list


@dataclass(kw_only=True)
class IntakeLine:
    """One run as it is shown at one moment. `written` has its words, in the reader's language if they are translated."""

    run: Any
    timezone: str
    now: Any
    written: Any = None
    venue: Any = None
    lang: str = ""
    why: tuple = ("", "")  # it does not take place, and in which language that is, if it is not the reader's

    def __post_init__(self):
        run = self.run
        self.state = state = state_of(run, now=self.now)
        self.state_kind = STATE_KINDS.get(state, "info")
        self.is_open, self.is_over = state in OPEN_STATES, state == State.OVER
        self.shows_application = state not in (State.OVER, State.CANCELLED, State.UNDER_WAY)
        self.when = span_words(run, self.timezone)
        self.decision = day_words(run.decision_on) if run.decision_on else ""
        self.stay = {Stay.RESIDENTIAL: _("Residential"), Stay.DAY: _("By day"), Stay.ONLINE: _("Online")}[run.stay]
        price = price_of(run)
        self.cost = price.words if price else ""
        amount = money_words(run.bursary, run.currency) if run.bursary else ""
        self.bursary = _("Bursaries of up to %(amount)s") % {"amount": amount} if amount else ""
        places = ngettext("%(number)s place", "%(number)s places", run.places or 0)
        self.places = places % {"number": run.places} if run.places else ""

    @property
    def name(self):
        return self.written.name

    @property
    def reason(self):
        return self.why[0] if self.state == State.CANCELLED else ""

    @cached_property
    def opens(self):
        return deadline_words(self.run.opens_at, self.timezone, now=self.now) if self.run.opens_at else ""

    @cached_property
    def closes(self):
        return deadline_words(self.run.closes_at, self.timezone, now=self.now) if self.run.closes_at else ""

    @cached_property
    def state_words(self):
        """What it says next to "Summer school": the state with the one moment that matters in it."""
        run, state = self.run, self.state
        if state == State.OPENS_LATER:
            return _("Applications open on %(day)s") % {"day": self._day(run.opens_at)}
        if self.is_open:
            return _("Open: closes %(countdown)s") % {"countdown": countdown_words(run.closes_at, self.timezone, now=self.now)}
        if state == State.CLOSED and run.decision_at:
            return _("Applications closed: decisions on %(day)s") % {"day": self._day(run.decision_at)}
        if state == State.DECIDED:
            is_today = local(self.now, self.timezone).date() == run.decision_on
            words = _("Decisions today: starts on %(day)s") if is_today else _("Places decided: starts on %(day)s")
            return words % {"day": self._day(run.starts_at)}
        if state == State.UNDER_WAY:
            return _("Under way until %(day)s") % {"day": self._day(run.ends_at - MOMENT)}
        if state == State.EXPECTED:
            return _("Planned: the dates for applications will follow")
        if state == State.OVER:
            return State.CANCELLED.label if run.is_cancelled else _("This run is over")
        return state.label

    def _day(self, at):
        return day_words(local(at, self.timezone).date())

    @property
    def ages(self):
        low, high = self.run.age_from, self.run.age_to
        if low is None:
            return "" if high is None else _("Up to age %(high)s") % {"high": high}
        if high is None:
            return _("Ages %(low)s and over") % {"low": low}
        return _("Age %(age)s") % {"age": low} if low == high else _("Ages %(low)s to %(high)s") % {"low": low, "high": high}

    @property
    def record(self):
        """What became of a run that is over: "214 people applied and 40 took part"."""
        applied, number = self.run.applications, self.run.took_part
        if number is None:
            return ""
        if applied is None:
            return ngettext("%(number)s person took part", "%(number)s people took part", number) % {"number": number}
        return _("%(applied)s people applied and %(took_part)s took part") % {"applied": applied, "took_part": number}

    @property
    def days(self):
        """The timetable with the dates that its day numbers mean."""
        first = local(self.run.starts_at, self.timezone).date()
        days = sorted((day.value for day in self.written.timetable), key=lambda day: day["number"])
        words = [day_words(first + timedelta(days=day["number"] - 1)) for day in days]
        return [TimetableDay(words[n], day["title"], list(day["slots"])) for n, day in enumerate(days)]


def span_words(run, timezone_name):
    """When it takes place: "Monday 2 August 2027 to Friday 6 August 2027", with the hours if they are known."""
    first, last = (local(at, timezone_name) for at in (run.starts_at, run.ends_at))
    if run.is_all_day:
        return days_words(first.date(), (last - MOMENT).date())
    moments = [_("%(day)s, %(time)s") % {"day": day_words(at.date()), "time": clock_words(at)} for at in (first, last)]
    return _("%(first)s to %(last)s") % {"first": moments[0], "last": moments[1]}


def price_of(run):
    """None where nobody knows it."""
    if run.cost is None:
        return None
    is_free = run.cost == 0
    words = _("Free") if is_free else money_words(run.cost, run.currency)
    return Price(words=words, is_free=is_free, lowest=run.cost, highest=run.cost, currency=run.currency, url=run.apply_url)
