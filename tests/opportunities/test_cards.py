from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test.utils import override_settings
from django.utils import translation
from wagtail.models import Locale, PageViewRestriction

from core.registries import live_lists
from opportunities.cards import next_deadlines
from opportunities.choices import Mode
from tests.factories.core import AudienceFactory, ThemeFactory
from tests.factories.opportunities import FundingCallPageFactory, VolunteerRolePageFactory, written_round

CLOSES = datetime(2027, 10, 12, 15, 0, tzinfo=UTC)
NOW = CLOSES - timedelta(days=12)
DAY = timedelta(days=1)


def cards(now=NOW, locale=None, limit=10, **filters):
    return next_deadlines(request=None, filters=filters, limit=limit, now=now, locale=locale)


def test_deadlines_come_soonest_first_and_only_where_people_can_apply(opportunities_page):
    FundingCallPageFactory(parent=opportunities_page, title="Later", rounds=[written_round(closes_at=CLOSES + 30 * DAY)])
    FundingCallPageFactory(parent=opportunities_page, title="Soon", rounds=[written_round(closes_at=CLOSES)])
    FundingCallPageFactory(parent=opportunities_page, title="Over", rounds=[written_round(closes_at=NOW)])
    FundingCallPageFactory(
        parent=opportunities_page, title="To come", rounds=[written_round(opens_at=NOW + DAY, closes_at=CLOSES)]
    )
    VolunteerRolePageFactory(parent=opportunities_page, title="Any time")
    VolunteerRolePageFactory(
        parent=opportunities_page, title="Steward", closes_date=date(2027, 10, 14), closes_time=time(23, 59)
    )

    assert [card.title for card in live_lists["deadlines"](request=None, filters={}, limit=10, now=NOW)] == [
        "Soon",
        "Steward",
        "Later",
    ]


def test_a_card_says_by_when_and_what_it_is_worth(opportunities_page):
    FundingCallPageFactory(
        parent=opportunities_page,
        title="Seed fund",
        summary="Money for a first try.",
        rounds=[written_round(closes_at=CLOSES, award_from=500, award_to=2000)],
    )

    [card] = cards()

    assert (card.kicker, card.title, card.summary) == ("Funding", "Seed fund", "Money for a first try.")
    assert card.when == "Closes 4pm UK time, Tuesday 12 October 2027 (in 12 days)"
    assert card.starts_at == CLOSES
    assert [badge.text for badge in card.badges] == ["Closing soon", "£500 to £2,000"]


def test_the_internal_deadline_is_marked_as_the_one_that_counts_for_staff(opportunities_page):
    FundingCallPageFactory(
        parent=opportunities_page, rounds=[written_round(internal_deadline_at=CLOSES, closes_at=CLOSES + 20 * DAY)]
    )

    [card] = cards()

    assert card.when == "Internal deadline 4pm UK time, Tuesday 12 October 2027 (in 12 days)"
    assert [badge.text for badge in card.badges] == ["Closing soon", "Counts for staff"]


def test_deadlines_can_be_narrowed_by_theme_and_audience(opportunities_page):
    water, young = ThemeFactory(slug="water"), AudienceFactory(slug="early-career")
    FundingCallPageFactory(parent=opportunities_page, title="Water", themes=[water])
    FundingCallPageFactory(parent=opportunities_page, title="Young", meant_for=[young])

    assert [card.title for card in cards(themes=["water"])] == ["Water"]
    assert [card.title for card in cards(audiences=["early-career"])] == ["Young"]
    assert cards(themes=["water"], audiences=["early-career"]) == []


def test_a_reader_in_welsh_gets_the_translation_where_there_is_one_and_else_the_source_marked_as_english(opportunities_page):
    welsh = Locale.objects.get(language_code="cy")
    page = FundingCallPageFactory(parent=opportunities_page, title="Seed fund", rounds=[written_round(closes_at=CLOSES)])
    FundingCallPageFactory(parent=opportunities_page, title="River fund", rounds=[written_round(closes_at=CLOSES + DAY)])
    translated = page.copy_for_translation(welsh, copy_parents=True)
    translated.title = "Cronfa hadau"
    translated.save_revision().publish()

    with translation.override("cy"):
        shown = cards(locale=welsh)

    assert [(card.title, card.lang) for card in shown] == [("Cronfa hadau", ""), ("River fund", "en")]


def test_what_needs_a_password_is_not_listed(opportunities_page):
    page = FundingCallPageFactory(parent=opportunities_page)
    assert len(cards()) == 1

    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="secret")

    assert cards() == []


def test_a_translation_that_needs_a_password_hides_every_language(opportunities_page):
    welsh = Locale.objects.get(language_code="cy")
    page = FundingCallPageFactory(parent=opportunities_page, title="Seed fund")
    translated = page.copy_for_translation(welsh, copy_parents=True)
    translated.title = "Cronfa hadau"
    translated.save_revision().publish()
    assert [card.title for card in cards(locale=welsh)] == ["Cronfa hadau"]

    PageViewRestriction.objects.create(page=translated, restriction_type=PageViewRestriction.PASSWORD, password="secret")

    assert (cards(locale=welsh), cards()) == ([], [])


@pytest.mark.parametrize("number", [1, 5])
def test_the_number_of_queries_does_not_depend_on_the_number_of_deadlines(
    opportunities_page, django_assert_num_queries, number
):
    for n in range(number):
        FundingCallPageFactory(parent=opportunities_page, rounds=[written_round(closes_at=CLOSES + n * DAY)])
        VolunteerRolePageFactory(parent=opportunities_page, closes_date=date(2027, 10, 14), closes_time=time(23, 59))
    cards(limit=1)  # what every page remembers: the locale, the roots of the site

    # The language, periods with facts and rounds, pages of both kinds; and versions, which only a request asks for once.
    with django_assert_num_queries(10):
        assert len(cards(limit=10)) == 2 * number


def test_a_call_by_invitation_says_so(opportunities_page):
    FundingCallPageFactory(parent=opportunities_page, rounds=[written_round(mode=Mode.INVITATION, closes_at=CLOSES)])

    assert [badge.text for badge in cards()[0].badges] == ["Closing soon", "By invitation only"]


@override_settings(TIME_ZONE="Asia/Tokyo")
def test_a_deadline_is_shown_on_the_clocks_of_its_own_zone_wherever_the_server_is(opportunities_page):
    FundingCallPageFactory(
        parent=opportunities_page, timezone="Africa/Nairobi", rounds=[written_round("Africa/Nairobi", closes_at=CLOSES)]
    )

    assert cards()[0].when == "Closes 6pm Nairobi time, Tuesday 12 October 2027 (in 12 days)"
