"""Reads a snapshot from the database: plain rows, no models."""

from collections import defaultdict
from typing import NamedTuple

from core.choices import AttendanceMode
from core.models import Audience, Organisation, Theme, Venue
from opportunities.choices import Kind
from opportunities.models import Applicant, OpportunityFacts, StateInterval
from opportunities.states import BEGINNING, END

from .snapshot import Snapshot

#: Which terms answer which facet.
TERMS = {"theme": Theme, "audience": Audience, "funder": Organisation, "place": Venue}
COLUMNS = (
    "pk", "facts_id", "facts__translation_key", "state", "deadline_at", "starts_at", "ends_at", "facts__kind",
    "facts__funder_id", "facts__is_external", "facts__commitment", "facts__venue_id", "facts__attendance_mode",
    "round__mode", "round__award_size", "round__award_from", "round__award_to", "round__opens_at",
    "facts__page__first_published_at",
)  # fmt: skip
#: Kinds that people take part in somewhere.
WITH_PLACE = (Kind.TRAINING, Kind.CONTRIBUTORS, Kind.ROLE)


class Standing(NamedTuple):
    """One opportunity as it stands."""

    period: int
    key: object
    state: str
    deadline_at: object
    opened_at: object
    amount: object
    answers: dict


def read_snapshot(*, now):
    words, slugs = _words()
    rows = list(StateInterval.objects.public().at(now).values_list(*COLUMNS))
    terms = _terms({row[1] for row in rows}, slugs)
    return Snapshot(
        [_standing(row, terms[row[1]], slugs) for row in rows],
        words,
        starts_at=max((row[5] for row in rows), default=BEGINNING),
        ends_at=min((row[6] for row in rows), default=END),
    )


def _standing(row, terms, slugs):
    (
        period, _facts, key, state, deadline_at, _starts_at, _ends_at, kind, funder, is_external, commitment, venue,
        attendance, mode, size, award_from, award_to, opens_at, published_at,
    ) = row  # fmt: skip
    answers = {
        **terms,
        "kind": [kind],
        "state": [state],
        "mode": [mode],
        "source": ["external" if is_external else "internal"],
        "size": [size] if size else [],
        "funder": [slugs["funder"][funder]] if funder else [],
    }
    if kind == Kind.ROLE:
        answers["commitment"] = [commitment]
    if kind in WITH_PLACE:
        answers["place"] = _places(slugs["place"].get(venue), attendance)
    return Standing(
        period=period,
        key=key,
        state=state,
        deadline_at=deadline_at,
        opened_at=opens_at or published_at or BEGINNING,
        amount=award_to if award_to is not None else award_from,
        answers=answers,
    )


def _places(venue, attendance):
    online = ["online"] if attendance != AttendanceMode.IN_PERSON else []
    return [*([venue] if venue else []), *online]


def _words():
    """{facet: {slug: {locale id: name}}} in the order of the terms, and {facet: {pk: slug}}."""
    words, slugs = {axis: {} for axis in Applicant.Axis.values}, {}
    for facet, model in TERMS.items():
        words[facet], slugs[facet] = {}, {}
        for pk, slug, name, locale in model.objects.values_list("pk", "slug", "name", "locale_id"):
            slugs[facet][pk] = slug
            words[facet].setdefault(slug, {})[locale] = name
    slugs["applicant"] = {}
    for pk, slug, name, locale, axis in Applicant.objects.values_list("pk", "slug", "name", "locale_id", "axis"):
        slugs["applicant"][pk] = (axis, slug)
        words[axis].setdefault(slug, {})[locale] = name
    return words, slugs


def _terms(wanted, slugs):
    """{facts: {facet: slugs}}"""
    found = defaultdict(lambda: defaultdict(list))
    for name, facet, column in (("themes", "theme", "theme_id"), ("meant_for", "audience", "audience_id")):
        for facts, term in getattr(OpportunityFacts, name).through.objects.values_list("opportunityfacts_id", column):
            if facts in wanted:
                found[facts][facet].append(slugs[facet][term])
    through = OpportunityFacts.applicants.through.objects
    for facts, term in through.values_list("opportunityfacts_id", "applicant_id"):
        if facts in wanted:
            axis, slug = slugs["applicant"][term]
            found[facts][axis].append(slug)
    return found
