"""After a change a process reads what has changed, and answers as if it had read everything."""

import pytest
from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import PageViewRestriction

from core import versions
from core.site_context import current_site_context
from events.choices import Status
from events.models import EventAccess
from events.search import EventIndexCache
from events.search import current_index as events_index
from events.services import announce_change
from tests.core.search.conftest import DAY, NOON
from tests.factories.core import AccessFeatureFactory, ThemeFactory
from tests.factories.home import StandardPageFactory


@pytest.fixture
def pages(listed, section):
    themes = [ThemeFactory(), ThemeFactory()]
    return [listed.page(days=number, parent=section, themes=themes[: number % 3]) for number in range(4)]


def answers(index):
    """Everything that lists ask an index, by the keys of its rows."""

    def rows(bits):
        return {row.pk for row in index.rows_of(bits)}

    return {
        "facets": {
            facet: {value: rows(bits) for value, bits in by_value.items() if bits} for facet, by_value in index._facets.items()
        },
        "ages": rows(index.for_ages(5, 7)),
        "not over": [rows(index.not_over(NOON + number * DAY)) for number in range(-100, 100, 7)],
        "on now": [rows(index.on_now(NOON + number * DAY)) for number in range(-100, 100, 7)],
        "all": rows(index.all),
        "sites": {site: rows(index.of_site(site)) for site, _roots in current_site_context().roots},
        "items": sorted((item.key, item.added_at, [row.pk for row in item.rows]) for item in index.items),
        "counted": index.groups.touched(index.all).bit_count(),
        "names": {facet: {value: term.names for value, term in some.items()} for facet, some in index.terms.items()},
    }


def is_as_if_all_were_read(listed):
    return answers(listed.index()) == answers(type(listed.index)()())


def item_of(listed, page):
    [item] = [item for item in listed.index().items if item.key == page.translation_key]
    return item


def newest(page):
    return type(page).objects.get(pk=page.pk)


def publish(page):
    page.save_revision().publish()


def retitle(listed, page):
    page.title = "Another title"
    publish(page)


def change_facts(listed, page):
    page = page.get_latest_revision_as_object()
    listed.change_facts(page)
    publish(page)


def take_away_terms(listed, page):
    page.themes = []
    publish(page)


def rename_a_term(listed, page):
    theme = page.themes.get()
    theme.name = "Sea"
    theme.save()


def unpublish(listed, page):
    page.unpublish()


def unpublish_and_publish_again(listed, page):
    page.unpublish()
    publish(newest(page))


def delete(listed, page):
    page.delete()


def add_another(listed, page):
    listed.page(days=400, parent=page.get_parent().specific)


def add_a_draft(listed, page):
    listed.page(parent=page.get_parent().specific, publish=False)


def restrict(listed, page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def move_into_what_is_restricted(listed, page):
    closed = listed.section(parent=page.get_parent().get_parent().specific, slug="closed")
    restrict(listed, closed)
    listed.index()
    page.move(closed, "last-child")


CHANGES = [
    retitle, change_facts, take_away_terms, rename_a_term, unpublish, unpublish_and_publish_again, delete, add_another,
    add_a_draft, restrict, move_into_what_is_restricted,
]  # fmt: skip


#: What lists show before and after may be the same.
CHANGE_NOTHING = [retitle, unpublish_and_publish_again, add_a_draft]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_what_has_changed_is_found_as_if_everything_had_been_read(listed, pages, change):
    before = answers(listed.index())

    change(listed, pages[1])

    assert is_as_if_all_were_read(listed)
    assert answers(listed.index()) != before or change in CHANGE_NOTHING


def test_one_change_after_another_adds_up(listed, pages):
    listed.index()

    for change in (change_facts, add_another, unpublish_and_publish_again, change_facts, delete, add_another):
        change(listed, type(pages[0]).objects.order_by("-pk").first())
        assert is_as_if_all_were_read(listed), change.__name__


@pytest.mark.parametrize("listed", ["events"], indirect=True)
def test_what_only_events_have_is_found_too(listed, pages):
    page = pages[0]

    def by_day(index):
        days = [(NOON + number * DAY).date() for number in range(30)]
        return [index.rows_of(index.between(day, day)) for day in days]

    before = by_day(events_index())

    page.access = [EventAccess(feature=AccessFeatureFactory(slug="loop"), answer="yes")]
    publish(page)
    announce_change(facts=page.facts, status=Status.CANCELLED, reason="The speaker is ill.", now=NOON)
    change_facts(listed, pages[1])

    assert by_day(events_index()) == by_day(EventIndexCache()()) != before
    assert list(events_index().values("access")) == ["loop"]


def test_a_change_of_one_item_reads_only_that(listed, pages):
    before = {item.pk: item for item in listed.index().items}
    retitle(listed, pages[1])

    after = {item.pk: item for item in listed.index().items}

    assert {key for key, item in after.items() if before.get(key) is not item} == {item_of(listed, pages[1]).pk}


def test_what_was_rolled_back_is_forgotten(listed, pages):
    before = answers(listed.index())

    class Undone(Exception):
        pass

    def change_and_regret():
        with transaction.atomic():
            delete(listed, pages[1])
            assert len(listed.index().items) == 3
            raise Undone

    with pytest.raises(Undone):
        change_and_regret()
    in_between = answers(listed.index())
    add_another(listed, pages[0])

    assert in_between == before
    assert is_as_if_all_were_read(listed)


def test_what_is_not_known_to_have_changed_is_all_read_again(listed, pages):
    item = item_of(listed, pages[1])
    # As a database tool would, which tells nobody.
    QuerySet(listed.row).filter(facts=item.pk).update(is_public=False)
    before = len(listed.index().items)
    versions.renew(listed.index.name)

    assert (before, len(listed.index().items)) == (4, 3)
    assert is_as_if_all_were_read(listed)


@pytest.mark.parametrize("something_else", [False, True])
def test_what_is_translated_into_a_restricted_section_leaves_the_lists(listed, home_page, section, welsh, something_else):
    """No fact of it has changed, so that its index would be kept as it is."""
    closed = StandardPageFactory(parent=home_page.copy_for_translation(welsh), locale=welsh, title="Ar gau")
    restrict(listed, closed)
    page, other = (listed.page(parent=section) for _each in range(2))
    before = {item.key for item in listed.index().items}

    listed.page(parent=closed, locale=welsh, translation_key=page.translation_key)
    if something_else:
        change_facts(listed, other)

    after = {item.key for item in listed.index().items}
    assert (before, after) == ({page.translation_key, other.translation_key}, {other.translation_key})
    assert not current_site_context().is_public(page)
