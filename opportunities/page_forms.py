from itertools import groupby

from django.forms.models import ModelChoiceIterator

from core.changelog.forms import PageReasonForm
from core.forms import RowClocksForm


class ByAxis(ModelChoiceIterator):
    """Applicants under the question they answer."""

    def __iter__(self):
        terms = self.queryset.order_by("axis", "sort_order", "name")
        for axis, some in groupby(terms, key=lambda term: term.get_axis_display()):
            yield str(axis), [self.choice(term) for term in some]


class OpportunityPageForm(PageReasonForm, RowClocksForm):
    """An opportunity's form, with who can apply in groups."""

    clock_rows = ("rounds",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_why()
        if applicants := self.fields.get("applicants"):
            applicants.iterator = ByAxis
            applicants.widget.choices = applicants.choices
