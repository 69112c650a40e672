"""Whatever happens to a page of any kind, lists, facts, pages and files in every language tell the same."""

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from core.registries import publications
from events.models import EventPage
from tests.factories.home import StandardPageFactory

from .kinds import FIRST, HOURS, KINDS, LATER, NOW


def told(world, *codes):
    """What is seen of something public in these languages: a list leads to its own language if it can."""
    found = {"facts": bool(codes)}
    for code in world.urls:
        found[f"list {code}"] = code if code in codes else next(iter(codes), None)
        found[f"page {code}"] = code in codes
        if world.kind.file:
            found[f"file {code}"] = code in codes
    return found


def test_every_kind_of_page_with_facts_is_in_this_suite():
    assert set(KINDS) == set(publications)


def test_a_draft_is_told_nowhere(world):
    page = world.publish(publish=False)

    assert world.seen(page, FIRST) == told(world)


def test_publishing_tells_it_everywhere_and_editing_tells_what_is_new(world):
    page = world.publish()
    first = world.seen(page, FIRST)

    page = world.edit(page, LATER)

    assert (first, world.seen(page, LATER)) == (told(world, "en"), told(world, "en"))
    assert world.facts().count() == 1


def test_a_draft_of_what_is_public_changes_nothing(world):
    page = world.publish()

    world.kind.change(page, LATER).save_revision()

    assert world.seen(page, FIRST) == told(world, "en")


def test_unpublishing_hides_it_and_publishing_brings_back_the_same_rows(world):
    page = world.publish()
    key = world.facts().get().pk

    page.unpublish()
    hidden = world.seen(page, FIRST)
    page.get_latest_revision().publish()

    assert (hidden, world.seen(page, FIRST)) == (told(world), told(world, "en"))
    assert world.facts().get().pk == key


def test_it_goes_live_and_expires_by_the_clock(world):
    page = world.publish(publish=False).get_latest_revision_as_object()
    page.go_live_at, page.expire_at = NOW + HOURS, NOW + 3 * HOURS
    page.save_revision().publish()
    seen = [world.seen(page, FIRST)]

    for hours in (2, 4):
        with time_machine.travel(NOW + hours * HOURS, tick=False):
            call_command("publish_scheduled")
            seen.append(world.seen(page, FIRST))

    assert seen == [told(world), told(world, "en"), told(world)]


def test_a_moved_page_is_told_at_its_new_address(world, home_page):
    page = world.publish()

    page.move(StandardPageFactory(parent=home_page, title="Archive"), pos="last-child")
    page = world.fresh(page)
    world.urls = {"en": page.url}

    assert "/archive/" in page.url
    assert world.seen(page, FIRST) == told(world, "en")


def copied_with_wagtail(world, page, client):
    return page.copy(update_attrs={"title": "The copy", "slug": "the-copy"}, keep_live=True)


def copied_in_the_admin(world, page, client):
    """Wagtail's own form. Events are duplicated with one of theirs, which asks for more than this and leads to a draft."""
    data = {
        "new_title": "The copy",
        "new_slug": "the-copy",
        "new_parent_page": page.get_parent().pk,
        "publish_copies": "on",
        "copy_subpages": "",
    }
    response = client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
    assert response.status_code == (422 if world.model is EventPage else 302)
    return Page.objects.filter(slug="the-copy").first() or copied_with_wagtail(world, page, client)


@pytest.mark.parametrize("copied", [copied_with_wagtail, copied_in_the_admin])
def test_a_published_copy_has_rows_of_its_own_and_leaves_the_original_alone(world, client, admin_user, copied):
    page = world.publish()
    client.force_login(admin_user)

    copy = world.fresh(copied(world, page, client))
    copy.save_revision().publish()
    original = world.seen(page, FIRST)
    copy = world.edit(copy, LATER)

    assert (original, world.seen(page, FIRST)) == (told(world, "en"), told(world, "en"))
    world.urls = {"en": copy.url}
    assert world.seen(copy, LATER) == told(world, "en")
    rows = publications[world.model].rows
    if rows:
        ids = [row.uid for facts in world.facts().all() for row in getattr(facts, rows).all()]
        assert len(ids) == len(set(ids)) == 2


