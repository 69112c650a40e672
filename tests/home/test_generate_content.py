from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from core.models import Audience
from core.publishing import rebuild
from events.models import EventPage, EventsPage, Occurrence
from tests.factories.core import AudienceFactory, FormatFactory, ThemeFactory, VenueFactory
from tests.factories.events import EventPageFactory

NOON = datetime(2027, 3, 17, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def terms(db):
    return [
        *ThemeFactory.create_batch(3),
        *FormatFactory.create_batch(2),
        *AudienceFactory.create_batch(2, axis=Audience.Axis.MEANT_FOR),
        *VenueFactory.create_batch(2),
    ]


def generate(**options):
    call_command("generate_content", events=12, occurrences_per_event=3, now=NOON, verbosity=0, **options)
    return EventsPage.objects.get(slug="measuring")


def content(section):
    """What was made, without what only the database decides."""
    pages = EventPage.objects.child_of(section).order_by("path", "themes__slug")
    dates = Occurrence.objects.filter(facts__page__in=pages).order_by("starts_at", "uid")
    return (
        list(pages.values_list("title", "slug", "translation_key", "format__slug", "venue__slug", "price", "themes__slug")),
        list(dates.values_list("uid", "starts_at", "ends_at", "next_from", "is_last", "is_public", "modified")),
    )


def test_generated_events_are_in_the_tree_and_projected_as_publishing_would(home_page):
    section = generate()

    assert EventPage.objects.child_of(section).live().count() == 12
    assert Occurrence.objects.filter(is_public=True).count() == 36
    assert Page.find_problems() == ([], [], [], [], [])
    assert rebuild(now=NOON) == []
    assert section.numchild == 12


def test_the_same_seed_and_moment_make_the_same_events():
    first = content(generate())

    assert content(generate(replace=True)) == first


def test_another_seed_makes_other_events():
    first = content(generate())

    assert content(generate(replace=True, seed=2)) != first


def test_it_refuses_to_run_twice_into_the_same_section():
    generate()

    with pytest.raises(CommandError, match="--replace"):
        generate()


def test_events_of_people_are_left_alone(events_page):
    ours = EventPageFactory(parent=events_page)

    generate()
    generate(replace=True)

    assert list(EventPage.objects.child_of(events_page)) == [ours]
    assert Occurrence.objects.filter(facts__page=ours).count() == 1


def test_a_generated_event_can_be_opened_by_the_public(client):
    section = generate()
    page = EventPage.objects.child_of(section).first()

    response = client.get(page.url)

    assert response.status_code == 200
    assert f"<h1>{page.title}</h1>" in " ".join(response.content.decode().split())
