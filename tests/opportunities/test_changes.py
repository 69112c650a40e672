"""What changed between two publications, told to readers."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.utils import translation
from wagtail.models import Locale

from core.models import PublicChange
from core.publishing import rebuild
from opportunities.choices import Mode
from opportunities.models import FundingCallPage
from tests.factories.opportunities import ApplicantFactory, FundingCallPageFactory, VolunteerRolePageFactory, written_round
from tests.opportunities.reading import headings, text

CLOSES = datetime(2027, 10, 12, 15, 0, tzinfo=UTC)
NOW = CLOSES - timedelta(days=40)
DAY = timedelta(days=1)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def page(clock, opportunities_page):
    return FundingCallPageFactory(
        parent=opportunities_page,
        title="Seed fund",
        rounds=[written_round(closes_at=CLOSES, award_from=500, award_to=5000)],
    )


def publish(page, **values):
    """Publish the page again with other values in its first round, or on itself."""
    rounds = list(page.rounds.all())
    for name, value in values.items():
        setattr(rounds[0] if hasattr(rounds[0], name) else page, name, value)
    page.rounds = rounds
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def told(page):
    return [(one.day, [str(line.what) for line in one.lines]) for one in type(page).objects.get(pk=page.pk).details.changes]


def test_what_was_never_changed_has_no_history(client, page):
    assert told(page) == []
    assert "What changed" not in text(client.get(page.url))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            {"closes_date": date(2027, 11, 2)},
            "The deadline moved from 4pm UK time, Tuesday 12 October 2027 to 4pm UK time, Tuesday 2 November 2027.",
        ),
        ({"award_to": 8000}, "The highest award rose from £5,000 to £8,000."),
        ({"award_to": 900}, "The highest award fell from £5,000 to £900."),
        ({"award_to": None}, "There is no highest award any more; it was £5,000."),
        ({"total": 20000}, "The total fund is now £20,000."),
        (
            {"internal_date": date(2027, 10, 1), "internal_time": time(12)},
            "There is now an internal deadline: midday UK time, Friday 1 October 2027.",
        ),
        ({"mode": Mode.INVITATION}, "How people apply changed from “Open until a deadline” to “By invitation only”."),
        ({"decision_on": date(2027, 12, 1)}, "The decision is now expected on Wednesday 1 December 2027."),
        ({"duration_months": 12}, "The longest duration is now 12 months."),
        ({"match_funding": 20}, "Applicants now bring 20% of the cost."),
        ({"needs_ethics": True}, "Ethical approval is now needed before the work starts."),
    ],
)
def test_a_fact_that_differs_from_the_last_publication_is_told_in_a_sentence(clock, page, values, sentence):
    clock.shift(DAY)

    publish(page, **values)

    assert told(page) == [((NOW + DAY).date(), [sentence])]


def test_sums_in_another_currency_have_not_risen(clock, page):
    publish(page, currency="EUR")

    assert told(page) == [(NOW.date(), ["£500 became €500.", "£5,000 became €5,000."])]


def test_days_are_told_latest_first_and_what_was_put_back_on_the_same_day_is_not(client, clock, page):
    page = publish(page, award_to=6000)
    clock.shift(DAY)
    page = publish(page, award_to=7000)
    page = publish(page, award_to=8000, closes_date=date(2027, 10, 13))
    page = publish(page, closes_date=date(2027, 10, 12))

    assert told(page) == [
        ((NOW + DAY).date(), ["The highest award rose from £6,000 to £8,000."]),
        (NOW.date(), ["The highest award rose from £5,000 to £6,000."]),
    ]
    assert (2, "What changed") in headings(client.get(page.url))
    assert "The highest award rose from £6,000 to £8,000." in text(client.get(page.url))


def test_rounds_that_come_and_go_are_told_unless_they_were_over(clock, opportunities_page):
    page = FundingCallPageFactory(
        parent=opportunities_page,
        rounds=[
            written_round(name="Spring", closes_at=CLOSES - 200 * DAY),
            written_round(name="Autumn", opens_at=CLOSES - 50 * DAY, closes_at=CLOSES),
        ],
    )

    page.rounds = [written_round(name="Winter", opens_at=CLOSES, closes_at=CLOSES + 60 * DAY)]
    page.save_revision().publish()

    [(_day, sentences)] = told(page)
    assert sorted(sentences) == ["Autumn: This round was taken out.", "Winter: This round was added."]


def test_who_can_apply_is_told_in_the_readers_language(clock, opportunities_page):
    staff = ApplicantFactory(name="Staff", slug="staff")
    welsh = Locale.objects.get(language_code="cy")
    ApplicantFactory(name="Staff y brifysgol", slug="staff", locale=welsh, translation_key=staff.translation_key)
    page = FundingCallPageFactory(parent=opportunities_page, rounds=[written_round(closes_at=CLOSES)])
    page.applicants = [staff]
    page.save_revision().publish()
    translated = page.copy_for_translation(welsh, copy_parents=True)
    translated.save_revision().publish()

    assert told(page) == [(NOW.date(), ["Who can apply changed from “everybody” to “Staff”."])]
    with translation.override("cy"):
        [(_day, [sentence])] = told(FundingCallPage.objects.get(pk=translated.pk))
    assert "Staff y brifysgol" in sentence


def test_a_roles_facts_are_told_too(clock, opportunities_page):
    page = VolunteerRolePageFactory(parent=opportunities_page, minimum_age=18)

    page.minimum_age = 16
    page.save_revision().publish()

    assert told(page) == [(NOW.date(), ["The minimum age fell from 18 to 16."])]


def test_words_are_not_facts_and_a_rebuilt_read_model_is_no_news(clock, page):
    page.title = "Seed money"
    page.save_revision().publish()
    page.rounds.update(name="Autumn")
    rebuild(now=NOW)

    assert not PublicChange.objects.exists()
