import pytest
from wagtail.models import Locale

from events.models import EventPage
from tests.factories.core import ThemeFactory
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
