"""Every page type: who its parents are, a factory, and its title as the one heading of the first level."""

import importlib
import pkgutil
import re
from html import unescape

import pytest
from wagtail.models import Page, Site, get_page_models

import tests.factories
from core.models import BasePage
from home.models import HomePage
from tests.factories.pages import PageFactory

PAGES = [model for model in get_page_models() if model is not Page]


def all_factories():
    for module in pkgutil.iter_modules(tests.factories.__path__):
        for thing in vars(importlib.import_module(f"tests.factories.{module.name}")).values():
            if isinstance(thing, type) and issubclass(thing, PageFactory) and not thing._meta.abstract:
                yield thing


FACTORIES = {factory._meta.model: factory for factory in all_factories()}


def name_of(model):
    return model.__name__


@pytest.fixture
def publish(home_page):
    """A published page of a type, under the first parents that allow it."""

    def make(model, **values):
        allowed = [kind for kind in model.allowed_parent_page_models() if kind is not Page]
        parent = home_page if not allowed or HomePage in allowed else make(allowed[0])
        if model is HomePage:
            parent = Page.objects.get(depth=1)
        return FACTORIES[model](parent=parent, **values)

    return make


@pytest.mark.parametrize("model", PAGES, ids=name_of)
def test_a_page_type_is_one_of_ours(model):
    assert issubclass(model, BasePage)
    assert model.__name__.endswith("Page")
    assert model.__doc__
    assert not model.__doc__.startswith(f"{model.__name__}(")


@pytest.mark.parametrize("model", PAGES, ids=name_of)
def test_a_page_type_states_its_parents_and_children(model):
    stated = {name for kind in model.__mro__ if kind not in (Page, BasePage) for name in vars(kind)}

    assert {"parent_page_types", "subpage_types"} - stated == set()


@pytest.mark.parametrize("model", PAGES, ids=name_of)
def test_a_page_type_has_a_factory(model):
    assert model in FACTORIES


@pytest.mark.parametrize("model", PAGES, ids=name_of)
def test_a_page_renders_with_its_title_as_the_one_heading_of_the_first_level(model, publish, client):
    page = publish(model, title="Bread & “roses”", slug="bread-and-roses")
    if model is HomePage:
        Site.objects.update(root_page=page)

    html = client.get(page.url).content.decode()

    headings = re.findall(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
    assert [unescape(re.sub(r"<[^>]+>", "", heading)).strip() for heading in headings] == ["Bread & “roses”"]


@pytest.mark.parametrize("model", PAGES, ids=name_of)
def test_a_page_type_has_names_in_lower_case(model):
    """As Wagtail writes them, in the middle of sentences."""
    assert model._meta.verbose_name[0].islower()
