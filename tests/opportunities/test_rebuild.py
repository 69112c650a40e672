from datetime import UTC, datetime

from core.models import SearchText
from opportunities.models import OpportunityFacts, RoundFacts, StateInterval
from opportunities.services.rebuild import rebuild_opportunities
from tests.factories.opportunities import FundingCallPageFactory, VolunteerRolePageFactory

NOW = datetime(2027, 10, 1, 12, 0, tzinfo=UTC)


def test_a_true_read_model_needs_no_correction(opportunities_page):
    FundingCallPageFactory(parent=opportunities_page)
    VolunteerRolePageFactory(parent=opportunities_page)

    assert rebuild_opportunities(now=NOW) == []


def test_what_was_changed_behind_our_back_is_put_right_and_said(opportunities_page):
    page = FundingCallPageFactory(parent=opportunities_page)
    uid = RoundFacts.objects.get().uid
    StateInterval.objects.update(state="archived")
    RoundFacts.objects.update(name="Forged")

    assert rebuild_opportunities(now=NOW) == [f"{uid}: corrected name, periods"]
    assert rebuild_opportunities(now=NOW) == []
    assert RoundFacts.objects.get().name == page.rounds.get().name


def test_what_is_missing_comes_back(opportunities_page):
    FundingCallPageFactory(parent=opportunities_page)
    uid = RoundFacts.objects.get().uid
    OpportunityFacts.objects.all().delete()

    assert rebuild_opportunities(now=NOW) == [f"{uid}: was missing and is back"]
    assert StateInterval.objects.public().at(NOW).count() == 1


def test_a_page_that_was_hidden_without_a_word_leaves_the_list(opportunities_page):
    page = FundingCallPageFactory(parent=opportunities_page)
    uid = RoundFacts.objects.get().uid
    type(page).objects.update(live=False)

    assert rebuild_opportunities(now=NOW) == [f"{uid}: corrected periods"]
    assert not StateInterval.objects.public().at(NOW).exists()


def test_words_to_look_for_come_back(opportunities_page):
    FundingCallPageFactory(parent=opportunities_page, title="Choir fund")
    SearchText.objects.all().delete()

    rebuild_opportunities(now=NOW)

    assert SearchText.objects.get().text == " choir fund"
