import itertools
from datetime import UTC, datetime, time, timedelta

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opportunities.choices import CURRENT_STATES, OPEN_STATES, Kind, Mode, State
from opportunities.filters import Filters
from opportunities.models import OpportunityFacts
from opportunities.states import next_deadline, precedence, state_of
from tests.factories.core import AudienceFactory, ThemeFactory
from tests.factories.opportunities import FundingCallPageFactory, VolunteerRolePageFactory, written_round

NOW = datetime(2027, 10, 12, 15, 0, tzinfo=UTC)
DAY = timedelta(days=1)
THEMES = ("water", "stories", "food")
AUDIENCES = ("early-career", "families")


@pytest.fixture
def fourteen_opportunities(opportunities_page):
    """Every combination that matters, spread over kinds, states, themes and audiences."""
    themes = [ThemeFactory(slug=slug) for slug in THEMES]
    audiences = [AudienceFactory(slug=slug) for slug in AUDIENCES]
    written = [
        *(written_round(closes_at=NOW + days * DAY) for days in (-30, 0, 1, 7, 8, 30, 31, 91)),
        written_round(opens_at=NOW + DAY, closes_at=NOW + 5 * DAY),
        written_round(mode=Mode.ROLLING),
        written_round(mode=Mode.FORECAST),
    ]
    choices = itertools.cycle([themes[:1], themes[1:], themes, []])
    others = itertools.cycle([audiences, audiences[1:], []])
    for one in written:
        FundingCallPageFactory(parent=opportunities_page, rounds=[one], themes=next(choices), meant_for=next(others))
    for days in (None, 5, 60):
        closes = {"closes_date": (NOW + days * DAY).date(), "closes_time": time(16, 0)} if days else {}
        VolunteerRolePageFactory(parent=opportunities_page, themes=next(choices), meant_for=next(others), **closes)


def brute_force(chosen, leaving_out):
    """Facts that match every choice but one, found by looking at each by itself."""
    for facts in OpportunityFacts.objects.prefetch_related("rounds", "themes", "meant_for"):
        best = min(facts.rounds.all(), key=lambda one: precedence(one, now=NOW))
        state, deadline = state_of(best, now=NOW), next_deadline(best, now=NOW)
        days = [n for n in ("7", "30", "90") if state in OPEN_STATES and deadline and deadline <= NOW + int(n) * DAY]
        answers = {
            "kind": {facts.kind},
            "state": {state},
            "within": set(days),
            "theme": {one.slug for one in facts.themes.all()},
            "audience": {one.slug for one in facts.meant_for.all()},
        }
        wanted = {"state": set(CURRENT_STATES)} | {name: set(values) for name, values in chosen.items() if values}
        wanted.pop(leaving_out, None)
        if all(answers[name] & values for name, values in wanted.items()):
            yield answers


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    chosen=st.fixed_dictionaries(
        {
            "kind": st.lists(st.sampled_from(Kind.values), max_size=2, unique=True),
            "state": st.lists(st.sampled_from(State.values), max_size=3, unique=True),
            "within": st.lists(st.sampled_from(["7", "30", "90"]), max_size=1),
            "theme": st.lists(st.sampled_from(THEMES), max_size=2, unique=True),
            "audience": st.lists(st.sampled_from(AUDIENCES), max_size=2, unique=True),
        }
    )
)
def test_counts_are_what_one_finds_by_looking_at_each(home_page, fourteen_opportunities, chosen):
    query = QueryDict(mutable=True)
    for name, values in chosen.items():
        query.setlist(name, values)

    filters = Filters(query, locale=home_page.locale, now=NOW)

    counted = {
        (question.name, option.value): option.count
        for question in filters.questions
        for option in question.options
        if option.count
    }
    expected = {}
    for name in chosen:
        for answers in brute_force(chosen, leaving_out=name):
            for value in answers[name]:
                expected[name, value] = expected.get((name, value), 0) + 1
    assert counted == expected
    assert filters.found.count() == len(list(brute_force(chosen, leaving_out=None)))


def test_an_answer_that_would_find_nothing_is_not_offered_unless_it_is_ticked(home_page, fourteen_opportunities):
    filters = Filters(QueryDict("state=archived"), locale=home_page.locale, now=NOW)

    states = filters.question("state")

    assert [(option.value, option.count, option.is_chosen) for option in states.options] == [
        ("closing-soon", 4, False),
        ("open", 6, False),
        ("opens-later", 1, False),
        ("forecast", 1, False),
        ("under-review", 2, False),
        ("archived", 0, True),
    ]
