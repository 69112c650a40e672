"""Many events at once."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils.http import urlencode
from wagtail.models import Locale, Page

from core.models import Audience
from events.announcing import announce_url
from events.models import EventFacts, EventPage
from tests.factories.core import AudienceFactory, ThemeFactory
from tests.factories.events import EventPageFactory
from tests.factories.festivals import FestivalPageFactory
from tests.factories.home import StandardPageFactory
from tests.factories.users import UserFactory

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)


@pytest.fixture
def act(client, editor):
    """Opens or sends a bulk action on pages, as the list's checkboxes do."""
    client.force_login(editor)

    def send(action, pages, **data):
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        query = urlencode({"next": "/admin/", "id": [page.pk for page in pages]}, doseq=True)
        return client.post(f"{url}?{query}", data, follow=True) if data else client.get(f"{url}?{query}")

    return send


def told(response):
    return sorted(str(message).strip() for message in response.context["messages"])


def names(page, name="themes"):
    return {term.slug for term in getattr(page.get_latest_revision_as_object(), name).all()}


def test_tagging_publishes_what_was_live_and_leaves_drafts_drafts(act, events_page):
    space, old = ThemeFactory(slug="space"), ThemeFactory(slug="old")
    families = AudienceFactory(slug="families", axis=Audience.Axis.MEANT_FOR)
    live = EventPageFactory(parent=events_page, themes=[old])
    draft = EventPageFactory(parent=events_page, publish=False)
    waiting = EventPageFactory(parent=events_page, title="Waiting")
    waiting.title = "Half an idea"
    waiting.save_revision()
    same = EventPageFactory(parent=events_page, themes=[space], meant_for=[families])

    response = act(
        "tag_events",
        [live, draft, waiting, same],
        **{"add-themes": space.pk, "remove-themes": old.pk, "add-meant_for": families.pk},
    )

    pages = [EventPage.objects.get(pk=page.pk) for page in (live, draft, waiting, same)]
    assert [names(page) for page in pages] == [{"space"}] * 4
    assert {theme.slug for theme in EventFacts.objects.get(page=live).themes.all()} == {"space"}
    assert [(page.live, page.title) for page in pages[:3]] == [(True, live.title), (False, draft.title), (True, "Waiting")]
    assert pages[2].draft_title == "Half an idea"
    assert told(response) == [
        "1 event: changed and published.",
        "1 event: changed in its draft, which waits to be published.",
        "1 event: changed, a draft as before.",
        "1 event: has them already.",
    ]


def test_the_confirmation_names_events_and_leaves_out_what_is_none(act, events_page, home_page):
    event, about = EventPageFactory(parent=events_page, title="Stars"), StandardPageFactory(parent=home_page, title="About us")
    welsh = event.copy_for_translation(Locale.objects.get(language_code="cy"), copy_parents=True)

    response = act("tag_events", [event, about, welsh])

    assert [one["item"].pk for one in response.context["items"]] == [event.pk]
    assert [one["item"].pk for one in response.context["items_with_no_access"]] == [about.pk, welsh.pk]


@pytest.mark.parametrize(
    "data", [{"add-themes": ""}, {"add-themes": "99999999"}, {"add-themes": "both", "remove-themes": "both"}]
)
def test_choosing_nothing_something_unknown_or_both_changes_nothing(act, events_page, data):
    theme = ThemeFactory()
    event = EventPageFactory(parent=events_page)
    before = event.latest_revision_id

    response = act("tag_events", [event], **{name: theme.pk if value == "both" else value for name, value in data.items()})

    event.refresh_from_db()
    assert (bool(response.context["form"].errors), event.latest_revision_id) == (True, before)


def test_who_may_only_write_changes_drafts_and_publishes_nothing(client, act, events_page):
    writer = UserFactory()
    writer.groups.set(Group.objects.filter(name="Editors"))
    client.force_login(writer)
    theme, event = ThemeFactory(slug="space"), EventPageFactory(parent=events_page)

    act("tag_events", [event], **{"add-themes": theme.pk})

    event.refresh_from_db()
    assert (names(event), event.has_unpublished_changes, EventFacts.objects.get().themes.count()) == ({"space"}, True, 0)


def test_events_move_to_a_festival_and_what_cannot_is_named(act, events_page):
    festival = FestivalPageFactory(parent=events_page, title="Light Nights")
    stars = EventPageFactory(parent=events_page, title="Stars", slug="stars")
    taken = EventPageFactory(parent=events_page, title="Moons", slug="moons")
    EventPageFactory(parent=festival, title="Moons", slug="moons")

    response = act("move_events_to_festival", [stars, taken], festival=festival.pk)

    assert Page.objects.get(pk=stars.pk).get_parent().pk == festival.pk
    assert Page.objects.get(pk=taken.pk).get_parent().pk == events_page.pk
    assert told(response) == [
        "1 event is in Light Nights now.",
        "Moons: the festival has a page with the same address already.",
    ]


def test_a_festival_that_is_none_is_refused(act, events_page):
    event = EventPageFactory(parent=events_page)

    response = act("move_events_to_festival", [event], festival=events_page.pk)

    assert list(response.context["form"].errors) == ["festival"]


def test_announcing_a_change_of_many_leads_to_its_own_screen(act, editor, events_page):
    editor.user_permissions.add(Permission.objects.get(codename="announce_change"))
    pages = [EventPageFactory(parent=events_page) for _each in range(2)]

    response = act("announce_change", pages)

    assert response.url == announce_url(pages, next_url="/admin/")


def test_what_only_its_translation_keeps_public_can_be_announced_with_others(act, editor, events_page):
    editor.user_permissions.add(Permission.objects.get(codename="announce_change"))
    event = EventPageFactory(parent=events_page)
    event.copy_for_translation(Locale.objects.get(language_code="cy"), copy_parents=True).save_revision().publish()
    event.unpublish()

    response = act("announce_change", [event])

    assert response.url == announce_url([event], next_url="/admin/")


def test_drafts_are_left_out_of_an_announcement_and_named(act, editor, events_page):
    editor.user_permissions.add(Permission.objects.get(codename="announce_change"))
    live, draft = EventPageFactory(parent=events_page), EventPageFactory(parent=events_page, publish=False)

    response = act("announce_change", [live, draft])

    assert [one["item"].pk for one in response.context["items_with_no_access"]] == [draft.pk]
    assert response.context["announce_url"] == announce_url([live], next_url="/admin/")
