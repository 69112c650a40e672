"""Everything an opportunity's page shows of its facts, in the reader's language, from published rows or from a draft."""

from itertools import chain, groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.dates import days_words
from core.eligibility.criteria import Criteria, Criterion, Group, Option, criteria_of
from core.eligibility.criteria import Kind as CriterionKind
from core.localized import in_language, translator
from core.models import PublicChange
from core.money import default_currency, money_words
from core.publishing import original_of, own_uid
from opportunities.changelog import THING, days_of_changes, notices_about
from opportunities.choices import Kind
from opportunities.formatting import length_words
from opportunities.lines import RoundLine, linked_pages, outcomes_of
from opportunities.models import Applicant, OpportunityFacts
from opportunities.models.facts import TERM_LISTS
from opportunities.states import BEGINNING, precedence

#: The order in which questions about applicants are read.
AXES = list(Applicant.Axis)


class OpportunityDetails:
    """The facts of one opportunity. `at(now)` adds what depends on the time."""

    def __init__(self, page, facts, rounds, *, criteria, source_id=None, changes=()):
        self.kind, self.facts, self.rounds, self.more_criteria = page.kind, facts, rounds, criteria
        lists = {name: list(getattr(facts, name).all()) for name in TERM_LISTS}
        funder, venue, event_id = (getattr(facts, name, None) for name in ("funder", "venue", "event_id"))
        term = translator([funder, venue, *chain(*lists.values())], page.locale)
        self.funder, self.venue = term(funder), term(venue)
        self.themes, self.meant_for, self.open_to, self.applicants = ([term(one) for one in some] for some in lists.values())
        self.theme_slugs = [theme.slug for theme in lists["themes"]]
        self.event = linked_pages([event_id], page.locale).get(event_id)
        #: {uid of a round: what the page says of it in its language, for a `RoundLine`}
        self.words = words_of_rounds(page, known={one.uid for one in rounds})
        currency = next((one.currency for one in rounds), default_currency())
        self.outcomes = outcomes_of(page, source_id, currency=currency) if hasattr(page, "outcomes") else []
        names = {uid: said["name"] for uid, said in self.words.items() if said["name"]}
        self.changes = days_of_changes(changes, timezone_name=facts.timezone, locale=page.locale, names=names)

    def at(self, now):
        """The same with its rounds in order of what matters at `now`, and the one that speaks for the opportunity."""
        ordered = sorted(self.rounds, key=lambda one: precedence(one, now=now))
        self.lines = [
            RoundLine(round=one, facts=self.facts, kind=self.kind, now=now, **self.words.get(one.uid, {})) for one in ordered
        ]
        self.current = self.lines[0] if self.lines else None
        self.others = self.lines[1:]
        self.is_open = bool(self.current and self.current.is_open)
        self.is_over = bool(self.current and not self.current.is_current)
        self.notices = notices_about(self.changes, self.rounds, now=now)
        return self

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
    return OpportunityDetails(
        page,
        facts,
        list(facts.rounds.all()),
        criteria=criteria,
        source_id=facts.page_id,
        changes=PublicChange.objects.about(THING, facts.translation_key),
    )


def details_of_draft(page):
    """From the page's own unsaved fields, for previews and pages never published."""
    return OpportunityDetails(page, page, page.written_rounds(), criteria=_own_criteria(page))


def _own_criteria(page):
    return criteria_of(page.eligibility, lang=page.locale.language_code)


def words_of_rounds(page, *, known):
    """What the page says of each round, by uid. Rounds that came with a copied page have uids of their own, if `known`."""
    return {
        own_uid(one.uid, translation_key=page.translation_key, known=known): {
            "name": one.name,
            "where": getattr(one, "where", ""),
            "date_names": {str(each.id): each.value["name"] for each in getattr(one, "key_dates", ())},
        }
        for one in (page.rounds.all() if hasattr(page, "rounds") else ())
    }


#: The answer of those whom no term describes.
NONE = "none"
QUESTIONS = {
    Applicant.Axis.ROLE: gettext_lazy("What is your role?"),
    Applicant.Axis.STAGE: gettext_lazy("Where are you in your career?"),
    Applicant.Axis.CONTRACT: gettext_lazy("What contract do you have?"),
    Applicant.Axis.FACULTY: gettext_lazy("Where do you work or study?"),
    Applicant.Axis.ORGANISATION: gettext_lazy("What kind of organisation do you apply for?"),
}


def criteria_of_opportunity(page):
    """What "Am I eligible?" asks, in the language of the page: the minimum age of a role, who can apply, and what else."""
    details = page.details
    members = _who_can_apply(details.facts, page.locale)
    if details.kind == Kind.ROLE and details.facts.minimum_age:
        hint = _("In years, on the day you start.")
        age = {"id": "age", "kind": CriterionKind.NUMBER, "statement": _("How old are you?"), "hint": hint}
        members.insert(0, Criterion(**age, minimum=details.facts.minimum_age))
    own = (Group(id="applicants", title=_("About you"), members=tuple(members)),) if members else ()
    return Criteria(groups=(*own, *details.more_criteria.groups))


def _who_can_apply(facts, locale):
    """A question for each axis that limits who can apply, with every term under it in the reader's language as an answer."""
    chosen = list(facts.applicants.all())
    if not chosen:
        return []
    axes = sorted({term.axis for term in chosen}, key=AXES.index)
    known = Applicant.objects.filter(axis__in=axes, locale_id=chosen[0].locale_id).select_related("locale")
    terms = [term for term in known if not term.is_retired or term in chosen]
    slugs = {(term.axis, term.slug) for term in chosen}
    options = {axis: [] for axis in axes}
    for term, shown in zip(terms, in_language(terms, locale), strict=True):
        counts = (term.axis, shown.slug) in slugs
        options[term.axis].append(Option(id=shown.slug, label=shown.name, counts=counts))
    none = Option(id=NONE, label=_("None of these"), counts=False)
    return [
        Criterion(id=axis, kind=CriterionKind.CHOICE, statement=str(QUESTIONS[axis]), options=(*answers, none))
        for axis, answers in options.items()
    ]
