from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from core.models import SearchText
from core.publishing import rebuild
from opportunities.choices import Kind, Mode, State
from opportunities.models import CallRound, OpportunityFacts, RoundFacts, StateInterval
from tests.factories.core import AudienceFactory, OrganisationFactory, ThemeFactory
from tests.factories.opportunities import FundingCallPageFactory, VolunteerRolePageFactory, written_round

CLOSES = datetime(2027, 10, 12, 15, 0, tzinfo=UTC)
NOW = CLOSES - timedelta(days=5)


def listed(now=NOW):
    return [row.facts.page.title for row in StateInterval.objects.public().at(now)]


def test_a_published_call_has_facts_and_a_round_whose_deadline_is_on_the_clocks_of_its_zone(opportunities_page):
    theme, audience, funder = ThemeFactory(), AudienceFactory(), OrganisationFactory(is_funder=True)
    written = CallRound(closes_date=date(2027, 10, 12), closes_time=time(16), award_to=2000)

    page = FundingCallPageFactory(
        parent=opportunities_page, rounds=[written], themes=[theme], meant_for=[audience], funder=funder, sign_off_days=5
    )

    facts = OpportunityFacts.objects.get()
    one = RoundFacts.objects.get()
    assert (facts.page_id, facts.kind, facts.funder, facts.sign_off_days) == (page.pk, Kind.FUNDING, funder, 5)
    assert (list(facts.themes.all()), list(facts.meant_for.all())) == ([theme], [audience])
    assert (one.facts, one.uid, one.closes_at, one.award_to) == (facts, page.rounds.get().uid, CLOSES, 2000)


def test_a_role_has_one_round_that_is_its_own(opportunities_page):
    page = VolunteerRolePageFactory(parent=opportunities_page, closes_date=date(2027, 10, 12), closes_time=time(16))

    one = RoundFacts.objects.get()

    assert (one.uid, one.mode, one.closes_at) == (page.translation_key, Mode.OPEN, CLOSES)


def test_publishing_again_changes_no_round_that_did_not_change(opportunities_page):
    page = FundingCallPageFactory(parent=opportunities_page)
    before = RoundFacts.objects.values().get()

    page.save_revision().publish()

    assert RoundFacts.objects.values().get() == before


def test_a_new_deadline_keeps_the_uid_and_raises_the_sequence(opportunities_page):
    page = FundingCallPageFactory(parent=opportunities_page, rounds=[written_round(closes_at=CLOSES)])
    before = RoundFacts.objects.get()

    one = page.rounds.get()
    one.closes_date = date(2027, 11, 2)
    page.rounds = [one]
    page.save_revision().publish()

    after = RoundFacts.objects.get()
    assert (after.uid, after.closes_at, after.sequence) == (before.uid, datetime(2027, 11, 2, 16, 0, tzinfo=UTC), 1)


def test_a_new_name_is_not_worth_telling_calendars(opportunities_page):
    page = FundingCallPageFactory(parent=opportunities_page)

    one = page.rounds.get()
    one.name = "Autumn"
    page.rounds = [one]
    page.save_revision().publish()

    assert RoundFacts.objects.values_list("name", "sequence").get() == ("Autumn", 0)


def test_a_round_that_is_taken_out_is_gone(opportunities_page):
    page = FundingCallPageFactory(
        parent=opportunities_page,
        rounds=[written_round(closes_at=CLOSES), written_round(mode=Mode.FORECAST)],
    )

    page.rounds = [page.rounds.get(mode=Mode.FORECAST)]
    page.save_revision().publish()

    assert list(RoundFacts.objects.values_list("mode", flat=True)) == [Mode.FORECAST]
    assert list(StateInterval.objects.values_list("state", flat=True)) == [State.FORECAST]


def test_the_round_people_can_act_on_speaks_for_the_scheme(opportunities_page):
    year = timedelta(days=365)
    FundingCallPageFactory(
        parent=opportunities_page,
        rounds=[
            written_round(name="2026", opens_at=CLOSES - year - timedelta(days=60), closes_at=CLOSES - year),
            written_round(name="2027", opens_at=CLOSES - timedelta(days=60), closes_at=CLOSES),
            written_round(name="2028", mode=Mode.FORECAST),
        ],
    )

    def shown(now):
        row = StateInterval.objects.at(now).get()
        return row.round.name, row.state

    assert shown(CLOSES - timedelta(days=90)) == ("2027", State.OPENS_LATER)
    assert shown(CLOSES - timedelta(days=30)) == ("2027", State.OPEN)
    assert shown(CLOSES - timedelta(days=1)) == ("2027", State.CLOSING_SOON)
    assert shown(CLOSES) == ("2028", State.FORECAST)


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"opens_at": CLOSES, "closes_at": CLOSES}, id="closes as it opens"),
        pytest.param({"closes_at": CLOSES, "internal_deadline_at": CLOSES + timedelta(seconds=1)}, id="internal deadline late"),
        pytest.param({"closes_at": None}, id="open without a deadline"),
        pytest.param({"closes_at": CLOSES, "award_from": 2, "award_to": 1}, id="awards upside down"),
        pytest.param({"closes_at": CLOSES, "currency": ""}, id="no currency"),
    ],
)
def test_the_database_refuses_rounds_that_cannot_be(opportunities_page, values):
    FundingCallPageFactory(parent=opportunities_page)

    with pytest.raises(IntegrityError), transaction.atomic():
        RoundFacts.objects.update(**values)


def test_words_to_look_for_come_back(opportunities_page):
    FundingCallPageFactory(parent=opportunities_page, title="Choir fund")
    SearchText.objects.all().delete()

    rebuild(now=NOW)

    assert SearchText.objects.get().text == " choir fund"
