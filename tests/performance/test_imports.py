"""What a row of an imported file asks the database: a thousand rows must not take longer than a minute (see `make bench`)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.imports import steps
from events.imports.applying import run_import, undo_import
from events.imports.checking import check_import
from events.models import EventPage, Import
from tests.performance.importing import csv_file, desk
from tests.performance.reading_pages import add_what_every_size_shares

#: For each row: the dry run, bringing it in, taking it back. Most of it is what Wagtail asks for any page.
MOST_AS_DRAFTS = (8, 72, 45)
#: Publishing reads a page back from its revision and writes its rows once more, as Wagtail does everywhere (decision 0076).
MOST_PUBLISHED = (8, 148, 65)


def asked(rows, *, publishes, parent, user):
    """How many queries each step takes for a file of so many rows."""
    batch = steps.upload(content=csv_file(rows), name="events.csv", parent=parent, user=user, now=timezone.now())
    batch = Import.objects.select_related("user", "parent__locale").get(pk=batch.pk)
    batch.publishes = publishes
    numbers = []
    for step in (check_import, run_import, undo_import):
        with CaptureQueriesContext(connection) as queries:
            step(batch)
        numbers.append(len(queries))
    return numbers


@pytest.mark.parametrize(("publishes", "most"), [(False, MOST_AS_DRAFTS), (True, MOST_PUBLISHED)])
def test_a_row_asks_no_more_than_it_may(home_page, publishes, most):
    add_what_every_size_shares()
    parent, user = desk()
    few, many = (asked(rows, publishes=publishes, parent=parent, user=user) for rows in (10, 20))

    for_each = [(more - less) / 10 for less, more in zip(few, many, strict=True)]
    assert [(number, limit) for number, limit in zip(for_each, most, strict=True) if number > limit] == []
    assert EventPage.objects.count() == 0
