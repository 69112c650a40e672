"""After a change a process reads what has changed, and answers as if it had read everything."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from events.search.bits import positions_of
from wagtail.models import Locale, PageViewRestriction

from core import versions
from core.site_context import current_site_context
from core.versions import forget_changes
from events.choices import Status
from events.models import EventAccess, EventDate, EventPage, Occurrence
from events.search import current_index, keeping
from events.search.reading import read_index
from events.services import announce_change
from tests.factories.core import AccessFeatureFactory, FormatFactory, ThemeFactory, VenueFactory
from tests.factories.events import EventPageFactory
from tests.factories.home import StandardPageFactory

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
FACETS = ("format", "themes", "price", "mode", "venue", "place", "area", "age_from", "language")


@pytest.fixture
def event(events_page):
    venue = VenueFactory()
    venue.access.create(feature=AccessFeatureFactory(slug="lift"), answer="yes")
    themes = [ThemeFactory(), ThemeFactory()]
    for number in range(4):
        page = EventPageFactory(
            parent=events_page,
            title=f"Event {number}",
            format=FormatFactory(),
            venue=venue,
            themes=themes[: number % 3],
            dates=[(NOON + days * DAY, NOON + days * DAY + HOUR) for days in (number - 2, number + 3)],
        )
    return page


def answers(index):
    """Everything that lists ask an index, by the keys of dates."""

    def dates(bits):
        return {index.dates[position].pk for position in positions_of(bits)}

    first, last = (NOON - 5 * DAY).date(), (NOON + 30 * DAY).date()
    days = [first + timedelta(days=number) for number in range((last - first).days)]
    return {
        "facets": {facet: {value: dates(bits) for value, bits in index.values(facet).items()} for facet in FACETS},
        "access": {feature: dates(bits) for feature, bits in index.access.items() if bits},
        "ages": dates(index.for_ages(5, 7)),
        "days": [dates(index.between(day, day)) for day in days],
        "not over": [dates(index.not_over(NOON + hours * HOUR)) for hours in range(-100, 100, 7)],
        "all": dates(index.all),
        "events": sorted((event.key, event.added_at, [one.pk for one in event.dates]) for _number, event in index.numbered),
        "touched": sorted(index.events[index.numbers[guard]].key for guard in positions_of(index.groups.touched(index.all))),
        "span": index.span,
    }


def publish(page):
    page.save_revision().publish()


def retitle(page):
    page.title = "Another title"
    publish(page)


def move_and_add_a_date(page):
    page = page.get_latest_revision_as_object()
    page.dates = [*page.dates.all(), EventDate(start_date=date(2027, 4, 2), sort_order=9)]
    publish(page)


def change_facts(page):
    page.price, page.age_from, page.format, page.venue = "paid", 8, FormatFactory(slug="concert"), VenueFactory(slug="barn")
    publish(page)


def take_away_terms(page):
    page.themes = []
    publish(page)


def change_access(page):
    page.access = [EventAccess(feature=AccessFeatureFactory(slug="loop"), answer="yes")]
    publish(page)


def cancel(page):
    announce_change(facts=page.facts, status=Status.CANCELLED, reason="The speaker is ill.", now=NOON)


def unpublish(page):
    page.unpublish()


def unpublish_and_publish_again(page):
    page.unpublish()
    publish(EventPage.objects.get(pk=page.pk))


def delete(page):
    page.delete()


def add_another(page):
    EventPageFactory(parent=page.get_parent().specific, dates=[(NOON + 400 * DAY, NOON + 400 * DAY + HOUR)])


def add_a_draft(page):
    EventPageFactory(parent=page.get_parent().specific, publish=False)


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


CHANGES = [
    retitle,
    move_and_add_a_date,
    change_facts,
    take_away_terms,
    change_access,
    cancel,
    unpublish,
    unpublish_and_publish_again,
    delete,
    add_another,
    add_a_draft,
    restrict,
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_what_has_changed_is_found_as_if_everything_had_been_read(event, change):
    answers(current_index())

    change(event)

    assert answers(current_index()) == answers(read_index())


def test_one_change_after_another_adds_up(event):
    answers(current_index())

    for change in (change_facts, cancel, add_another, unpublish_and_publish_again, move_and_add_a_date, delete, add_another):
        page = EventPage.objects.order_by("-pk").first()
        change(page)
        assert answers(current_index()) == answers(read_index()), change.__name__


def test_a_change_of_one_event_reads_only_that(event):
    current_index()
    before = keeping.current_index()
    retitle(event)

    after = current_index()

    untouched = [one for one in before.events if one and one.key != event.translation_key]
    assert [one for one in after.events if one in untouched] == untouched
    assert all(any(one is other for other in after.events) for one in untouched)


def test_what_was_rolled_back_is_forgotten(event):
    before = answers(current_index())

    class Undone(Exception):
        pass

    def change_and_regret():
        with transaction.atomic():
            delete(event)
            assert len(answers(current_index())["events"]) == 3
            raise Undone

    with pytest.raises(Undone):
        change_and_regret()
    in_between = answers(current_index())
    add_another(event)

    assert in_between == before
    assert answers(current_index()) == answers(read_index())


def test_what_is_not_known_to_have_changed_is_all_read_again(event):
    current_index()
    Occurrence.objects.filter(facts=event.facts).update(is_public=False)
    versions.renew("events")

    assert answers(current_index()) == answers(read_index())


def test_changes_are_forgotten_and_then_everything_is_read_again(event):
    current_index()
    retitle(event)
    forget_changes(now=datetime.now(UTC) + 2 * DAY)

    assert answers(current_index()) == answers(read_index())


@pytest.mark.parametrize("something_else", [False, True])
def test_an_event_that_is_translated_into_a_restricted_section_leaves_the_lists(home_page, events_page, something_else):
    """No fact of it has changed, so that its index would be patched or kept."""
    welsh = Locale.objects.get(language_code="cy")
    closed = StandardPageFactory(parent=home_page.copy_for_translation(welsh), locale=welsh, title="Ar gau")
    restrict(closed)
    event, other = (EventPageFactory(parent=events_page, dates=[(NOON, NOON + HOUR)]) for _each in range(2))
    before = {one.key for one in current_index().events if one and one.dates}

    EventPageFactory(parent=closed, locale=welsh, translation_key=event.translation_key, dates=[(NOON, NOON + HOUR)])
    if something_else:
        other.facts.occurrences.get().save()

    after = {one.key for one in current_index().events if one and one.dates}
    assert (before, after) == ({event.translation_key, other.translation_key}, {other.translation_key})
    assert not current_site_context().is_public(event)
