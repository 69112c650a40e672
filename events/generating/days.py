"""Days as people write them in a list."""

import re
from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y"]
#: More than an event may have: a longer list is a mistake.
MOST = 400


class DaysField(forms.CharField):
    """Several days, one in each line or with commas between: 2027-03-18, 18/03/2027 or 18 March 2027."""

    default_error_messages = {
        "invalid": _("“%(text)s” is no day. Write it like 2027-03-18 or 18 March 2027."),
        "too_many": _("That is more than %(number)d days."),
    }

    def __init__(self, **options):
        super().__init__(max_length=20_000, widget=forms.Textarea(attrs={"rows": 4}), **options)

    def clean(self, value):
        text = super().clean(value)
        parts = [part.strip() for part in re.split(r"[\n,;]+", text) if part.strip()]
        if len(parts) > MOST:
            raise ValidationError(self.error_messages["too_many"] % {"number": MOST})
        return sorted({self._day(part) for part in parts})

    def _day(self, text):
        for form in FORMATS:
            try:
                return datetime.strptime(text, form).date()  # noqa: DTZ007 – only the day of it is taken
            except ValueError:
                continue
        raise ValidationError(self.error_messages["invalid"] % {"text": text[:40]})
