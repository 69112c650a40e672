"""Am I eligible? What a call's facts ask of applicants, for the one engine that answers (`core.eligibility`)."""

from django.utils.translation import gettext as _

from core.eligibility.criteria import Criteria, Criterion, Group, Kind, Option
from core.localized import in_language
from opportunities.choices import Kind as OpportunityKind
from opportunities.models import Applicant

#: The answer of those whom no term describes.
NONE = "none"


def criteria_of_opportunity(details, page):
    """Who can apply by role, career stage and so on, the minimum age of a role, then whatever else the editors ask."""
    members = [_choice(axis, chosen, options) for axis, (chosen, options) in _by_axis(details.facts, page.locale).items()]
    if details.kind == OpportunityKind.ROLE and details.facts.minimum_age:
        members.insert(0, _age(details.facts.minimum_age))
    own = (Group(id="applicants", title=_("About you"), members=tuple(members)),) if members else ()
    return Criteria(groups=(*own, *details.more_criteria.groups))


def _by_axis(facts, locale):
    """{axis: (slugs of those who can apply, every term under it in the reader's language)} of each question that matters."""
    chosen = {}
    for term in facts.applicants.all():
        chosen.setdefault(term.axis, []).append(term)
    if not chosen:
        return {}
    source = next(iter(facts.applicants.all())).locale_id
    terms = [
        term
        for term in Applicant.objects.filter(axis__in=chosen, locale_id=source).select_related("locale")
        if not term.is_retired or term in chosen[term.axis]
    ]
    shown = in_language(terms, locale)
    return {
        axis: (
            {term.slug for term in some},
            [other for term, other in zip(terms, shown, strict=True) if term.axis == axis],
        )
        for axis, some in sorted(chosen.items(), key=lambda pair: list(Applicant.Axis).index(pair[0]))
    }


def _choice(axis, chosen, options):
    answers = [Option(id=term.slug, label=term.name, counts=term.slug in chosen) for term in options]
    answers.append(Option(id=NONE, label=_("None of these"), counts=False))
    return Criterion(id=axis, kind=Kind.CHOICE, statement=_question(axis), options=tuple(answers))


def _question(axis):
    return {
        Applicant.Axis.ROLE: _("What is your role?"),
        Applicant.Axis.STAGE: _("Where are you in your career?"),
        Applicant.Axis.CONTRACT: _("What contract do you have?"),
        Applicant.Axis.FACULTY: _("Where do you work or study?"),
        Applicant.Axis.ORGANISATION: _("What kind of organisation do you apply for?"),
    }[axis]


def _age(minimum):
    return Criterion(
        id="age",
        kind=Kind.NUMBER,
        statement=_("How old are you?"),
        hint=_("In years, on the day you start."),
        minimum=minimum,
    )
