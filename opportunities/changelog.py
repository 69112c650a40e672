"""What is told of opportunities: every published fact that differs from the last publication, in whole sentences.

Whole ones, since other languages put their words in another order.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.changelog.log import ChangeLine, ChangeLog, change_of, notices_of
from core.dates import day_words, local, moment_words
from core.money import money_words
from core.timezones import day_ends
from opportunities.choices import CURRENT_STATES, Checks, Commitment, Expenses, Mode, Nomination
from opportunities.models import PAGE_TYPES, Applicant, OpportunityFacts
from opportunities.states import state_of

THING = "opportunity"
#: What readers are told about when it changes, in the order in which they are told.
ROUND_NAMES = (
    "mode", "opens_at", "interest_at", "internal_deadline_at", "closes_at", "starts_at", "ends_at", "decision_on",
    "earliest_start_on", "award_from", "award_to", "total", "awards_expected", "duration_months", "places", "results_on",
)  # fmt: skip
FACT_NAMES = (
    "match_funding", "needs_training", "needs_ethics", "sign_off_days", "minimum_age", "checks", "expenses", "commitment",
    "nomination", "fee", "happens_on", "applicants", "archived_on",
)  # fmt: skip
ORDER = {name: order for order, name in enumerate(("added", "removed", *ROUND_NAMES, *FACT_NAMES))}
#: The dates among them: people plan with these, so they are told at the top and should have a reason.
DATES = tuple(name for name in (*ROUND_NAMES, *FACT_NAMES) if name.endswith(("_at", "_on")) and name != "archived_on")
#: Sums, which mean nothing without their currency.
CURRENCIES = {"award_from": "currency", "award_to": "currency", "total": "currency", "fee": "fee_currency"}
CHOICES = {"mode": Mode, "checks": Checks, "expenses": Expenses, "commitment": Commitment, "nomination": Nomination}
#: (what changed, how) → the sentence, where it is not one of the `OTHER_SENTENCES`.
SENTENCES = {
    ("added", "became_true"): _("This round was added."),
    ("removed", "became_true"): _("This round was taken out."),
    ("mode", "moved"): _("How people apply changed from “%(before)s” to “%(after)s”."),
    ("opens_at", "moved"): _("The opening moved from %(before)s to %(after)s."),
    ("opens_at", "set"): _("It now opens at a fixed time: %(after)s."),
    ("opens_at", "removed"): _("It no longer opens at a fixed time; it was %(before)s."),
    ("interest_at", "moved"): _("The deadline for expressions of interest moved from %(before)s to %(after)s."),
    ("interest_at", "set"): _("There is now a deadline for expressions of interest: %(after)s."),
    ("interest_at", "removed"): _("There is no deadline for expressions of interest any more; it was %(before)s."),
    ("internal_deadline_at", "moved"): _("The internal deadline moved from %(before)s to %(after)s."),
    ("internal_deadline_at", "set"): _("There is now an internal deadline: %(after)s."),
    ("internal_deadline_at", "removed"): _("There is no internal deadline any more; it was %(before)s."),
    ("closes_at", "moved"): _("The deadline moved from %(before)s to %(after)s."),
    ("closes_at", "set"): _("There is now a deadline: %(after)s."),
    ("closes_at", "removed"): _("There is no deadline any more; it was %(before)s."),
    ("starts_at", "moved"): _("The start moved from %(before)s to %(after)s."),
    ("starts_at", "set"): _("It now starts %(after)s."),
    ("starts_at", "removed"): _("The start is not fixed any more; it was %(before)s."),
    ("ends_at", "moved"): _("The end moved from %(before)s to %(after)s."),
    ("ends_at", "set"): _("It now ends %(after)s."),
    ("ends_at", "removed"): _("The end is not fixed any more; it was %(before)s."),
    ("decision_on", "moved"): _("The decision moved from %(before)s to %(after)s."),
    ("decision_on", "set"): _("The decision is now expected on %(after)s."),
    ("decision_on", "removed"): _("There is no day for the decision any more; it was %(before)s."),
    ("earliest_start_on", "moved"): _("The earliest start moved from %(before)s to %(after)s."),
    ("earliest_start_on", "set"): _("The earliest start is now %(after)s."),
    ("earliest_start_on", "removed"): _("There is no earliest start any more; it was %(before)s."),
    ("award_from", "rose"): _("The lowest award rose from %(before)s to %(after)s."),
    ("award_from", "fell"): _("The lowest award fell from %(before)s to %(after)s."),
    ("award_from", "set"): _("The lowest award is now %(after)s."),
    ("award_from", "removed"): _("There is no lowest award any more; it was %(before)s."),
    ("award_to", "rose"): _("The highest award rose from %(before)s to %(after)s."),
    ("award_to", "fell"): _("The highest award fell from %(before)s to %(after)s."),
    ("award_to", "set"): _("The highest award is now %(after)s."),
    ("award_to", "removed"): _("There is no highest award any more; it was %(before)s."),
    ("total", "rose"): _("The total fund rose from %(before)s to %(after)s."),
    ("total", "fell"): _("The total fund fell from %(before)s to %(after)s."),
    ("total", "set"): _("The total fund is now %(after)s."),
    ("total", "removed"): _("The total fund, %(before)s, is not given any more."),
    ("awards_expected", "rose"): _("The number of awards expected rose from %(before)s to %(after)s."),
    ("awards_expected", "fell"): _("The number of awards expected fell from %(before)s to %(after)s."),
    ("awards_expected", "set"): _("The number of awards expected is now %(after)s."),
    ("awards_expected", "removed"): _("The number of awards expected, %(before)s, is not given any more."),
    ("duration_months", "rose"): _("The longest duration rose from %(before)s to %(after)s."),
    ("duration_months", "fell"): _("The longest duration fell from %(before)s to %(after)s."),
    ("duration_months", "set"): _("The longest duration is now %(after)s."),
    ("duration_months", "removed"): _("There is no longest duration any more; it was %(before)s."),
    ("places", "rose"): _("The number of places rose from %(before)s to %(after)s."),
    ("places", "fell"): _("The number of places fell from %(before)s to %(after)s."),
    ("places", "set"): _("The number of places is now %(after)s."),
    ("places", "removed"): _("The number of places is not limited any more; it was %(before)s."),
    ("results_on", "moved"): _("The day of the results moved from %(before)s to %(after)s."),
    ("results_on", "set"): _("The results come out on %(after)s."),
    ("results_on", "removed"): _("There is no day for the results any more; it was %(before)s."),
    ("match_funding", "rose"): _("The share that applicants bring rose from %(before)s to %(after)s."),
    ("match_funding", "fell"): _("The share that applicants bring fell from %(before)s to %(after)s."),
    ("match_funding", "set"): _("Applicants now bring %(after)s of the cost."),
    ("match_funding", "removed"): _("Applicants no longer bring a share of the cost; it was %(before)s."),
    ("needs_training", "became_true"): _("Applicants now need to have done our training first."),
    ("needs_training", "became_false"): _("Applicants no longer need to have done our training first."),
    ("needs_ethics", "became_true"): _("Ethical approval is now needed before the work starts."),
    ("needs_ethics", "became_false"): _("Ethical approval is no longer needed before the work starts."),
    ("sign_off_days", "rose"): _("The time for sign-off rose from %(before)s to %(after)s."),
    ("sign_off_days", "fell"): _("The time for sign-off fell from %(before)s to %(after)s."),
    ("sign_off_days", "set"): _("The time for sign-off is now %(after)s."),
    ("sign_off_days", "removed"): _("No time for sign-off is needed any more; it was %(before)s."),
    ("minimum_age", "rose"): _("The minimum age rose from %(before)s to %(after)s."),
    ("minimum_age", "fell"): _("The minimum age fell from %(before)s to %(after)s."),
    ("minimum_age", "set"): _("The minimum age is now %(after)s."),
    ("minimum_age", "removed"): _("There is no minimum age any more; it was %(before)s."),
    ("checks", "moved"): _("The checks changed from “%(before)s” to “%(after)s”."),
    ("expenses", "moved"): _("The expenses changed from “%(before)s” to “%(after)s”."),
    ("commitment", "moved"): _("The commitment changed from “%(before)s” to “%(after)s”."),
    ("nomination", "moved"): _("Who puts people forward changed from “%(before)s” to “%(after)s”."),
    ("fee", "rose"): _("The fee rose from %(before)s to %(after)s."),
    ("fee", "fell"): _("The fee fell from %(before)s to %(after)s."),
    ("fee", "set"): _("There is now a fee: %(after)s."),
    ("fee", "removed"): _("It is free now; the fee was %(before)s."),
    ("happens_on", "moved"): _("The day it happens moved from %(before)s to %(after)s."),
    ("happens_on", "set"): _("It now happens on %(after)s."),
    ("happens_on", "removed"): _("There is no day for it any more; it was %(before)s."),
    ("applicants", "moved"): _("Who can apply changed from “%(before)s” to “%(after)s”."),
    ("archived_on", "moved"): _("It will be archived on %(after)s instead of %(before)s."),
    ("archived_on", "set"): _("It is kept for the record only from %(after)s."),
    ("archived_on", "removed"): _("It is no longer kept for the record only."),
}
#: A sum in another currency neither rose nor fell; what was chosen speaks for itself.
OTHER_SENTENCES = {"moved": _("%(before)s became %(after)s."), "set": "%(after)s", "removed": "%(before)s"}


@dataclass(frozen=True, kw_only=True)
class Published:
    """An opportunity's facts as they were published before, without a language."""

    own: dict
    rounds: dict
    by_uid: dict


