from core.changelog.forms import RowReasonForm, reasons_form
from core.forms import RowClocksForm, TermAwareForm


class IntakeForm(RowReasonForm, reasons_form("change_reason"), TermAwareForm):
    """An intake, with the reason why it changes in every language."""

    reason_name, translations_name = "change_reason", "change_reason_translations"


class SummerSchoolPageForm(RowClocksForm):
    """A summer school's form: a time that clocks skip is told in its run."""

    clock_rows = ("runs",)
