"""Lists of the admin that can be searched: what is found can be sorted by every column that the whole can be sorted by."""

from django.core.exceptions import FieldDoesNotExist
from wagtail.search.index import class_is_indexed

from tests.addresses import addresses


def searched_lists():
    """{model: names of its columns} of snippets that are looked for in the index."""
    found = {}
    for one in addresses("admin/snippets/"):
        options = getattr(one.view, "view_initkwargs", {})
        if one.name.endswith(":list") and options.get("search_backend_name", "default") and class_is_indexed(options["model"]):
            found[options["model"]] = [*options.get("list_display", ()), *(options.get("default_ordering") or ())]
    return found


def is_field(model, name):
    try:
        return model._meta.get_field(name).concrete
    except FieldDoesNotExist:
        return False


def test_what_can_be_sorted_can_be_sorted_among_what_is_found():
    lists = searched_lists()
    missing = {
        f"{model.__name__}.{name}"
        for model, columns in lists.items()
        for name in (str(column).lstrip("-") for column in columns)
        if is_field(model, name) and name not in {one.field_name for one in model.get_filterable_search_fields()}
    }

    assert len(lists) >= 6
    assert missing == set()
