import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, ReferenceIndex
from wagtail.search.backends import get_search_backend

from core.indexing import indexed_once
from home.models import StandardPage
from tests.factories.core import PictureFactory
from tests.factories.home import StandardPageFactory


class Undone(Exception):
    pass


def found(word):
    return [page.title for page in get_search_backend().search(word, Page.objects.all())]


def pictures_of(page):
    rows = ReferenceIndex.objects.filter(object_id=str(page.pk), base_content_type=ContentType.objects.get_for_model(Page))
    return set(rows.filter(model_path="image").values_list("to_object_id", flat=True))


def test_what_is_saved_together_is_indexed_at_the_end(home_page):
    picture, other = PictureFactory(), PictureFactory()

    with indexed_once():
        page = StandardPageFactory(parent=home_page, title="Otters", image=picture)
        page.title, page.image = "Beavers", other
        page.save()
        before = (found("beavers"), pictures_of(page))

    assert before == ([], set())
    assert (found("beavers"), found("otters")) == (["Beavers"], [])
    assert pictures_of(page) == {str(other.pk)}


def test_nothing_is_indexed_that_was_not_kept(home_page):
    def fail():
        with indexed_once():
            StandardPageFactory(parent=home_page, title="Otters")
            raise Undone

    with pytest.raises(Undone):
        fail()

    StandardPageFactory(parent=home_page, title="Beavers")

    assert (found("otters"), found("beavers")) == ([], ["Beavers"])


def test_one_inside_another_leaves_the_writing_to_that(home_page):
    with indexed_once():
        with indexed_once():
            StandardPageFactory(parent=home_page, title="Otters")
        inside = found("otters")

    assert (inside, found("otters")) == ([], ["Otters"])


def test_a_single_page_is_indexed_at_once_and_gone_when_it_is_deleted(home_page):
    page = StandardPageFactory(parent=home_page, title="Otters")
    there = found("otters")

    page.delete()

    assert (there, found("otters")) == (["Otters"], [])


def test_saving_often_costs_as_much_index_as_saving_once(home_page):
    page = StandardPageFactory(parent=home_page, title="Otters")

    def index_queries(times):
        with CaptureQueriesContext(connection) as queries, indexed_once():
            for _each in range(times):
                StandardPage.objects.get(pk=page.pk).save()
        return sum("referenceindex" in query["sql"] or "indexentry" in query["sql"] for query in queries)

    assert index_queries(5) == index_queries(1)
