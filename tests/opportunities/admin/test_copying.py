"""A round copied forward."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from opportunities.models import CallRound, FundingCallPage, RoundFacts
from opportunities.services import copied_round
from tests.factories.opportunities import FundingCallPageFactory, VolunteerRolePageFactory, written_round

LONDON = ZoneInfo("Europe/London")


def autumn():
    return written_round(
        name="Autumn 2027",
        opens_at=datetime(2027, 9, 1, 9, 0, tzinfo=LONDON),
        closes_at=datetime(2027, 10, 12, 16, 0, tzinfo=LONDON),
        decision_on=date(2027, 11, 30),
        applications=40,
        awards_made=9,
        results_on=date(2027, 12, 1),
        award_to=2000,
        may_overlap=True,
        key_dates=[("date", {"name": "Briefing", "day": date(2027, 9, 14), "time": time(12, 30)})],
    )


def test_days_move_times_stay_and_what_it_brought_is_left_behind():
    one = autumn()

    new = copied_round(one, weeks=52, name="Autumn 2028")

    assert new.uid != one.uid
    assert (new.opens_date, new.closes_date, new.closes_time, new.decision_on, new.award_to) == (
        date(2028, 8, 30), date(2028, 10, 10), time(16, 0), date(2028, 11, 28), 2000,
    )  # fmt: skip
    assert [(block.value["name"], block.value["day"], block.value["time"]) for block in new.key_dates] == [
        ("Briefing", date(2028, 9, 12), time(12, 30))
    ]
    assert (new.applications, new.awards_made, new.results_on, new.may_overlap) == (None, None, None, False)
    assert (one.closes_date, one.applications, one.name) == (date(2027, 10, 12), 40, "Autumn 2027")


@pytest.fixture
def page(opportunities_page):
    return FundingCallPageFactory(parent=opportunities_page, title="Seed fund", rounds=[autumn()])


def url_of(page):
    return reverse("opportunities_copy_round", args=[page.pk])


def posted(page, **values):
    return {"round": str(page.rounds.get().uid), "to": "year", "weeks": "", "name": ""} | values


def draft_rounds(page):
    return list(FundingCallPage.objects.get(pk=page.pk).get_latest_revision_as_object().rounds.all())


def test_the_copy_is_looked_at_first_and_then_kept_as_a_draft(client, officer, page):
    looked = client.post(url_of(page), posted(page, action="preview")).content.decode()
    assert "This is what “Autumn 2028” would be" in looked
    assert "<td>Tue 12 Oct 2027</td><td>Tue 10 Oct 2028</td>" in looked
    assert len(draft_rounds(page)) == 1

    done = client.post(url_of(page), posted(page, action="copy"))

    assert done.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert [(one.name, one.closes_date) for one in draft_rounds(page)] == [
        ("Autumn 2027", date(2027, 10, 12)),
        ("Autumn 2028", date(2028, 10, 10)),
    ]
    assert (RoundFacts.objects.count(), FundingCallPage.objects.get().has_unpublished_changes) == (1, True)
    assert PageLogEntry.objects.get(action="opportunities.copy_round").message == "Round copied forward: Autumn 2028"


def test_the_copy_is_published_with_the_page_and_the_old_round_stays(client, officer, page):
    client.post(url_of(page), posted(page, action="copy"))

    FundingCallPage.objects.get().get_latest_revision().publish()

    assert sorted(RoundFacts.objects.values_list("name", flat=True)) == ["Autumn 2027", "Autumn 2028"]


def test_a_copy_by_weeks_keeps_a_draft_in_the_making(client, officer, page):
    draft = page.get_latest_revision_as_object()
    draft.summary = "New words"
    draft.save_revision()

    client.post(url_of(page), posted(page, to="weeks", weeks=10, name="Winter", action="copy"))

    latest = FundingCallPage.objects.get().get_latest_revision_as_object()
    assert (latest.summary, latest.rounds.last().closes_date, latest.rounds.last().name) == (
        "New words", date(2027, 12, 21), "Winter",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"to": "weeks"}, "Say how many weeks later."),
        ({"to": "weeks", "weeks": 0}, "Ensure this value is greater than or equal to 1."),
        ({"to": "weeks", "weeks": 10**20}, "Ensure this value is less than or equal to 520."),
        ({"to": "never"}, "Select a valid choice."),
        ({"round": "nonsense"}, "Select a valid choice."),
        ({"to": "weeks", "weeks": 1}, "are open at once. If that is meant, tick it on one of them."),
    ],
    ids=str,
)
def test_what_can_not_be_is_refused_in_words_and_nothing_is_kept(client, officer, opportunities_page, values, words):
    one = autumn()
    one.may_overlap = False
    page = FundingCallPageFactory(parent=opportunities_page, rounds=[one])

    answer = client.post(url_of(page), posted(page, action="copy", **values))

    assert (answer.status_code, words in answer.content.decode(), len(draft_rounds(page))) == (422, True, 1)


def test_a_round_without_days_can_not_be_moved(client, officer, opportunities_page):
    page = FundingCallPageFactory(parent=opportunities_page, rounds=[CallRound(mode="rolling")])

    answer = client.post(url_of(page), posted(page, action="copy"))

    assert "This round has no days to move. Write a new one." in answer.content.decode()


def test_a_role_has_no_rounds_to_copy(client, officer, opportunities_page):
    role = VolunteerRolePageFactory(parent=opportunities_page)

    assert client.get(url_of(role)).status_code == 302
