"""Wagtail's own exports, kept from carrying formulas: docs/decisions/0149-wagtails-exports-are-guarded-in-one-place.md"""

from wagtail.admin.views.mixins import SpreadsheetExportMixin as Export

from core.lines import printable

from .spreadsheets import harmless, is_formula

preprocess, heading, xlsx_row = Export.preprocess_field_value, Export.get_heading, Export.generate_xlsx_row


def preprocess_field_value(self, field, value, export_format):
    """In a CSV file text is marked as text; in a workbook the cell says so itself."""
    done = preprocess(self, field, value, export_format)
    if not isinstance(done, str):
        return done
    return harmless(done) if export_format == self.FORMAT_CSV else printable(done)


def get_heading(self, queryset, field):
    """Headings can be words that somebody typed: the questions of a form."""
    return harmless(heading(self, queryset, field))


def generate_xlsx_row(self, worksheet, row_dict, date_format=None):
    for cell in xlsx_row(self, worksheet, row_dict, date_format=date_format):
        if isinstance(cell.value, str) and is_formula(cell.value):
            # What Excel itself keeps where somebody typed an apostrophe: text, also when the cell is edited.
            cell.quotePrefix = True
        yield cell


def guard():
    """Let every view of Wagtail that exports, and every one of ours, write cells that no spreadsheet works out."""
    Export.preprocess_field_value, Export.get_heading = preprocess_field_value, get_heading
    Export.generate_xlsx_row = generate_xlsx_row
