"""An address is for life: a page that moves takes along its files and all that is behind it, whatever its kind and language."""

from datetime import UTC, datetime

import pytest
import time_machine
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale

from core.outputs.pages import OutputsMixin
from events.festivals.routes import OUTPUTS
from events.festivals.services import release_programme
from events.models import EventPage, EventsPage, FestivalPage
from opportunities.models import OpportunitiesPage
from tests.architecture.test_pages import FACTORIES, PAGES, name_of
from tests.factories.festivals import SessionFactory
from tests.factories.home import StandardPageFactory

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
TRANSLATIONS = ["cy", "ar"]
KINDS = [model for model in PAGES if issubclass(model, OutputsMixin)]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def pages_of(home_page):
    """`pages_of(model)` → a published page of that kind in each language, all below sections of their own."""

    def make(model):
        section = StandardPageFactory(parent=home_page, title="Section", slug="section")
        page = FACTORIES[model](parent=section, slug="thing")
        if model is FestivalPage:
            SessionFactory(festival=page.festival)
            release_programme(festival=page.festival, note="First.", now=NOW)
        for code in TRANSLATIONS:
            locale = Locale.objects.get_or_create(language_code=code)[0]
            for one in (section, page):
                one.copy_for_translation(locale, copy_parents=True).save_revision().publish()
        return list(model.objects.order_by("pk"))

    return make


def behind(page):
    """What is behind the page's own address, with questions where it is a list."""
    found = [""]
    if isinstance(page, FestivalPage):
        code = page.released.entries[0].code
        found += ["programme/", f"programme/{code}/", "my-programme/", f"my-programme/?runs={code}", "changes/", "offline.js"]
        found += [f"my-programme.ics?runs={code}"]
        found += [f"{name}.{extension}" for name, extensions in OUTPUTS.items() for extension in extensions]
    else:
        found += [f"{page.output_name}.{extension}" for extension in page.output_formats]
    if isinstance(page, EventsPage | OpportunitiesPage):
        found += ["?q=bees", f"{page.output_name}.ics?q=bees&page=1"]
    return found


def rename(page):
    page.slug = f"new-{page.slug}"
    page.save_revision().publish()


def move(page):
    page.move(StandardPageFactory(parent=page.home.specific, title="Elsewhere", slug=f"elsewhere-{page.pk}"), pos="last-child")


def rename_the_section(page):
    rename(page.get_parent().specific)


@pytest.mark.parametrize("change", [rename, move, rename_the_section])
@pytest.mark.parametrize("model", KINDS, ids=name_of)
def test_what_is_behind_a_page_goes_where_the_page_goes(client, pages_of, django_capture_on_commit_callbacks, model, change):
    pages = pages_of(model)
    places = [(page, page.url, ending) for page in pages for ending in behind(page)]
    with django_capture_on_commit_callbacks(execute=True):
        for page in pages:
            change(page)

    new = {page.pk: model.objects.get(pk=page.pk).url for page in pages}
    after = {old + ending: client.get(old + ending, follow=True) for _page, old, ending in places}
    assert {address: (one.redirect_chain, one.status_code) for address, one in after.items()} == {
        old + ending: ([(new[page.pk] + ending, 301)], 200) for page, old, ending in places
    }
    assert {page.url for page in pages}.isdisjoint(new.values())


def chain(client, path):
    response = client.get(path, follow=True)
    return response.redirect_chain, response.status_code


@pytest.fixture
def moved(pages_of, client, django_capture_on_commit_callbacks):
    """An event that was /section/thing/ and is /section/new-thing/."""
    page = pages_of(EventPage)[0]
    with django_capture_on_commit_callbacks(execute=True):
        rename(page)
    return page


@pytest.mark.parametrize("path", ["/section/thing/story/", "/section/thing/event/ics/", "/thing/event.ics", "/nothing/"])
def test_what_is_not_behind_the_page_stays_away(client, moved, path):
    assert chain(client, path) == ([], 404)


def test_a_page_that_has_come_back_sends_nobody_round_in_circles(client, moved, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        moved.slug = "thing"
        moved.save_revision().publish()

    assert chain(client, "/section/thing/event.ics") == ([], 200)
    assert chain(client, "/section/thing/programme.ics") == ([], 404)
    assert chain(client, "/section/new-thing/event.ics") == ([("/section/thing/event.ics", 301)], 200)


def test_what_was_unpublished_after_it_moved_is_gone(client, moved):
    EventPage.objects.get(pk=moved.pk).unpublish()

    assert chain(client, "/section/thing/event.ics") == ([], 404)


def test_a_question_that_somebody_has_redirected_themselves_is_left_to_them(client, moved):
    Redirect.add_redirect("/old?id=12", redirect_to=moved, is_permanent=False)
    Redirect.add_redirect("/old", redirect_to=moved, is_permanent=False)

    assert chain(client, "/old?id=12") == ([("/section/new-thing/", 302)], 200)
    assert chain(client, "/old?id=13") == ([("/section/new-thing/?id=13", 302)], 200)
    assert chain(client, "/old/event.ics?id=12") == ([("/section/new-thing/event.ics?id=12", 302)], 200)
