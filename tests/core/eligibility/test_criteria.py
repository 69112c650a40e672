"""The shape of criteria is a fact; their words are not."""

import json
from dataclasses import replace

from core.eligibility.criteria import Criteria, Criterion, Group, Kind

from .cases import SCHOOL, tick


def test_criteria_are_the_same_after_they_are_stored():
    assert Criteria.from_data(json.loads(json.dumps(SCHOOL.as_data()))) == SCHOOL


def group(*members, title="Needed", **values):
    return Criteria(groups=(Group(id="g", title=title, members=members, **values),))


def test_a_translation_gives_its_words_and_keeps_the_shape():
    source = group(tick("a", evidence="A letter"), tick("b"), at_least=1)
    welsh = group(
        replace(tick("a"), statement="Rwyf i'n a", evidence="Llythyr", lang="cy"), title="Angen", at_least=2, lang="cy"
    )

    shown = source.in_words_of(welsh)

    assert shown == group(
        replace(tick("a"), statement="Rwyf i'n a", evidence="Llythyr", lang="cy"),
        tick("b"),
        title="Angen",
        at_least=1,
        lang="cy",
    )


def test_a_translation_that_is_behind_shows_the_source_words_of_what_it_lacks():
    source = group(Criterion(id="a", kind=Kind.NUMBER, statement="How old?", minimum=16, hint="On 1 August", lang="en"))

    assert source.in_words_of(group(tick("b", lang="cy"), lang="cy")).groups[0].members == source.groups[0].members
