"""The programme's own addresses: no event below the festival can take one and vanish behind it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from events.models import EventPage
from tests.factories.events import EventPageFactory

RESERVED = ["programme", "my-programme", "changes"]
WORDS = "is an address of the festival's own programme"


@pytest.fixture
def planner(client, editor):
    client.force_login(editor)
    return client


def text_of(response):
    return response.content.decode().replace("&#x27;", "'")


@pytest.mark.parametrize("slug", RESERVED)
def test_an_event_cannot_have_an_address_of_the_programme(festival_page, events_page, slug):
    with pytest.raises(ValidationError, match=WORDS):
        EventPageFactory(parent=festival_page, slug=slug)

    assert EventPageFactory(parent=events_page, slug=slug).slug == slug


def test_the_editor_says_so_where_the_slug_is_typed(planner, festival_page):
    url = reverse("wagtailadmin_pages:add", args=["events", "eventpage", festival_page.pk])
    data = {"title": "Changes", "slug": "changes", "timezone": "Europe/London"}
    for formset in planner.get(url).context["form"].formsets.values():
        data |= {f"{formset.prefix}-{what}_FORMS": 0 for what in ("TOTAL", "INITIAL")}
    stories = {name: streamfield([]) for name in ("story", "how_to_take_part", "content_notes", "record")}

    response = planner.post(url, {**data, **nested_form_data(stories)})

    [error] = response.context["form"].errors["slug"]
    assert WORDS in error
    assert not EventPage.objects.exists()


def test_an_event_is_not_moved_onto_such_an_address(planner, festival_page, events_page):
    event = EventPageFactory(parent=events_page, slug="programme")
    url = reverse("wagtailadmin_pages:move_confirm", args=[event.pk, festival_page.pk])

    response = planner.post(url, follow=True)

    assert WORDS in text_of(response)
    assert Page.objects.get(pk=event.pk).get_parent().pk == events_page.pk


def test_a_copy_whose_title_would_make_such_an_address_is_refused_in_words(planner, festival_page):
    event = EventPageFactory(parent=festival_page, slug="otters")
    url = reverse("wagtailadmin_pages:copy", args=[event.pk])

    response = planner.post(
        url, {"title": "Programme", "parent": festival_page.pk, "parts": ["words"], "when": "same"}, follow=True
    )

    assert WORDS in text_of(response)
    assert not EventPage.objects.filter(slug="programme").exists()
