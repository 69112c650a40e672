"""Whose festival it is says the page tree: who may edit a festival's page plans its programme, and nobody else's."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale

from events.models import Festival, Session
from tests.factories.festivals import FestivalPageFactory, SessionFactory, TrackFactory
from tests.factories.users import UserFactory

LIST, ADD, EDIT, DELETE = (f"wagtailsnippets_events_session:{name}" for name in ("list", "add", "edit", "delete"))


@pytest.fixture
def theirs(events_page):
    return FestivalPageFactory(parent=events_page, title="Festival of Moths").festival


@pytest.fixture
def planner(client, festival):
    """May write sessions and release programmes, and edits the page of one festival."""
    group = Group.objects.create(name="River office")
    names = ("add_session", "change_session", "delete_session", "change_track", "add_track", "release_programme")
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"),
        *Permission.objects.filter(content_type__app_label="events", codename__in=names),
    )
    for codename in ("change_page", "publish_page"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=group, page=festival.page, permission=permission)
    user = UserFactory()
    user.groups.set([group])
    client.force_login(user)
    return client


def is_let_in(client, name, *args, query=""):
    return client.get(reverse(name, args=args) + query).status_code == 200


def test_sessions_of_ones_own_festival_are_listed_and_edited(planner, festival, theirs):
    eels, moths = SessionFactory(festival=festival, title="Eels"), SessionFactory(festival=theirs, title="Moths at night")

    text = planner.get(reverse(LIST)).content.decode()

    assert ("Eels" in text, "Moths at night" in text) == (True, False)
    for name in (EDIT, DELETE):
        assert (is_let_in(planner, name, eels.pk), is_let_in(planner, name, moths.pk)) == (True, False), name


def test_a_translation_that_is_published_first_takes_nobodys_festival_away(events_page):
    page = FestivalPageFactory(parent=events_page, title="Festival of Moths", publish=False)
    welsh = page.copy_for_translation(Locale.objects.get(language_code="cy"), copy_parents=True)

    welsh.save_revision().publish()

    festival = Festival.objects.get(translation_key=page.translation_key)
    assert (festival.page_id, festival.is_public) == (page.pk, True)


def test_tracks_of_another_festival_are_not_edited(planner, festival, theirs):
    name = "wagtailsnippets_events_track:edit"
    ours, other = TrackFactory(festival=festival), TrackFactory(festival=theirs)

    assert (is_let_in(planner, name, ours.pk), is_let_in(planner, name, other.pk)) == (True, False)


def test_a_new_session_is_offered_no_other_festival(planner, festival, theirs):
    text = planner.get(f"{reverse(ADD)}?festival={theirs.pk}").content.decode()

    assert "Festival of Moths" not in text


@pytest.mark.parametrize("name", ["festival_import_sessions", "festival_announce"])
def test_nothing_is_imported_into_or_announced_for_another_festival(planner, festival, theirs, name):
    assert (is_let_in(planner, name, festival.pk), is_let_in(planner, name, theirs.pk)) == (True, False)


def test_another_festivals_programme_can_be_looked_at_and_not_released(planner, festival, theirs):
    for one in (festival, theirs):
        SessionFactory(festival=one)
        planner.post(reverse("festival_programme", args=[one.pk]), {"note": ""})

    assert (festival.releases.count(), theirs.releases.count()) == (1, 0)
    assert is_let_in(planner, "festival_programme", theirs.pk)


def test_a_session_of_another_festival_is_not_duplicated(planner, theirs):
    session = SessionFactory(festival=theirs, title="Moths at night")

    planner.post(reverse("duplicate_session", args=[session.pk]), {"title": "Mine now"})

    assert not Session.objects.filter(title="Mine now").exists()
