"""Every export of the admin, found by the resolver: cells that no spreadsheet works out."""

import csv
import inspect
import io
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.contrib.redirects.models import Redirect

from core.outputs import spreadsheets as wagtail_exports
from core.people_views import PeopleListView
from tests.addresses import addresses
from tests.factories.external import FoundCallFactory

HOSTILE = ["=1+1@x.org", "+44 117 496 0000", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", " =1", "＝1+1", "'=1"]
#: Every end of a line is the same one in what we write.
MARKED = [f"'{text}".replace("\r", "\n") for text in HOSTILE]
PLAIN = ["0117 496 0000", "Café, 'quoted'", "a=b"]


class Export(SpreadsheetExportMixin):
    """Any view that exports: what is tested is what all of them share."""

    list_export = ["text", "thing", "number", "amount", "day", "yes", "list"]
    export_headings = {"text": "=cmd()"}

    def items(self):
        thing = type("Thing", (), {"__str__": lambda self: "=thing"})()
        return [
            SimpleNamespace(
                text=text, thing=thing, number=-5, amount=Decimal("-1.50"), day=date(2027, 3, 18), yes=True, list=["=a", "b"]
            )
            for text in [*HOSTILE, *PLAIN]
        ]


def queryset():
    return type("Rows", (list,), {"model": None})(Export().items())


def exporting():
    """The views that export, by the addresses that lead to them."""
    return {
        one.name: one.view_class
        for one in addresses("admin/")
        if one.view_class and issubclass(one.view_class, SpreadsheetExportMixin)
    }


def test_a_csv_file_holds_text_as_text_and_numbers_as_numbers():
    text = b"".join(Export().stream_csv(queryset())).decode()

    heading, *rows = csv.reader(io.StringIO(text, newline=""))
    assert heading[0] == "'=cmd()"
    assert [row[0] for row in rows] == [*MARKED, *PLAIN]
    assert {tuple(row[1:]) for row in rows} == {("'=thing", "-5", "-1.50", "2027-03-18", "True", "'=a, b")}


def test_a_workbook_holds_text_as_text_and_numbers_as_numbers():
    file = io.BytesIO()
    Export().write_xlsx(queryset(), file)

    heading, *rows = load_workbook(file).active.iter_rows()
    assert (heading[0].value, heading[0].data_type) == ("'=cmd()", "s")
    texts = [row[0] for row in rows]
    assert [cell.data_type for cell in texts] == ["s"] * len(texts)
    assert [bool(cell.quotePrefix) for cell in texts] == [True] * len(HOSTILE) + [False] * len(PLAIN)
    assert [cell.value for cell in texts][-3:] == PLAIN
    assert {(row[1].data_type, row[2].value, row[2].data_type, row[4].is_date) for row in rows} == {("s", -5, "n", True)}


def test_no_export_goes_round_the_guard():
    """Those that write cells or files themselves would; a heading of our own is words of ours."""
    own = {
        (view.__module__, name)
        for view in exporting().values()
        for name in ("preprocess_field_value", "generate_xlsx_row", "write_csv_row", "write_xlsx", "as_spreadsheet")
        if getattr(view, name) is not getattr(SpreadsheetExportMixin, name)
    }

    assert len(exporting()) > 40
    assert own == set()


def test_wagtail_still_writes_cells_where_the_guard_stands():
    """If this fails, Wagtail has changed its exports: read them again, and decision 0149."""
    assert wagtail_exports.preprocess.__name__ == "preprocess_field_value"
    assert "self.preprocess_field_value(field, value, self.FORMAT_CSV)" in inspect.getsource(
        SpreadsheetExportMixin.write_csv_row
    )
    assert "self.preprocess_field_value(field, value, self.FORMAT_XLSX)" in inspect.getsource(wagtail_exports.xlsx_row)
    for write in (SpreadsheetExportMixin.stream_csv, SpreadsheetExportMixin.write_xlsx):
        assert "self.get_heading(queryset, field)" in inspect.getsource(write)


@pytest.mark.parametrize(
    ("address", "make"),
    [
        ("/admin/redirects/", lambda: Redirect.objects.create(old_path="/a", redirect_link="=1+1@x.org")),
        ("/admin/snippets/opportunities/foundcall/", lambda: FoundCallFactory(title="=1+1@x.org")),
    ],
)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_lists_of_wagtail_and_of_ours_are_guarded(admin_client, address, make, kind):
    make()

    content = admin_client.get(f"{address}?export={kind}").getvalue()

    if kind == "csv":
        assert "'=1+1@x.org" in [cell for row in csv.reader(io.StringIO(content.decode())) for cell in row]
    else:
        cells = {cell.value: cell for row in load_workbook(io.BytesIO(content)).active.iter_rows() for cell in row}
        assert (cells["=1+1@x.org"].data_type, bool(cells["=1+1@x.org"].quotePrefix)) == ("s", True)


def test_lists_of_people_are_not_exported_by_a_link(admin_client):
    people = [name for name, view in exporting().items() if issubclass(view, PeopleListView)]

    assert people == ["subscribers:index", "subscribers:index_results"]
    for address in ("/admin/subscribers/", "/admin/subscribers/results/"):
        for kind in ("csv", "xlsx"):
            assert admin_client.get(f"{address}?export={kind}")["content-type"] == "text/html; charset=utf-8"
