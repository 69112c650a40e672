from core.forms import RowClocksForm, TermAwarePageForm


class SummerSchoolPageForm(RowClocksForm, TermAwarePageForm):
    """A summer school's form: a time that clocks skip is told in its run."""

    clock_rows = ("runs",)
