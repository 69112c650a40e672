"""Publishing makes the rows true, whatever happens to the page afterwards."""

from datetime import UTC, date, datetime

import pytest

from events.schools.models import IntakeFacts, SchoolFacts, SummerSchoolPage
from tests.factories.core import VenueFactory
from tests.factories.schools import SummerSchoolPageFactory, all_of, any_of, school_run, tick

NOW = datetime(2027, 2, 2, tzinfo=UTC)
ELIGIBILITY = [all_of(tick("a")), any_of(1, tick("b"), tick("c"))]


@pytest.fixture
def school(events_page):
    return SummerSchoolPageFactory(
        parent=events_page, eligibility=ELIGIBILITY, runs=[school_run(venue=VenueFactory(), places=40)]
    )


def test_a_published_school_has_one_row_of_facts_and_one_for_each_run(school):
    facts = SchoolFacts.objects.get()
    run = facts.runs.get()

    assert (facts.translation_key, facts.page, facts.is_public) == (school.translation_key, school, True)
    assert [group["id"] for group in facts.criteria] == ["all", "any"]
    assert (run.uid, run.places, run.sequence) == (school.runs.get().translation_key, 40, 0)
    assert (run.opens_at, run.closes_at) == (
        datetime(2027, 2, 1, 9, tzinfo=UTC),
        datetime(2027, 4, 30, 15, tzinfo=UTC),
    )
    # Whole days on the clocks of the school.
    assert (run.starts_at, run.ends_at) == (datetime(2027, 8, 1, 23, tzinfo=UTC), datetime(2027, 8, 6, 23, tzinfo=UTC))


def test_a_later_edit_keeps_the_run_and_raises_its_sequence(school):
    uid = IntakeFacts.objects.get().uid
    run = school.runs.first()
    run.end_date = date(2027, 8, 13)
    school.runs = [run]
    school.save_revision().publish()

    run = IntakeFacts.objects.get()
    assert (run.uid, run.sequence, run.ends_at) == (uid, 1, datetime(2027, 8, 13, 23, tzinfo=UTC))


def test_a_run_that_is_taken_away_is_gone(school):
    school.runs = [school_run(name="Another")]
    school.save_revision().publish()

    assert [run.uid for run in IntakeFacts.objects.all()] == [school.runs.first().translation_key]


def test_a_translation_changes_no_fact(school, welsh):
    translated = school.copy_for_translation(welsh, copy_parents=True)
    translated.title = "Ysgol haf"
    run = translated.runs.first()
    run.name, run.places, run.end_date = "Caldermouth: yr haf", 3, date(2030, 1, 1)
    translated.runs = [run]
    translated.save_revision().publish()

    details = SummerSchoolPage.objects.get(pk=translated.pk).details.at(NOW)

    assert SchoolFacts.objects.get().page == school
    assert [(line.name, line.run.places, line.run.ends_at.year) for line in details.lines] == [
        ("Caldermouth: yr haf", 40, 2027)
    ]


def test_a_translation_that_is_behind_shows_the_source_words_of_a_new_run(school, welsh):
    translated = school.copy_for_translation(welsh, copy_parents=True)
    translated.save_revision().publish()
    school.runs = [
        *school.runs.all(),
        school_run(name="Northtown 2027", start_date=date(2027, 8, 9), end_date=date(2027, 8, 13)),
    ]
    school.save_revision().publish()

    details = SummerSchoolPage.objects.get(pk=translated.pk).details.at(NOW)

    assert [(line.name, line.lang) for line in details.lines] == [("Caldermouth 2027", ""), ("Northtown 2027", "en")]


def test_criteria_have_the_shape_of_the_source_and_the_words_of_the_reader(school, welsh):
    translated = school.copy_for_translation(welsh, copy_parents=True)
    translated.eligibility = [all_of(tick("a", statement="Rwy'n a"))]
    translated.save_revision().publish()

    criteria = SummerSchoolPage.objects.get(pk=translated.pk).eligibility_criteria

    assert [group.id for group in criteria.groups] == ["all", "any"]
    assert [(one.statement, one.lang) for group in criteria.groups for one in group.members] == [
        ("Rwy'n a", "cy"),
        ("I am b", "en"),
        ("I am c", "en"),
    ]
