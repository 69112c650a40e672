import pytest

from core.eligibility.criteria import Answers, Criteria, Verdict, evaluate

from .cases import CASES, FITS, SCHOOL, answers


@pytest.mark.parametrize(
    ("given", "verdict", "met", "not_met", "not_known", "sentences"), [pytest.param(*case, id=name) for name, *case in CASES]
)
def test_answers_become_a_verdict_in_plain_words(given, verdict, met, not_met, not_known, sentences):
    result = evaluate(SCHOOL, given)

    assert result.verdict == verdict
    assert {name for name, state in result.states.items() if state is True} == set(met)
    assert {name for name, state in result.states.items() if state is False} == set(not_met)
    assert {name for name, state in result.states.items() if state is None} == set(not_known)
    assert [result.sentences[name] for name in ("now", "circumstances", "money")] == sentences


def test_without_criteria_nothing_is_known():
    assert evaluate(Criteria(), Answers()).verdict == Verdict.NOT_KNOWN


def test_what_is_ticked_and_not_asked_changes_nothing():
    assert evaluate(SCHOOL, answers("state-school", "nobody-asks", **FITS)) == evaluate(SCHOOL, answers("state-school", **FITS))
