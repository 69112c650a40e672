import itertools
from datetime import UTC, datetime, time, timedelta

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Locale

from core.choices import AttendanceMode
from opportunities.choices import CURRENT_STATES, OPEN_STATES, AwardSize, Commitment, Kind, Mode, State
from opportunities.filters import Filters
from opportunities.models import OpportunityFacts
from opportunities.states import next_deadline, precedence, state_of
from tests.factories.core import AudienceFactory, OrganisationFactory, ThemeFactory, VenueFactory
from tests.factories.opportunities import (
    ApplicantFactory,
    AwardPageFactory,
    ContributorCallPageFactory,
    FundingCallPageFactory,
    TrainingPageFactory,
    VolunteerRolePageFactory,
    award_round,
    contributor_round,
    training_run,
    written_round,
)

NOW = datetime(2027, 10, 5, 15, 0, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
THEMES = ("water", "stories", "food")
AUDIENCES = ("early-career", "families")
ROLES, STAGES, ORGANISATIONS = ("staff", "student"), ("early", "late"), ("charity", "school")
FUNDERS, PLACES = ("calder", "science"), ("library", "meadow")

#: What a reader may tick, by facet.
ANSWERS = {
    "kind": Kind.values,
    "state": State.values,
    "within": ["7", "30", "90"],
    "role": ROLES,
    "stage": STAGES,
    "theme": THEMES,
    "size": AwardSize.values,
    "organisation": ORGANISATIONS,
    "funder": FUNDERS,
    "audience": AUDIENCES,
    "commitment": Commitment.values,
    "place": [*PLACES, "online"],
    "mode": Mode.values,
    "source": ["internal", "external"],
}


@pytest.fixture
def twenty_opportunities(opportunities_page):
    """Every combination that matters, spread over kinds, states, people, sums and places."""
    themes = [ThemeFactory(slug=slug) for slug in THEMES]
    audiences = [AudienceFactory(slug=slug) for slug in AUDIENCES]
    applicants = [
        ApplicantFactory(slug=slug, axis=axis)
        for axis, slugs in (("role", ROLES), ("stage", STAGES), ("organisation", ORGANISATIONS))
        for slug in slugs
    ]
    funders = [OrganisationFactory(slug=slug, is_funder=True) for slug in FUNDERS]
    venues = [VenueFactory(slug=slug) for slug in PLACES]
    themed = itertools.cycle([themes[:1], themes[1:], themes, []])
    meant = itertools.cycle([audiences, audiences[1:], []])
    people = itertools.cycle([applicants[:1], [], applicants[1:4], applicants[2:], [applicants[0], applicants[4]]])
    places = itertools.cycle([venues[0], venues[1], None])

    def add(factory, **values):
        factory(parent=opportunities_page, themes=next(themed), meant_for=next(meant), applicants=next(people), **values)

    sums = itertools.cycle([{}, {"award_to": 900}, {"award_from": 2000}, {"award_from": 10, "award_to": 30000}])
    written = [
        *({"closes_at": NOW + days * DAY} for days in (-30, 0, 1, 7, 8, 30, 31, 91)),
        {"opens_at": NOW + DAY, "closes_at": NOW + 5 * DAY},
        {"mode": Mode.ROLLING},
        {"mode": Mode.FORECAST},
        {"mode": Mode.INVITATION, "closes_at": NOW + 12 * DAY},
    ]
    for number, one in enumerate(written):
        external = {"is_external": True, "source_url": "https://example.org"} if number % 3 == 0 else {}
        funder = [*funders, None][number % 3]
        add(FundingCallPageFactory, rounds=[written_round(**one, **next(sums))], funder=funder, **external)
    for days in (None, 5, 60):
        closes = {"closes_date": (NOW + days * DAY).date(), "closes_time": time(16, 0)} if days else {}
        add(VolunteerRolePageFactory, commitment=Commitment.values[(days or 0) % 5], venue=next(places), **closes)
    starts = NOW + 20 * DAY
    add(TrainingPageFactory, rounds=[training_run(starts_at=starts, ends_at=starts + HOUR)], venue=next(places))
    add(TrainingPageFactory, attendance_mode=AttendanceMode.ONLINE)
    add(AwardPageFactory, rounds=[award_round(closes_at=NOW + 40 * DAY, award_to=250000)])
    add(
        ContributorCallPageFactory,
        rounds=[contributor_round(closes_at=NOW + 3 * DAY)],
        attendance_mode=AttendanceMode.BOTH,
        venue=next(places),
    )


def size_of(one):
    most = one.award_to if one.award_to is not None else one.award_from
    if most is None:
        return set()
    limits = ((1000, "small"), (5000, "medium"), (25000, "large"), (100000, "larger"))
    return {next((size for limit, size in limits if most <= limit), "largest")}


def answers_of(facts):
    """Every answer that fits one opportunity, found by looking at it by itself."""
    best = min(facts.rounds.all(), key=lambda one: precedence(one, now=NOW))
    state, deadline = state_of(best, now=NOW), next_deadline(best, now=NOW)
    is_due = state in OPEN_STATES and deadline is not None
    online = {"online"} if facts.attendance_mode != AttendanceMode.IN_PERSON else set()
    has_place = facts.kind in (Kind.TRAINING, Kind.CONTRIBUTORS, Kind.ROLE)
    axes = ("role", "stage", "organisation")
    people = {axis: {one.slug for one in facts.applicants.all() if one.axis == axis} for axis in axes}
    return {
        "kind": {facts.kind},
        "state": {state},
        "within": {days for days in ANSWERS["within"] if is_due and deadline <= NOW + int(days) * DAY},
        "theme": {one.slug for one in facts.themes.all()},
        "audience": {one.slug for one in facts.meant_for.all()},
        "size": size_of(best),
        "funder": {facts.funder.slug} if facts.funder else set(),
        "mode": {best.mode},
        "source": {"external" if facts.is_external else "internal"},
        "commitment": {facts.commitment} if facts.kind == Kind.ROLE else set(),
        "place": (online | ({facts.venue.slug} if facts.venue else set())) if has_place else set(),
        **{axis: named or set(ANSWERS[axis]) for axis, named in people.items()},
    }


def brute_force(chosen, leaving_out):
    """Answers of the opportunities that match every choice but one."""
    many = ("rounds", "themes", "meant_for", "applicants")
    facts = OpportunityFacts.objects.select_related("funder", "venue").prefetch_related(*many)
    wanted = {"state": set(CURRENT_STATES)} | {name: set(values) for name, values in chosen.items() if values}
    wanted.pop(leaving_out, None)
    for answers in map(answers_of, facts):
        if all(answers[name] & values for name, values in wanted.items()):
            yield answers


def filters_of(chosen, **other):
    query = QueryDict(mutable=True)
    for name, values in chosen.items():
        query.setlist(name, values)
    query.update(other)
    return Filters(query, locale=Locale.get_default(), now=NOW)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    chosen=st.fixed_dictionaries(
        {}, optional={name: st.lists(st.sampled_from(values), max_size=2, unique=True) for name, values in ANSWERS.items()}
    )
)
def test_counts_are_what_one_finds_by_looking_at_each(home_page, twenty_opportunities, chosen):
    filters = filters_of(chosen)

    counted = {
        (question.name, option.value): option.count
        for question in filters.questions
        for option in question.options
        if option.count
    }
    expected = {}
    for name in ANSWERS:
        for answers in brute_force(chosen, leaving_out=name):
            for value in answers[name]:
                expected[name, value] = expected.get((name, value), 0) + 1
    assert counted == expected
    assert filters.rows.count() == len(list(brute_force(chosen, leaving_out=None)))


