import uuid
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from opportunities.shifts.models import Shift


def _uid(text):
    return uuid.UUID(str(text))


class ShiftsForm(forms.Form):
    """Which shifts somebody would like."""

    #: Each of its own class, which Django's type for all of them doesn't know.
    fields: dict[str, Any]
    data: QueryDict

    shift = forms.TypedMultipleChoiceField(
        label=_("Shifts"),
        coerce=_uid,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one shift."),
            "invalid_choice": _("One of these shifts can no longer be taken. Please choose again."),
        },
    )

    def __init__(self, *args, role, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.open = {str(one.uid): one for one in Shift.objects.filter(role=role).open(now=now)}
        self.fields["shift"].choices = [(uid, uid) for uid in self.open]

    @property
    def chosen(self):
        """The shifts that were ticked, once the form is valid."""
        return [self.open[str(uid)] for uid in self.cleaned_data["shift"]]

    @property
    def ticked(self):
        """What was ticked, valid or not, so that it stays ticked."""
        return set(self.data.getlist("shift")) if self.is_bound else set()
