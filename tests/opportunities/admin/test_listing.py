"""What the officer who keeps the list true sees in the explorer and its reports."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale

from opportunities.choices import Mode
from tests.factories.opportunities import FundingCallPageFactory, VolunteerRolePageFactory, written_round

from .conftest import NOW

DAY = timedelta(days=1)


def rows_of(response):
    """Each row of the listing as its words."""
    table = re.split(r'<table class="listing[^>]*>.*?<tbody', response.content.decode(), maxsplit=1, flags=re.DOTALL)
    rows = re.findall(r"<tr.*?</tr>", table[1].split("</tbody>", 1)[0], re.DOTALL) if len(table) > 1 else []
    return [" ".join(unescape(re.sub(r"<svg.*?</svg>|<[^>]+>", " ", row)).split()) for row in rows]


def explore(client, parent, **query):
    return client.get(reverse("wagtailadmin_explore", args=[parent.pk]), query)


def titles(response):
    return [page.title for page in response.context_data["object_list"]]


@pytest.fixture
def calls(opportunities_page):
    """One of each thing that an officer wants to tell apart, published in no order."""
    external = {"is_external": True, "source_url": "https://f.example/1"}
    make = {
        "Later": {"rounds": [written_round(opens_at=NOW + 9 * DAY, closes_at=NOW + 90 * DAY)]},
        "Soon": {"rounds": [written_round(closes_at=NOW + 5 * DAY)]},
        "Over": {"rounds": [written_round(closes_at=NOW - 5 * DAY)]},
        "Theirs": {"rounds": [written_round(closes_at=NOW + 60 * DAY)], "last_checked_on": date(2027, 8, 1), **external},
        "Draft": {"publish": False},
        "Any time": {"rounds": [written_round(mode=Mode.ROLLING)]},
    }
    return {title: FundingCallPageFactory(parent=opportunities_page, title=title, **values) for title, values in make.items()}


def test_the_explorer_shows_where_each_stands_what_closes_first(client, officer, opportunities_page, calls):
    response = explore(client, opportunities_page)

    assert titles(response) == ["Draft", "Soon", "Theirs", "Any time", "Later", "Over"]
    draft, soon, theirs, _any, _later, over = rows_of(response)
    assert "Never published" in draft
    assert "Closing soon Funding call 4pm UK time, Tuesday 5 October 2027 (in 5 days) No next round" in soon
    assert "Not checked for 30 days last checked 1 August 2027" in theirs
    assert "Welsh: not translated" in theirs
    assert "Closed, under review Funding call 4pm UK time, Saturday 25 September 2027" in over


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"state": "closing-soon"}, ["Soon"]),
        ({"state": ["opens-later", "under-review"]}, ["Later", "Over"]),
        ({"closing": "7"}, ["Soon"]),
        ({"closing": "90"}, ["Soon", "Theirs"]),
        ({"look_at": "no-next-round"}, ["Soon"]),
        ({"look_at": "stale"}, ["Theirs"]),
        ({"look_at": ["stale", "no-next-round", "closed"]}, ["Soon", "Theirs"]),
        ({"languages": "live:cy"}, []),
        ({"ordering": "-closes"}, ["Over", "Later", "Any time", "Theirs", "Soon", "Draft"]),
        ({"ordering": "title"}, ["Any time", "Draft", "Later", "Over", "Soon", "Theirs"]),
        ({"ordering": "nonsense"}, ["Draft", "Soon", "Theirs", "Any time", "Later", "Over"]),
        ({"owner": "9" * 30}, ["Draft", "Soon", "Theirs", "Any time", "Later", "Over"]),
        ({"q": 'So"on'}, []),
        ({"q": "Soon"}, ["Soon"]),
    ],
    ids=str,
)
def test_the_explorer_is_narrowed_and_ordered(client, officer, opportunities_page, calls, query, found):
    assert titles(explore(client, opportunities_page, **query)) == found


def test_the_explorer_tells_how_far_each_language_is(client, officer, opportunities_page, calls):
    welsh = Locale.objects.get(language_code="cy")
    page = calls["Soon"].copy_for_translation(welsh, copy_parents=True)

    assert "Welsh : draft" in rows_of(explore(client, opportunities_page, languages="draft:cy"))[0]

    page.save_revision().publish()
    assert titles(explore(client, opportunities_page, languages="live:cy")) == ["Soon"]

    calls["Soon"].save_revision().publish()
    assert titles(explore(client, opportunities_page, languages="live:cy")) == ["Soon"]


def test_the_explorer_asks_as_often_for_many_as_for_few(client, officer, opportunities_page):
    # Wagtail Localize asks two questions for each row, for the buttons of those who may translate.
    Permission.objects.get(codename="submit_translation").group_set.clear()

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert explore(client, opportunities_page).status_code == 200
        return len(captured)

    def add():
        FundingCallPageFactory(parent=opportunities_page, is_external=True, source_url="https://f.example/1")
        VolunteerRolePageFactory(parent=opportunities_page)

    add()
    queries()
    few = queries()
    for _number in range(4):
        add()
    # The first after a change reads once more what is restricted.
    queries()

    assert queries() == few


def test_a_report_names_what_has_no_next_round(client, officer, calls):
    report = client.get(reverse("opportunities_next_rounds"))

    assert [row.split(" Tuesday")[0] for row in rows_of(report)] == ["Soon 4pm UK time,"]
    exported = b"".join(client.get(reverse("opportunities_next_rounds"), {"export": "csv"}).streaming_content).decode()
    assert exported.splitlines()[1].startswith("Soon,,2027-10-05 15:00:00+00:00,")


def test_a_report_names_what_is_to_be_checked(client, officer, calls):
    report = client.get(reverse("opportunities_checks"))

    assert rows_of(report) == ["Theirs Not checked for 30 days 1 August 2027 https://f.example/1"]
    exported = b"".join(client.get(reverse("opportunities_checks"), {"export": "csv"}).streaming_content).decode()
    assert exported.splitlines()[1].startswith("Theirs,Not checked for 30 days,2027-08-01,https://f.example/1,")


def test_the_reports_are_in_the_menu(client, officer):
    menu = client.get(reverse("wagtailadmin_home")).content.decode()

    assert reverse("opportunities_next_rounds") in menu
    assert reverse("opportunities_checks") in menu