def test_an_answer_that_would_find_nothing_is_not_offered_unless_it_is_ticked(home_page, twenty_opportunities):
    states = filters_of({"state": ["archived"]}).question("state")

    assert [(option.value, option.is_chosen) for option in states.options] == [
        ("closing-soon", False),
        ("open", False),
        ("opens-later", False),
        ("forecast", False),
        ("under-review", False),
        ("archived", True),
    ]


def titles(filters):
    return [row.facts.page.title for row in filters.rows]


def test_what_closes_soonest_comes_first_unless_a_reader_wants_another_order(opportunities_page):
    def add(title, opened, closes, award):
        one = written_round(opens_at=NOW - opened * DAY, closes_at=NOW + closes * DAY, award_to=award)
        FundingCallPageFactory(parent=opportunities_page, title=title, rounds=[one])

    add("Old and small", 90, 5, 100)
    add("New and large", 1, 60, 90000)
    add("Unknown", 30, 30, None)

    assert titles(filters_of({})) == ["Old and small", "Unknown", "New and large"]
    assert titles(filters_of({}, sort="opened")) == ["New and large", "Unknown", "Old and small"]
    assert titles(filters_of({}, sort="amount")) == ["New and large", "Old and small", "Unknown"]


def test_an_opportunity_without_rules_is_for_everybody(opportunities_page):
    early = ApplicantFactory(slug="early", axis="stage")
    FundingCallPageFactory(parent=opportunities_page, title="For all")
    FundingCallPageFactory(parent=opportunities_page, title="For some", applicants=[early])
    FundingCallPageFactory(
        parent=opportunities_page, title="For others", applicants=[ApplicantFactory(slug="late", axis="stage")]
    )

    assert sorted(titles(filters_of({"stage": ["early"]}))) == ["For all", "For some"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("river", ["Choir"], id="a word of the title"),
        pytest.param("RIVER choir", ["Choir"], id="two words, capitals"),
        pytest.param("lichen", ["Choir"], id="a word of the story"),
        pytest.param("calder", ["Fund"], id="the funder's name"),
        pytest.param("cafés", ["Fund"], id="without accents"),
        pytest.param("river calder", [], id="words of two opportunities"),
        pytest.param("\0'\"%_*(", [], id="nothing to look for"),
    ],
)
def test_words_are_found_in_titles_stories_and_names(opportunities_page, text, found):
    FundingCallPageFactory(
        parent=opportunities_page,
        title="Fund",
        summary="For small cafes.",
        funder=OrganisationFactory(name="The Calder Foundation", is_funder=True),
    )
    VolunteerRolePageFactory(
        parent=opportunities_page, title="Choir", summary="Sing by the river.", story=[("text", "<p>Bring lichens.</p>")]
    )

    assert titles(filters_of({}, q=text)) == found


def test_every_process_sees_a_change_with_its_next_question(opportunities_page):
    page = FundingCallPageFactory(parent=opportunities_page, title="Fund")
    assert titles(filters_of({})) == ["Fund"]

    page.unpublish()

    assert titles(filters_of({})) == []


def test_a_state_changes_at_its_second_though_nothing_was_written(opportunities_page):
    FundingCallPageFactory(parent=opportunities_page, title="Fund", rounds=[written_round(closes_at=NOW)])

    def shown(now):
        return titles(Filters(QueryDict(), locale=Locale.get_default(), now=now))

    assert (shown(NOW - timedelta(seconds=1)), shown(NOW), shown(NOW - timedelta(seconds=1))) == (["Fund"], [], ["Fund"])
