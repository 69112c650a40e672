"""What editors are told at the run when something can't be."""

from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from events.schools.blocks import TimetableBlock
from events.schools.models import SchoolFacts
from tests.factories.schools import SummerSchoolPageFactory, school_run

SLOT = {"starts": "09:00", "ends": None, "title": "Mud", "where": "", "who": ""}


@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        ({"end_date": date(2027, 8, 1)}, "end_date", "The last day is before the first one."),
        ({"start_time": time(9)}, "end_time", "Give both times of day, or neither."),
        (
            {"end_date": date(2027, 8, 2), "start_time": time(14), "end_time": time(12)},
            "end_time",
            "It ends before it starts.",
        ),
        ({"closes_at": None, "decision_on": None}, "closes_date", "Say when applications close too."),
        ({"closes_at": datetime(2027, 1, 4, 9, tzinfo=UTC)}, "closes_date", "Applications close before they open."),
        (
            {"closes_at": datetime(2027, 8, 2, 9, tzinfo=UTC), "decision_on": None},
            "closes_date",
            "Applications close after the run has started.",
        ),
        (
            {"closes_at": datetime(2027, 4, 29, 23, tzinfo=UTC)},
            "closes_time",
            "Midnight can be read as two days. Write 23:59 of the last day instead.",
        ),
        ({"decision_on": date(2027, 4, 30)}, "decision_on", "Decide after applications have closed: on a later day."),
        ({"decision_on": date(2027, 8, 3)}, "decision_on", "The decision comes after the run has started."),
        ({"age_from": 18, "age_to": 16}, "age_to", "The oldest age is below the youngest."),
        ({"cost": 350, "currency": ""}, "currency", "Say in which currency, such as GBP."),
        ({"bursary": 350, "currency": ""}, "currency", "Say in which currency, such as GBP."),
        ({"cost": 350, "currency": "pounds"}, "currency", "Write a currency by its three capital letters, such as GBP."),
        ({"cost": -1}, "cost", "An amount of money can't be below 0."),
        ({"applications": 3, "took_part": 4}, "took_part", "More people took part than applied."),
        (
            {"timetable": [("day", {"number": 7, "title": "", "slots": [SLOT]})]},
            "timetable",
            "The run has 5 days, so there is no day 7.",
        ),
        ({"name": ""}, "name", "This field cannot be blank."),
    ],
)
def test_what_can_not_be_is_refused_at_the_run(db, facts, field, words):
    with pytest.raises(ValidationError) as caught:
        school_run(**facts).full_clean(exclude=["page", "locale"])

    assert words in caught.value.message_dict[field]


def test_a_time_that_the_clocks_jump_over_is_refused_in_words(events_page):
    page = SummerSchoolPageFactory(parent=events_page)
    page.runs = [school_run(closes_at=None, closes_date=date(2027, 3, 28), closes_time=time(1, 30))]

    with pytest.raises(ValidationError) as caught:
        page.clean()

    assert caught.value.message_dict == {
        "timezone": ["On 28 March 2027 the clocks go forward: there is no 01:30 in this time zone. Choose another time."]
    }


def test_a_day_of_the_timetable_is_there_once():
    block = TimetableBlock()
    days = [{"type": "day", "value": {"number": 1, "title": "", "slots": [{"type": "item", "id": "a", "value": SLOT}]}}] * 2

    with pytest.raises(ValidationError) as caught:
        block.clean(block.to_python(days))

    assert caught.value.non_block_errors.as_data()[0].messages == ["Day 1 is there twice: put its parts together."]


def test_an_editor_publishes_a_school_through_the_admin(client, editor, events_page):
    client.force_login(editor)
    streams = ("story", "a_day", "teachers", "money", "how_to_apply", "questions", "site_and_access", "record")
    run = {
        "name": "Caldermouth 2027", "stay": "day", "start_date": "2027-08-02", "end_date": "2027-08-06",
        "opens_date": "2027-02-01", "opens_time": "09:00", "closes_date": "2027-04-30", "closes_time": "16:00",
        "currency": "GBP", "timetable": streamfield([]),
    }  # fmt: skip
    tick = {"statement": "I am in Year 12", "hint": "", "evidence": ""}
    group = {"title": "You", "at_least": "1", "members": streamfield([("tick", tick)])}
    data = {
        "title": "Bridges", "slug": "bridges", "summary": "A week.", "timezone": "Europe/London",
        "runs": inline_formset([run]), "eligibility": streamfield([("any_of", group)]),
        **{name: streamfield([]) for name in streams},
        "comments": inline_formset([]), "action-publish": "1",
    }  # fmt: skip

    response = client.post(
        reverse("wagtailadmin_pages:add", args=["events", "summerschoolpage", events_page.pk]), nested_form_data(data)
    )

    assert response.status_code == 302, response.context["form"].errors
    facts = SchoolFacts.objects.get()
    assert (facts.page.title, facts.runs.count(), facts.criteria[0]["at_least"]) == ("Bridges", 1, 1)
