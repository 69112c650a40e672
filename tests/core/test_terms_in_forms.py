import pytest
from wagtail.models import Locale

from core.forms import TermAwareForm
from core.models import Venue
from events.models import EventPage
from tests.factories.core import AccessFeatureFactory, ThemeFactory, VenueRoomFactory
from tests.factories.events import EventPageFactory


@pytest.fixture
def form_choices(events_page, editor):
    def choices(page):
        form_class = EventPage.get_edit_handler().get_form_class()
        form = form_class(instance=page, for_user=editor, parent_page=events_page)
        return [theme.name for theme in form.fields["themes"].queryset]

    return choices


def test_a_retired_term_cannot_be_chosen_for_something_new(events_page, form_choices):
    ThemeFactory(name="Bees")
    ThemeFactory(name="Phlogiston", is_retired=True)

    assert form_choices(EventPageFactory(parent=events_page)) == ["Bees"]


def test_a_page_that_has_a_retired_term_keeps_it(events_page, form_choices):
    retired = ThemeFactory(name="Phlogiston", is_retired=True)

    assert form_choices(EventPageFactory(parent=events_page, themes=[retired])) == ["Phlogiston"]


def test_terms_are_offered_in_the_language_of_the_page(events_page, form_choices):
    ThemeFactory(name="Bees")
    ThemeFactory(name="Gwenyn", locale=Locale.objects.get(language_code="cy"))

    assert form_choices(EventPageFactory(parent=events_page)) == ["Bees"]


@pytest.fixture
def row_choices(events_page, editor):
    """What can be chosen in a new row of an inline panel."""

    def choices(page, relation, name):
        form_class = type(page).get_edit_handler().get_form_class()
        form = form_class(instance=page, for_user=editor, parent_page=events_page)
        return list(form.formsets[relation].empty_form.fields[name].choices)[1:]

    return choices


def test_a_row_offers_terms_in_use_in_the_language_of_the_page(events_page, row_choices):
    AccessFeatureFactory(name="Lift")
    AccessFeatureFactory(name="Paternoster", is_retired=True)
    AccessFeatureFactory(name="Lifft", locale=Locale.objects.get(language_code="cy"))

    assert [name for _pk, name in row_choices(EventPageFactory(parent=events_page), "access", "feature")] == ["Lift"]


def test_a_venue_is_given_no_retired_access_feature(db):
    form = Venue.snippet_viewset.get_edit_handler().get_form_class()(instance=Venue())

    assert issubclass(form.formsets["access"].form, TermAwareForm)


def test_rooms_are_offered_under_their_venues_and_none_of_a_retired_one(events_page, row_choices):
    dome = VenueRoomFactory(name="Dome", venue__name="Observatory")
    hall = VenueRoomFactory(name="Hall", venue__name="Library")
    VenueRoomFactory(venue__is_retired=True)

    rooms = row_choices(EventPageFactory(parent=events_page), "dates", "room")

    assert [(venue, [(value.value, name) for value, name in some]) for venue, some in rooms] == [
        ("Library", [(hall.pk, "Hall")]),
        ("Observatory", [(dome.pk, "Dome")]),
    ]