def published_facts(facts):
    by_uid = {one.uid: one for one in facts.rounds.all()}
    return Published(own=_facts(facts), rounds={uid: _round(one) for uid, one in by_uid.items()}, by_uid=by_uid)


def _round(one):
    return {name: _fact(one, name) for name in ROUND_NAMES}


def _facts(facts):
    own = {name: _fact(facts, name) for name in FACT_NAMES if name != "applicants"}
    return own | {"applicants": sorted(facts.applicants.values_list("slug", flat=True))}


def _fact(one, name):
    value = _plain(getattr(one, name))
    return [value, getattr(one, CURRENCIES[name])] if name in CURRENCIES and value is not None else value


def _plain(value):
    """A fact as JSON keeps it, the same in every language."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value.quantize(Decimal("0.01")))
    return value


def changes_between(facts, rounds, *, before, note, now):
    """Unsaved lines: one for each fact that differs from `before`."""

    def line(one, kind, was, becomes):
        is_date = kind in DATES
        return change_of(
            THING,
            facts,
            note=note,
            now=now,
            part=one and one.uid,
            names={language: one.name} if one and one.name else {},
            kind=kind,
            before=was,
            after=becomes,
            lacks_reason=is_date and not note.reason,
            concerns_until=_end_of(kind, was, becomes, facts.timezone) if is_date else one and one.closes_at,
        )

    language = facts.page.locale.language_code
    found = [line(None, *each) for each in _differences(before.own, _facts(facts))]
    for one in rounds:
        if one.uid in before.rounds:
            found += [line(one, *each) for each in _differences(before.rounds[one.uid], _round(one))]
        else:
            found.append(line(one, "added", False, True))
    present = {one.uid for one in rounds}
    for uid, gone in before.by_uid.items():
        # Tidying up what is over is no news.
        if uid not in present and state_of(gone, now=now) in CURRENT_STATES:
            found.append(line(gone, "removed", False, True))
    return found


def _differences(before, after):
    """(name, before, after) of each fact that differs."""
    return [(name, before[name], after[name]) for name in after if before[name] != after[name]]


def _end_of(kind, before, after, timezone_name):
    """When the later of two dates is over."""
    values = [value for value in (before, after) if value]
    if kind.endswith("_at"):
        return max(parse_datetime(value) for value in values)
    return day_ends(max(parse_date(value) for value in values), timezone_name)


@dataclass(frozen=True, kw_only=True)
class DayOfChanges:
    """What changed on one day."""

    day: date
    lines: list


def days_of_changes(changes, *, timezone_name, locale, names=()):
    """The days on which something changed, latest first. What was put back on the same day did not change.

    `names` are the rounds' names in the reader's language by uid.
    """
    changes = sorted(changes, key=lambda one: (one.announced_at, one.pk))
    terms, names = _terms(changes, locale), dict(names)
    found = []
    for day, some in groupby(changes, key=lambda one: local(one.announced_at, timezone_name).date()):
        net = {}
        for one in some:
            first, _last = net.get((one.part, one.kind), (one, one))
            net[one.part, one.kind] = first, one
        lines = [
            line
            for first, last in sorted(net.values(), key=_place)
            if first.before != last.after
            and (line := _line(last, first.before, timezone_name, terms, locale.language_code, names.get(last.part))).what
        ]
        if lines:
            found.append(DayOfChanges(day=day, lines=lines))
    return found[::-1]


def _place(pair):
    _first, last = pair
    return str(last.part or ""), ORDER[last.kind]


def _terms(changes, locale):
    """Names of applicants by slug, in the reader's language."""
    slugs = {slug for one in changes if one.kind == "applicants" for slug in (*one.before, *one.after)}
    return dict(Applicant.objects.filter(slug__in=slugs, locale=locale).values_list("slug", "name")) if slugs else {}


