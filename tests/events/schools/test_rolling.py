"""Next year from this year: the same week, the same weekdays, the same words, and nothing that belongs to one year only."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine
from django.urls import reverse

from events.schools.models import IntakeFacts, SummerSchoolPage
from events.schools.services import roll_over, rolled
from tests.factories.core import VenueFactory
from tests.factories.schools import SummerSchoolPageFactory, all_of, school_run, tick
from tests.factories.users import UserFactory

TODAY = date(2027, 9, 1)
SLOTS = [{"starts": time(9), "ends": None, "title": "Mud", "where": "", "who": ""}]
TIMETABLE = [("day", {"number": 1, "title": "", "slots": SLOTS})]


def test_all_days_move_together_and_what_belongs_to_one_year_is_cleared():
    run = school_run(places=40, apply_url="https://apply.example.org", applications=214, took_part=38, is_cancelled=True,
                     years="Year 12", cost=350, stay="residential", timetable=TIMETABLE, change_reason="The roof fell in.",
                     change_reason_translations={"cy": "Cwympodd y to."})  # fmt: skip

    new = rolled(run, today=TODAY).new

    assert (new.opens_date, new.closes_date, new.decision_on) == (date(2028, 1, 31), date(2028, 4, 28), date(2028, 5, 12))
    assert (new.start_date, new.end_date, new.name) == (date(2028, 7, 31), date(2028, 8, 4), "Caldermouth 2028")
    assert (new.places, new.apply_url, new.applications, new.took_part, new.is_cancelled) == (None, "", None, None, False)
    assert (new.years, new.cost, new.stay, len(new.timetable)) == ("Year 12", 350, "residential", 1)
    assert (new.closes_time, new.opens_time) == (run.closes_time, run.opens_time)
    assert (new.change_reason, new.change_reason_translations) == ("", {})
    assert new.translation_key != run.translation_key


def test_a_school_that_paused_goes_on_in_the_next_summer_to_come():
    new = rolled(school_run(start_date=date(2024, 8, 5), end_date=date(2024, 8, 9), name="Summer 2024"), today=TODAY).new

    assert (new.name, new.start_date.isocalendar()[1:]) == ("Summer 2028", date(2024, 8, 5).isocalendar()[1:])


@pytest.fixture
def school(events_page):
    runs = [school_run(venue=VenueFactory(), places=40), school_run(name="Northtown 2027")]
    return SummerSchoolPageFactory(parent=events_page, runs=runs, eligibility=[all_of(tick("a"))])


def names(page):
    return [run.name for run in SummerSchoolPage.objects.get(pk=page.pk).get_latest_revision_as_object().runs.all()]


def test_rolling_over_adds_drafts_and_publishes_nothing(school, editor):
    uid = school.runs.get(name="Caldermouth 2027").translation_key

    new = roll_over(page=school, runs=[uid], today=TODAY, user=editor)

    assert [run.name for run in new] == ["Caldermouth 2028"]
    assert names(school) == ["Caldermouth 2028", "Caldermouth 2027", "Northtown 2027"]
    assert IntakeFacts.objects.count() == 2
    school.refresh_from_db()
    assert (school.live, school.has_unpublished_changes) == (True, True)

    school.get_latest_revision().publish()

    page = SummerSchoolPage.objects.get(pk=school.pk)
    assert [line.name for line in page.details.at(datetime(2027, 9, 1, tzinfo=UTC)).to_come] == ["Caldermouth 2028"]
    assert len(page.eligibility_criteria.groups) == 1


@pytest.fixture
def url(school):
    return reverse("events_roll_over_school", args=[school.pk])


@time_machine.travel(datetime(2027, 9, 1, 12, tzinfo=UTC), tick=False)
def test_an_editor_sees_the_dates_first(client, editor, school, url):
    client.force_login(editor)

    body = client.get(url).content.decode()

    assert "Monday 2 August 2027" in body
    assert "Monday 31 July 2028" in body
    assert body.count('name="runs"') == body.count(" checked") == 2
    assert "Left empty for the new year: places" in body
    assert names(school) == ["Caldermouth 2027", "Northtown 2027"]
    assert url in client.get(reverse("wagtailadmin_pages:edit", args=[school.pk])).content.decode()


@time_machine.travel(datetime(2027, 9, 1, 12, tzinfo=UTC), tick=False)
def test_what_is_chosen_becomes_a_draft_once(client, editor, school, url):
    client.force_login(editor)
    uid = school.runs.get(name="Northtown 2027").translation_key

    response = client.post(url, {"runs": [uid]})

    assert response.url == reverse("wagtailadmin_pages:edit", args=[school.pk])
    assert names(school) == ["Northtown 2028", "Caldermouth 2027", "Northtown 2027"]
    body = client.get(url).content.decode()
    assert "There is a run at this place and on these days already." in body


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ([], "Choose at least one run."),
        (["00000000-0000-0000-0000-000000000000"], "One of these runs is not there any more."),
        (["\0"], "One of these runs is not there any more."),
        (["x" * 10_000], "One of these runs is not there any more."),
    ],
)
def test_a_choice_that_is_none_is_refused_in_words(client, editor, school, url, chosen, words):
    client.force_login(editor)

    response = client.post(url, {"runs": chosen})

    assert (response.status_code, words in response.content.decode()) == (422, True)
    assert names(school) == ["Caldermouth 2027", "Northtown 2027"]


def test_only_who_may_edit_the_page_may_roll_it_over(client, school, url):
    stranger = UserFactory(username="stranger")
    client.force_login(stranger)

    assert client.post(url, {"runs": [school.runs.first().translation_key]}).status_code == 302
    assert names(school) == ["Caldermouth 2027", "Northtown 2027"]


def test_a_translation_is_not_the_place_to_roll_over(client, editor, school, welsh):
    translated = school.copy_for_translation(welsh, copy_parents=True)
    translated.save_revision().publish()
    client.force_login(editor)

    response = client.get(reverse("events_roll_over_school", args=[translated.pk]), follow=True)

    assert "Dates are edited on the page in its own language." in response.content.decode()
