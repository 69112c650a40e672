"""Publishing makes the rows true, whatever happens to the page afterwards."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from wagtail.actions.copy_page import CopyPageAction

from core.publishing import rebuild
from events.schools.models import IntakeFacts, SchoolFacts, SummerSchoolPage
from tests.factories.core import VenueFactory
from tests.factories.home import StandardPageFactory
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


def test_a_draft_has_no_rows(events_page):
    SummerSchoolPageFactory(parent=events_page, publish=False)

    assert not SchoolFacts.objects.exists()


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


def test_an_unpublished_school_is_hidden_and_comes_back(school):
    school.unpublish()
    assert not SchoolFacts.objects.public().exists()
    assert not IntakeFacts.objects.public().exists()

    school.get_latest_revision().publish()

    assert SchoolFacts.objects.public().count() == IntakeFacts.objects.public().count() == 1


def test_a_deleted_school_leaves_nothing(school):
    school.delete()

    assert (SchoolFacts.objects.count(), IntakeFacts.objects.count()) == (0, 0)


def test_a_moved_school_keeps_its_rows(school, home_page):
    uid = IntakeFacts.objects.get().uid
    school.move(StandardPageFactory(parent=home_page), "last-child")

    assert IntakeFacts.objects.public().get().uid == uid


def test_a_copy_has_runs_of_its_own(school, events_page):
    copy = CopyPageAction(school, to=events_page, recursive=False, update_attrs={"slug": "copy", "title": "Copy"}).execute(
        skip_permission_checks=True
    )
    copy.specific.save_revision().publish()

    assert SchoolFacts.objects.count() == 2
    assert len({run.uid for run in IntakeFacts.objects.all()}) == 2
    assert SchoolFacts.objects.get(page=school).runs.count() == 1


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


def test_rebuilding_makes_damaged_rows_true_and_says_what_was_wrong(school):
    run = IntakeFacts.objects.get()
    IntakeFacts.objects.update(places=1, ends_at=run.ends_at + timedelta(days=1))

    assert rebuild(now=NOW) == [f"{run.uid}: corrected places, ends_at"]
    assert rebuild(now=NOW) == []
    assert IntakeFacts.objects.get().ends_at == run.ends_at


def test_the_command_says_what_it_corrected(school, capsys):
    IntakeFacts.objects.update(places=1)

    call_command("rebuild_facts")
    call_command("rebuild_facts")

    uid = school.runs.get().translation_key
    assert capsys.readouterr().out.splitlines() == [f"{uid}: corrected places", "1 corrected.", "Nothing to correct."]