def line_of(change, *, language):
    return _line(change, change.before, change.timezone, {}, language, "")


def _line(change, before, timezone_name, terms, language, name):
    sentence = _sentence(change.kind, before, change.after, timezone_name, terms)
    name = name or change.name_in(language)[0]
    what = _("%(round)s: %(sentence)s") % {"round": name, "sentence": sentence} if name and sentence else sentence
    return ChangeLine.of(change, language=language, what=what, about="", is_sentence=True)


def notices_about(days, rounds, *, now):
    """The latest of what was told of each date that is still to come."""
    parts = {None, *(one.uid for one in rounds)}
    seen, found = set(), []
    for line in (line for day in days for line in day.lines):
        about = line.change.part, line.change.kind
        if line.change.kind in DATES and line.change.part in parts and about not in seen and line.change.concerns_until > now:
            found.append(line)
        seen.add(about)
    return notices_of(found)


def _sentence(name, before, after, timezone_name, terms):
    how = _how(name, before, after)
    words = {"before": _value(name, before, timezone_name, terms), "after": _value(name, after, timezone_name, terms)}
    return (SENTENCES.get((name, how)) or OTHER_SENTENCES.get(how, "")) % words


def _how(name, before, after):
    """What became of a fact: see `SENTENCES`."""
    if (name, "became_true") in SENTENCES:
        return "became_true" if after else "became_false"
    if before is None or after is None:
        return "set" if before is None else "removed"
    if (name, "rose") in SENTENCES and (first := _number_of(before)) != (last := _number_of(after)):
        return "rose" if last > first else "fell"
    return "moved"


def _number_of(value):
    return Decimal(str(value[0] if isinstance(value, list) else value))


def _value(name, value, timezone_name, terms):
    """One fact in words."""
    if value is None:
        return ""
    if name in CURRENCIES:
        return money_words(Decimal(value[0]), value[1])
    if name in CHOICES:
        return CHOICES[name](value).label
    if name == "applicants":
        return _(", ").join(str(terms.get(slug, slug)) for slug in value) or _("everybody")
    if name.endswith("_at"):
        return moment_words(parse_datetime(value), timezone_name)
    if name.endswith("_on"):
        return day_words(parse_date(value))
    if name == "duration_months":
        return ngettext("%(count)d month", "%(count)d months", value) % {"count": value}
    if name == "sign_off_days":
        return ngettext("%(count)d working day", "%(count)d working days", value) % {"count": value}
    return f"{value}%" if name == "match_funding" else value


OPPORTUNITY_LOG = ChangeLog(pages=tuple(PAGE_TYPES.values()), facts=OpportunityFacts, line=line_of)
