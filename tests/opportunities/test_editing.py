"""What an editor is told before something untrue is published."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from wagtail.test.utils.form_data import nested_form_data, streamfield

from opportunities.choices import Mode
from opportunities.models import CallRound, ContributorCallPage, CourseDate, FundingCallPage, TrainingPage, VolunteerRolePage
from tests.factories.opportunities import FundingCallPageFactory

OCTOBER = date(2027, 10, 12)


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        pytest.param(
            {"mode": Mode.OPEN}, {"closes_date": ["Say when it closes, or choose that it is open all the time."]},
            id="no end",
        ),
        pytest.param(
            {"opens_date": OCTOBER, "closes_date": date(2027, 10, 11)}, {"closes_date": ["It closes before it opens."]},
            id="ends before it starts",
        ),
        pytest.param(
            {"closes_date": OCTOBER, "internal_date": date(2027, 10, 13)},
            {"internal_date": ["The internal deadline is after the round closes."]}, id="internal too late",
        ),
        pytest.param(
            {"opens_date": OCTOBER, "closes_date": date(2027, 11, 1), "internal_date": date(2027, 10, 1)},
            {"internal_date": ["The internal deadline is before the round opens."]}, id="internal too early",
        ),
        pytest.param(
            {"closes_date": OCTOBER, "closes_time": time(0)},
            {"closes_time": ["Midnight can be read as two days. Write 23:59 of the last day instead."]}, id="midnight",
        ),
        pytest.param(
            {"closes_date": OCTOBER, "decision_on": date(2027, 10, 1)},
            {"decision_on": ["The decision is before the round closes."]},
            id="decided too early",
        ),
        pytest.param(
            {"closes_date": OCTOBER, "results_on": date(2027, 10, 1)},
            {"results_on": ["The results are out before the round closes."]}, id="results too early",
        ),
        pytest.param(
            {"closes_date": OCTOBER, "award_from": 2000, "award_to": 500},
            {"award_to": ["The largest award is below the smallest."]},
            id="award minimum above maximum",
        ),
        pytest.param(
            {"closes_date": OCTOBER, "award_to": 500, "total": 400}, {"total": ["The total fund is smaller than one award."]},
            id="total too small",
        ),
        pytest.param(
            {"closes_date": OCTOBER, "applications": 3, "awards_made": 4},
            {"awards_made": ["There are more awards than applications."]}, id="too many awards",
        ),
        pytest.param(
            {"closes_date": OCTOBER, "currency": "pounds"},
            {"currency": ["Write a currency by its three capital letters, such as GBP."]}, id="no such currency",
        ),
        pytest.param(
            {"closes_date": OCTOBER, "interest_is_required": True},
            {"interest_date": ["Say by when the expression of interest must be in."]}, id="first stage without a day",
        ),
        pytest.param(
            {"closes_date": OCTOBER, "interest_date": OCTOBER},
            {"interest_date": ["The expression of interest is not before the round closes."]}, id="first stage too late",
        ),
        pytest.param(
            {"opens_date": OCTOBER, "closes_date": date(2027, 11, 1), "interest_date": date(2027, 10, 1)},
            {"interest_date": ["The expression of interest is before the round opens."]}, id="first stage too early",
        ),
        pytest.param(
            {"closes_date": OCTOBER, "award_from": -1},
            {"award_from": ["Ensure this value is greater than or equal to 0."]}, id="an award below nothing",
        ),
        pytest.param({"closes_date": OCTOBER, "currency": ""}, {"currency": ["This field cannot be blank."]}, id="no currency"),
    ],
)  # fmt: skip
def test_a_round_that_cannot_be_is_refused_in_words_at_its_field(values, errors):
    one = CallRound(**values)

    with pytest.raises(ValidationError) as refused:
        one.full_clean(exclude=["page"], validate_unique=False, validate_constraints=False)

    shown = {name: [words for words in each if "characters" not in words] for name, each in refused.value.message_dict.items()}
    assert shown == errors


def messages(page):
    with pytest.raises(ValidationError) as refused:
        page.clean()
    return refused.value.message_dict


def test_rounds_that_overlap_must_say_so(db):
    spring = CallRound(name="Spring", opens_date=date(2027, 3, 1), closes_date=date(2027, 6, 1))
    summer = CallRound(name="Summer", opens_date=date(2027, 5, 1), closes_date=date(2027, 9, 1))
    page = FundingCallPage(title="Seed fund", slug="seed-fund")
    page.rounds = [spring, summer]

    assert messages(page) == {"__all__": ["Spring and Summer are open at once. If that is meant, tick it on one of them."]}

    summer.may_overlap = True
    page.clean()


def test_a_round_may_open_the_second_the_one_before_closes(db):
    page = FundingCallPage(title="Seed fund", slug="seed-fund")
    page.rounds = [
        CallRound(closes_date=OCTOBER, closes_time=time(16)),
        CallRound(opens_date=OCTOBER, opens_time=time(16), closes_date=date(2028, 1, 1)),
    ]

    page.clean()


def test_a_deadline_that_the_clocks_jump_over_is_refused(db):
    page = FundingCallPage(title="Seed fund", slug="seed-fund")
    page.rounds = [CallRound(closes_date=date(2028, 3, 26), closes_time=time(1, 30))]

    assert list(messages(page)) == ["timezone"]


def test_what_somebody_else_runs_needs_their_address(db):
    assert messages(FundingCallPage(title="Other", slug="other", is_external=True)) == {
        "source_url": ["Give the address where the funder announces it."]
    }


def test_a_role_without_places_is_not_one(db):
    assert list(messages(VolunteerRolePage(title="Steward", slug="steward", places=0))) == ["places"]


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        pytest.param({"ends_date": date(2027, 10, 11)}, {"ends_date": ["It ends before it starts."]}, id="ends first"),
        pytest.param({"ends_time": time(9)}, {"ends_time": ["It ends before it starts."]}, id="ends an hour before"),
        pytest.param(
            {"closes_date": date(2027, 10, 13)}, {"closes_date": ["Booking closes after the run has started."]}, id="too late"
        ),
        pytest.param(
            {"opens_date": OCTOBER, "opens_time": time(11)}, {"opens_date": ["Booking opens after it has closed."]}, id="opens"
        ),
        pytest.param(
            {"places": 0}, {"places": ["Leave this empty if there is no limit; a run without places is not one."]}, id="none"
        ),
    ],
)  # fmt: skip
def test_a_run_that_cannot_be_is_refused_in_words_at_its_field(values, errors):
    run = CourseDate(starts_date=OCTOBER, **values)

    with pytest.raises(ValidationError) as refused:
        run.full_clean(exclude=["page"], validate_unique=False, validate_constraints=False)

    assert refused.value.message_dict == errors


def test_runs_of_a_course_may_be_bookable_at_once(db):
    page = TrainingPage(title="Course", slug="course")
    page.rounds = [CourseDate(starts_date=OCTOBER), CourseDate(starts_date=OCTOBER)]

    page.clean()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        pytest.param({"happens_until": OCTOBER}, "happens_on", id="until without from"),
        pytest.param({"happens_on": OCTOBER, "happens_until": date(2027, 10, 1)}, "happens_until", id="ends before it starts"),
    ],
)
def test_days_of_a_call_for_contributors_are_in_order(db, values, field):
    assert list(messages(ContributorCallPage(title="Call", slug="call", **values))) == [field]


def test_a_deadline_that_clocks_skip_is_told_in_its_round(client, editor, opportunities_page):
    page = FundingCallPageFactory(parent=opportunities_page)
    form_class = FundingCallPage.get_edit_handler().get_form_class()
    form = form_class(instance=page, for_user=editor, parent_page=opportunities_page)
    data = {one.html_name: one.value() for one in form if one.value() not in (None, False)}
    for formset in form.formsets.values():
        data |= {f"{formset.prefix}-{key}": value for key, value in formset.management_form.initial.items()}
        data |= {one.html_name: one.value() for row in formset.forms for one in row if one.value() not in (None, False)}
    streams = [name for name, field in form.fields.items() if hasattr(field, "block")]
    data |= nested_form_data({name: streamfield([]) for name in [*streams, "rounds-0-key_dates"]})
    data |= {"rounds-0-closes_date": "2028-03-26", "rounds-0-closes_time": "01:30"}

    form = form_class(data, instance=page, for_user=editor, parent_page=opportunities_page)

    assert "timezone" not in form.errors
    assert form.formsets["rounds"].forms[0].errors["closes_time"] == [
        "On 26 March 2028 the clocks go forward: there is no 01:30 in this time zone. Choose another time."
    ]
