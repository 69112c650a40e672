from core.forms import RowClocksForm


class SummerSchoolPageForm(RowClocksForm):
    """A summer school's form: a time that clocks skip is told in its run."""

    clock_rows = ("runs",)
