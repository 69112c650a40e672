"""What an editor builds, and what they are told when it can't hold."""

import pytest
from django.core.exceptions import ValidationError

from core.eligibility.blocks import CriteriaBlock
from core.eligibility.criteria import Criteria, Criterion, Group, Kind, Option, criteria_of

BLOCK = CriteriaBlock()


def tick(words="I am in Year 12", **values):
    return {"type": "tick", "value": {"statement": words, "hint": "", "evidence": ""} | values, "id": words}


def number(**values):
    return {"type": "number", "value": {"statement": "How old are you?", "hint": "", "evidence": ""} | values, "id": "age"}


def choice(*options):
    items = [{"type": "item", "id": label, "value": {"label": label, "counts": counts}} for label, counts in options]
    return {"type": "choice", "value": {"statement": "Which year?", "options": items, "hint": "", "evidence": ""}, "id": "year"}


def all_of(*members, title="All"):
    return {"type": "all_of", "value": {"title": title, "members": list(members)}, "id": title}


def any_of(at_least, *members, title="Any"):
    return {"type": "any_of", "value": {"title": title, "at_least": at_least, "members": list(members)}, "id": title}


def complaints(error):
    """Every sentence in a nested error, whatever the depth."""
    below = getattr(error, "block_errors", None)
    if below:
        return [line for each in (below.values() if isinstance(below, dict) else below) if each for line in complaints(each)]
    if isinstance(error, ValidationError):
        return list(error.messages)
    return [line for each in error for line in complaints(each)]


def test_groups_and_groups_in_groups_become_criteria():
    written = BLOCK.to_python(
        [
            all_of(
                number(minimum=16, maximum=None),
                choice(("Year 12", True), ("Year 11", False)),
                any_of(1, tick("A"), title="In"),
            )
        ]
    )

    assert criteria_of(BLOCK.clean(written), lang="en") == Criteria(
        groups=(
            Group(
                id="All",
                title="All",
                lang="en",
                members=(
                    Criterion(id="age", kind=Kind.NUMBER, statement="How old are you?", minimum=16, lang="en"),
                    Criterion(
                        id="year",
                        kind=Kind.CHOICE,
                        statement="Which year?",
                        lang="en",
                        options=(
                            Option(id="Year 12", label="Year 12", counts=True, lang="en"),
                            Option(id="Year 11", label="Year 11", counts=False, lang="en"),
                        ),
                    ),
                    Group(
                        id="In",
                        title="In",
                        at_least=1,
                        lang="en",
                        members=(Criterion(id="A", kind=Kind.TICK, statement="A", lang="en"),),
                    ),
                ),
            ),
        )
    )


def test_what_was_never_stored_is_known_by_its_place():
    written = BLOCK.to_python([all_of(tick() | {"id": None}) | {"id": None}])

    assert [one.id for one in criteria_of(written).everything()] == ["0", "0-0"]


@pytest.mark.parametrize(
    ("written", "sentences"),
    [
        pytest.param(all_of(), ["This group is empty: add a criterion or delete the group."], id="empty group"),
        pytest.param(any_of(1), ["This group is empty: add a criterion or delete the group."], id="empty choice of some"),
        pytest.param(any_of(2, tick()), ["Only one is listed below, so 2 can't be needed."], id="two of one"),
        pytest.param(
            any_of(4, tick("A"), tick("B"), tick("C")), ["Only 3 are listed below, so 4 can't be needed."], id="four of three"
        ),
        pytest.param(any_of(0, tick()), ["Ensure this value is greater than or equal to 1."], id="none of one"),
        pytest.param(
            all_of(number(minimum=None, maximum=None)),
            ["Say which numbers count: the lowest, the highest or both."],
            id="any number",
        ),
        pytest.param(
            all_of(number(minimum=18, maximum=16)), ["The highest number is below the lowest."], id="highest below lowest"
        ),
        pytest.param(
            all_of(choice(("Year 10", False), ("Year 11", False))),
            ["Say of at least one answer that who gives it can apply."],
            id="no answer counts",
        ),
        pytest.param(
            all_of(any_of(2, tick(), title="In")), ["Only one is listed below, so 2 can't be needed."], id="in an inner group"
        ),
    ],
)
def test_what_can_not_hold_is_refused_in_words(written, sentences):
    with pytest.raises(ValidationError) as caught:
        BLOCK.clean(BLOCK.to_python([written]))

    assert complaints(caught.value) == sentences


def test_a_page_without_criteria_is_fine():
    assert not criteria_of(BLOCK.clean(BLOCK.to_python([])))