def test_an_alias_shows_the_facts_of_what_it_follows_and_is_in_no_list(world):
    page = world.publish()

    alias = page.create_alias(update_slug="the-alias")
    page = world.edit(page, LATER)

    assert world.facts().count() == 1
    assert world.seen(page, LATER) == told(world, "en")
    world.urls = {"en": world.fresh(alias).url}
    assert world.seen(page, LATER) == told(world, "en") | {"list en": None}


def test_an_alias_that_becomes_a_page_of_its_own_is_in_the_lists(world, client, admin_user):
    page = world.publish()
    alias = page.create_alias(update_slug="the-alias")
    client.force_login(admin_user)

    client.post(reverse("wagtailadmin_pages:convert_alias", args=[alias.pk]))

    world.urls = {"en": world.fresh(alias).url}
    assert world.seen(world.fresh(alias), FIRST) == told(world, "en")


def test_an_old_revision_brings_its_day_back(world):
    page = world.publish()
    old = page.get_latest_revision()
    page = world.edit(page, LATER)

    old.publish()

    assert world.seen(page, FIRST) == told(world, "en")


def test_what_needs_a_password_is_in_no_list_and_comes_back(world):
    page = world.publish()
    world.translate(page)
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
    hidden = world.seen(page, FIRST)

    restriction.delete()

    assert hidden == told(world) | {"facts": True}
    assert world.seen(page, FIRST) == told(world, "en", "cy")


def test_a_translation_tells_the_facts_of_its_source(world):
    page = world.publish()
    translated = world.translate(page)
    before = world.seen(page, FIRST)

    world.edit(translated, LATER)

    assert (before, world.seen(page, FIRST)) == (told(world, "en", "cy"), told(world, "en", "cy"))
    page = world.edit(page, LATER)
    assert world.seen(page, LATER) == told(world, "en", "cy")


def test_a_translation_that_is_published_first_has_the_facts_until_its_source_is(world):
    page = world.publish(publish=False)
    world.translate(page)
    before = world.seen(page, FIRST)

    page = world.edit(page, LATER)

    assert (before, world.seen(page, LATER)) == (told(world, "cy"), told(world, "en", "cy"))


def test_deleting_a_translation_changes_nothing(world):
    page = world.publish()
    world.translate(page).delete()

    assert world.seen(page, FIRST) == told(world, "en")


def test_deleting_the_source_page_leaves_the_facts_to_the_translation(world):
    page = world.publish()
    translated = world.translate(page)
    key = world.facts().get().pk

    page.delete()
    seen = world.seen(translated, FIRST)
    world.edit(translated, LATER)

    assert (seen, world.seen(translated, LATER)) == (told(world, "cy"), told(world, "cy"))
    assert world.facts().get().pk == key


def test_deleting_it_in_every_language_deletes_its_facts(world):
    page = world.publish()
    translated = world.translate(page)
    page.delete()

    world.fresh(translated).delete()

    assert not world.facts().exists()


def unpublish(client, page, **answer):
    return client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), answer)


def test_unpublishing_the_source_page_can_keep_the_translations_public(world, client, admin_user):
    page = world.publish()
    translated = world.translate(page)
    client.force_login(admin_user)

    unpublish(client, page, translations="keep")
    kept = world.seen(page, FIRST)
    world.fresh(translated).unpublish()

    assert (kept, world.seen(page, FIRST)) == (told(world, "cy"), told(world))


def test_unpublishing_the_source_page_can_take_the_translations_along(world, client, admin_user):
    page = world.publish()
    world.translate(page)
    client.force_login(admin_user)

    unpublish(client, page, translations="unpublish")

    assert world.seen(page, FIRST) == told(world)


def test_the_screen_for_unpublishing_asks_about_translations_where_there_are_any(world, client, admin_user):
    page = world.publish()
    client.force_login(admin_user)
    screen = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
    alone = client.get(screen).content.decode()

    translated = world.translate(page)

    question = 'name="translations" value="unpublish" checked'
    asked = client.get(screen).content.decode()
    of_the_translation = client.get(reverse("wagtailadmin_pages:unpublish", args=[translated.pk])).content.decode()
    assert [question in text for text in (alone, asked, of_the_translation)] == [False, True, False]


def test_publishing_a_translation_of_what_is_unpublished_brings_its_facts_back(world):
    page = world.publish()
    translated = world.translate(page)
    for one in (page, translated):
        world.fresh(one).unpublish()

    world.fresh(translated).get_latest_revision().publish()

    assert world.seen(page, FIRST) == told(world, "cy")
