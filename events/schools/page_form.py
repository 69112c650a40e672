from core.forms import TermAwarePageForm
from events.row_clocks import RowClocksForm


class SummerSchoolPageForm(RowClocksForm, TermAwarePageForm):
    """A summer school's form: a time that clocks skip is told in its run."""

    clock_rows = ("runs",)
