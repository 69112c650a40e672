"""What is done with many opportunities at once."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from wagtail.models import Locale, PageLogEntry

from opportunities.models import FundingCallPage, OpportunityFacts
from tests.factories.core import ThemeFactory
from tests.factories.home import StandardPageFactory
from tests.factories.opportunities import FundingCallPageFactory, VolunteerRolePageFactory

from .conftest import NOW

TODAY = date(2027, 9, 30)


def url_of(action, *pages):
    ids = "&".join(f"id={page.pk}" for page in pages)
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', action])}?{ids}"


@pytest.fixture
def page(opportunities_page):
    return FundingCallPageFactory(
        parent=opportunities_page,
        is_external=True,
        source_url="https://f.example/1",
        last_checked_on=TODAY - timedelta(days=40),
    )


def facts_of(page):
    return OpportunityFacts.objects.get(translation_key=page.translation_key)


def test_a_call_is_checked_today_and_its_history_says_who_did(client, officer, page):
    asked = client.get(url_of("opportunity_checked", page)).content.decode()
    assert "Have you compared these calls with their sources today?" in asked
    assert facts_of(page).last_checked_on == TODAY - timedelta(days=40)

    client.post(url_of("opportunity_checked", page))

    assert facts_of(page).last_checked_on == TODAY
    entry = PageLogEntry.objects.get(action="opportunities.checked")
    assert (entry.user, entry.message) == (officer, "Checked against the source")


def test_a_draft_in_the_making_stays_one_and_knows_of_the_check(client, officer, page):
    draft = page.get_latest_revision_as_object()
    draft.title = "New title"
    draft.save_revision()

    client.post(url_of("opportunity_checked", page))

    page = FundingCallPage.objects.get()
    latest = page.get_latest_revision_as_object()
    assert (facts_of(page).last_checked_on, page.title, page.has_unpublished_changes) == (TODAY, page.title, True)
    assert (latest.title, latest.last_checked_on) == ("New title", TODAY)
    assert page.title != "New title"


def test_only_external_calls_can_be_checked_and_others_are_named(client, officer, opportunities_page, page):
    ours = FundingCallPageFactory(parent=opportunities_page, title="Our own")

    asked = client.get(url_of("opportunity_checked", page, ours)).content.decode()
    client.post(url_of("opportunity_checked", page, ours))

    assert "This is not for these, or not for you:" in asked
    assert (facts_of(page).last_checked_on, facts_of(ours).last_checked_on) == (TODAY, None)


def test_many_are_archived_at_once_and_other_pages_are_left_alone(client, officer, opportunities_page, home_page, page):
    role, about = VolunteerRolePageFactory(parent=opportunities_page), StandardPageFactory(parent=home_page)

    client.post(url_of("opportunity_archive", page, role, about))

    assert [facts_of(one).archived_on for one in (page, role)] == [TODAY, TODAY]
    assert PageLogEntry.objects.filter(action="opportunities.archive").count() == 2


def test_themes_are_added_and_taken_away(client, officer, opportunities_page):
    old, kept, new = ThemeFactory(), ThemeFactory(), ThemeFactory()
    page = FundingCallPageFactory(parent=opportunities_page, themes=[old, kept])

    client.post(url_of("opportunity_themes", page), {"add": [new.pk, kept.pk], "remove": [old.pk]})

    assert set(facts_of(page).themes.all()) == {kept, new}


@pytest.mark.parametrize(
    ("posted", "words"),
    [
        ({}, "Choose at least one theme."),
        ({"add": ["999999"]}, "Select a valid choice."),
        ({"add": ["1 OR 1"]}, "is not a valid value."),
        ("both", "A theme can’t be added and taken away at once."),
    ],
    ids=str,
)
def test_themes_that_can_not_be_are_refused_in_words(client, officer, page, posted, words):
    theme = ThemeFactory()
    posted = {"add": [theme.pk], "remove": [theme.pk]} if posted == "both" else posted

    answer = client.post(url_of("opportunity_themes", page), posted)

    assert words.replace("’", "&#x27;") in answer.content.decode()
    assert list(facts_of(page).themes.all()) == []


def test_a_translation_is_left_alone_since_its_facts_are_the_sources(client, officer, page):
    welsh = page.copy_for_translation(Locale.objects.get(language_code="cy"), copy_parents=True)
    welsh.save_revision().publish()

    client.post(url_of("opportunity_archive", welsh))

    assert (facts_of(page).archived_on, FundingCallPage.objects.get(pk=welsh.pk).archived_on) == (None, None)


def test_who_may_not_publish_leaves_a_draft(client, opportunities_page, page, editor):
    editor.groups.set(editor.groups.filter(name="Editors"))
    client.force_login(editor)

    client.post(url_of("opportunity_archive", page))

    latest = FundingCallPage.objects.get().get_latest_revision_as_object()
    assert (facts_of(page).archived_on, latest.archived_on) == (None, TODAY)


def test_without_the_permission_nothing_is_checked(client, editor, page):
    client.force_login(editor)

    client.post(url_of("opportunity_checked", page))

    assert facts_of(page).last_checked_on == TODAY - timedelta(days=40)
    assert NOW.date() == TODAY
