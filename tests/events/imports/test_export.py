"""What is exported imports as the same."""

import io
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.rich_text import RichText

from core.imports.tables import read_table
from core.models import Audience
from events.models import EventDate, ExternalId, ImportRow
from tests.factories.core import AudienceFactory, FormatFactory, OrganisationFactory, ThemeFactory, VenueRoomFactory
from tests.factories.events import EventPageFactory

from .desk import HEADING
from .files import csv_file

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def all_kinds(events_page):
    """One event with everything, and some with what is awkward."""
    room = VenueRoomFactory()
    many = EventPageFactory(
        parent=events_page,
        title="  Sêr,  and “stars”; all\tof them ",
        summary="=1+1",
        story=[("text", RichText("<p>We look up &amp; wonder.</p><p>Then <br/>we talk.</p>"))],
        format=FormatFactory(),
        themes=[ThemeFactory(), ThemeFactory(is_retired=True)],
        meant_for=[AudienceFactory()],
        open_to=[AudienceFactory(axis=Audience.Axis.OPEN_TO)],
        partners=[OrganisationFactory()],
        venue=room.venue,
        room=room,
        age_from=8,
        age_to=99,
        price="paid",
        price_from=Decimal("4.50"),
        price_to=Decimal("1200"),
        booking="external",
        booking_url="https://example.org/?a=1&b=2",
        event_languages="en cy",
        contact_name="'-Ada",
        contact_email="a@example.org",
        timezone="America/New_York",
        supervision="-8s with an adult",
        dates=[
            EventDate(start_date=date(2027, 3, 18), start_time=time(22), end_date=date(2027, 3, 19), end_time=time(1)),
            EventDate(start_date=date(2027, 3, 25), start_time=time(18)),
            EventDate(start_date=date(2027, 4, 1), end_date=date(2027, 4, 3)),
            EventDate(start_date=date(2027, 5, 1), end_date=date(2027, 5, 1), start_time=time(9), end_time=time(10)),
        ],
    )
    ExternalId.objects.create(external_id="+A1", page=many)
    EventPageFactory(parent=events_page, title="Long ago", dates=[EventDate(start_date=date(2015, 7, 1), precision="month")])
    EventPageFactory(parent=events_page, title="With a picture in its story", story=HEADING)
    draft = EventPageFactory(parent=events_page, title="Draft", dates=[], publish=False)
    draft.summary = "Only drafted."
    draft.save_revision()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_every_row_of_an_export_imports_as_the_same(desk, all_kinds, kind):
    response = desk.client.get(reverse("event_list:index") + f"?export={kind}")
    content = b"".join(response.streaming_content)

    desk.check(content, f"events.{kind}")

    assert list(ImportRow.objects.values_list("outcome", "problems", "changes")) == [("same", {}, {})] * 4


def test_no_cell_of_an_export_is_worked_out_by_a_spreadsheet(desk, all_kinds):
    url = reverse("event_list:index")
    as_csv = b"".join(desk.client.get(url + "?export=csv").streaming_content).decode("utf-8-sig")
    as_workbook = b"".join(desk.client.get(url + "?export=xlsx").streaming_content)

    cells = [cell for row in load_workbook(io.BytesIO(as_workbook)).active.iter_rows() for cell in row]
    assert ",'=1+1," in as_csv
    assert [cell.value for cell in cells if cell.data_type == "f"] == []


def test_an_export_has_what_the_list_shows(desk, events_page):
    EventPageFactory(parent=events_page, title="To come", dates=[(NOON + timedelta(days=1), NOON + timedelta(days=2))])
    EventPageFactory(parent=events_page, title="Over", dates=[(NOON - timedelta(days=2), NOON - timedelta(days=1))])

    response = desk.client.get(reverse("event_list:index") + "?export=csv&when=past")

    rows = read_table(b"".join(response.streaming_content), "a.csv").rows
    assert [values[1] for _number, values in rows] == ["Over"]


def test_a_retired_word_is_chosen_for_nothing_new(desk):
    ThemeFactory(name="Alchemy", slug="alchemy", is_retired=True)

    desk.check(csv_file("Title,Themes", "Gold,Alchemy"))

    assert ImportRow.objects.get().problems == {"themes": "“Alchemy” is retired. Choose another."}
