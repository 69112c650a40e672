from datetime import UTC, date, datetime, timedelta

import pytest

from opportunities.checks import AHEAD, CheckWarning, due_for_a_check, last_round, warnings_of, without_next_round
from opportunities.choices import Mode
from opportunities.models import OpportunityFacts
from tests.factories.opportunities import FundingCallPageFactory, VolunteerRolePageFactory, written_round

NOW = datetime(2027, 9, 30, 15, 0, tzinfo=UTC)
DAY = timedelta(days=1)
SOON = NOW + 20 * DAY


def second(**values):
    return written_round(may_overlap=True, **values)


@pytest.mark.parametrize(
    ("rounds", "lacks"),
    [
        pytest.param([written_round(closes_at=SOON)], True, id="closes soon"),
        pytest.param([written_round(closes_at=NOW + AHEAD)], True, id="in 30 days exactly"),
        pytest.param([written_round(closes_at=NOW + AHEAD + timedelta(minutes=1))], False, id="a minute later"),
        pytest.param([written_round(closes_at=NOW)], False, id="closed this second"),
        pytest.param([written_round(mode=Mode.ROLLING)], False, id="never closes"),
        pytest.param([written_round(closes_at=SOON), second(mode=Mode.FORECAST)], False, id="the next is expected"),
        pytest.param(
            [written_round(closes_at=SOON), second(opens_at=SOON, closes_at=SOON + 20 * DAY)], False, id="the next opens later"
        ),
        pytest.param([written_round(closes_at=SOON), second(closes_at=NOW + 90 * DAY)], False, id="another stays open"),
        pytest.param([written_round(closes_at=SOON), second(closes_at=SOON + DAY)], True, id="two that close"),
        pytest.param([written_round(closes_at=NOW - DAY), second(closes_at=SOON)], True, id="one before it"),
    ],
)
def test_a_call_whose_last_round_closes_soon_lacks_a_next_one(opportunities_page, rounds, lacks):
    FundingCallPageFactory(parent=opportunities_page, rounds=rounds)
    [facts] = OpportunityFacts.objects.all()

    assert (last_round(facts, now=NOW) is not None) is lacks
    assert [one for one, _last in without_next_round(now=NOW)] == ([facts] if lacks else [])


def test_roles_drafts_and_what_is_archived_lack_nothing(opportunities_page):
    VolunteerRolePageFactory(parent=opportunities_page, closes_date=SOON.date())
    FundingCallPageFactory(parent=opportunities_page, rounds=[written_round(closes_at=SOON)], archived_on=NOW.date())
    FundingCallPageFactory(parent=opportunities_page, rounds=[written_round(closes_at=SOON)], publish=False)
    FundingCallPageFactory(parent=opportunities_page, rounds=[written_round(closes_at=SOON)]).unpublish()

    assert without_next_round(now=NOW) == []


def external(parent, **values):
    values = {"rounds": [written_round(closes_at=NOW + 90 * DAY)], "last_checked_on": NOW.date()} | values
    return FundingCallPageFactory(parent=parent, is_external=True, source_url="https://f.example/1", **values)


@pytest.mark.parametrize(
    ("values", "warnings"),
    [
        pytest.param({}, [], id="checked today"),
        pytest.param({"last_checked_on": date(2027, 9, 1)}, [], id="29 days ago"),
        pytest.param({"last_checked_on": date(2027, 8, 31)}, [CheckWarning.STALE], id="30 days ago"),
        pytest.param({"last_checked_on": None}, [CheckWarning.NEVER], id="never"),
        pytest.param({"rounds": [written_round(closes_at=NOW)]}, [CheckWarning.CLOSED], id="closed this second"),
        pytest.param({"rounds": [written_round(closes_at=NOW + timedelta(minutes=1))]}, [], id="closes in a minute"),
        pytest.param(
            {"rounds": [written_round(closes_at=NOW)], "last_checked_on": None},
            [CheckWarning.CLOSED, CheckWarning.NEVER],
            id="both",
        ),
        pytest.param({"rounds": [written_round(mode=Mode.FORECAST)]}, [], id="only expected"),
        pytest.param({"rounds": [written_round(closes_at=NOW)], "archived_on": NOW.date()}, [], id="archived today"),
    ],
)
def test_an_external_call_says_why_it_must_be_looked_at(opportunities_page, values, warnings):
    external(opportunities_page, **values)
    [facts] = OpportunityFacts.objects.all()

    assert warnings_of(facts, now=NOW) == warnings
    assert due_for_a_check(now=NOW) == ([(facts, warnings)] if warnings else [])


def test_our_own_calls_and_drafts_need_no_check(opportunities_page):
    FundingCallPageFactory(parent=opportunities_page, rounds=[written_round(closes_at=NOW)])
    external(opportunities_page, last_checked_on=None).unpublish()

    assert due_for_a_check(now=NOW) == []


def test_asking_costs_the_same_for_many(opportunities_page, django_assert_num_queries):
    for _number in range(3):
        external(opportunities_page, last_checked_on=None, rounds=[written_round(closes_at=SOON)])

    with django_assert_num_queries(4):
        assert (len(due_for_a_check(now=NOW)), len(without_next_round(now=NOW))) == (3, 3)
