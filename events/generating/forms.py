"""What an editor says to have many dates written."""

import json
from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from events.choices import Precision, WhichTime
from events.generating.days import DaysField
from events.models import EventDate
from events.services.generation import MOST, Pattern, generate_days

REPEATS = [pattern for pattern in Pattern.values if pattern != Pattern.CHOSEN]


class GenerateDatesForm(forms.Form):
    """A pattern, with the clocks of one date: each date gets the same wall-clock times, whatever daylight saving does."""

    pattern = forms.ChoiceField(label=_("How it repeats"), choices=Pattern.choices, widget=forms.RadioSelect)
    first = forms.DateField(label=_("First day"), required=False, widget=AdminDateInput)
    until = forms.DateField(label=_("Until"), required=False, widget=AdminDateInput, help_text=_("This day itself counts."))
    count = forms.IntegerField(
        label=_("Or how many"),
        required=False,
        min_value=1,
        max_value=MOST,
        help_text=_("Days left out count too."),
    )
    skip = DaysField(
        label=_("Except on"),
        required=False,
        help_text=_("Days to leave out, such as holidays: one in each line, like 2027-03-25 or 25 March 2027."),
    )
    chosen = DaysField(label=_("Days"), required=False, help_text=_("One in each line, like 2027-03-18 or 18 March 2027."))
    start_time = forms.TimeField(
        label=_("Starts"), required=False, widget=AdminTimeInput, help_text=_("Leave empty for all day.")
    )
    end_time = forms.TimeField(
        label=_("Ends"), required=False, widget=AdminTimeInput, help_text=_("Leave empty if nobody knows.")
    )
    days_more = forms.IntegerField(
        label=_("Days until its end"),
        required=False,
        min_value=0,
        max_value=60,
        initial=0,
        help_text=_("0 if it ends on the same day, 1 if it goes past midnight, 2 for a weekend from Friday to Sunday."),
    )
    which_time = forms.ChoiceField(
        label=_("Which of the two"),
        required=False,
        choices=[("", "—"), *WhichTime.choices],
        help_text=_("Only in the night the clocks go back, when they show an hour twice."),
    )
    precision = forms.ChoiceField(label=_("What is known"), choices=Precision.choices, initial=Precision.DAY)
    note = forms.CharField(label=_("Note"), required=False, max_length=160, help_text=_("Shown with each of these dates."))

    def __init__(self, *args, timezone_name, known, **kwargs):
        super().__init__(*args, **kwargs)
        self.timezone_name = timezone_name
        self.known = {(date.start_date, date.start_time) for date in known}
        self.number_known = len(known)

    @property
    def groups(self):
        yield {"rule": "", "fields": [self["pattern"]]}
        repeats = json.dumps({"pattern": REPEATS})
        yield {"rule": repeats, "is_row": True, "fields": [self[name] for name in ("first", "until", "count")]}
        yield {"rule": repeats, "fields": [self["skip"]]}
        yield {"rule": json.dumps({"pattern": [Pattern.CHOSEN.value]}), "fields": [self["chosen"]]}
        yield {"rule": "", "is_row": True, "fields": [self[name] for name in ("start_time", "end_time", "days_more")]}
        if self.is_bound and ("which_time" in self.errors or self.data.get("which_time")):
            yield {"rule": "", "fields": [self["which_time"]]}
        yield {"rule": "", "fields": [self["precision"], self["note"]]}

    def clean_days_more(self):
        return self.cleaned_data["days_more"] or 0

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        days = self._days(cleaned)
        if not self.errors and not days:
            raise ValidationError(_("There is no such day: check the first and the last one, and the days left out."))
        cleaned["dates"] = [] if self.errors else self._written(cleaned, days)
        return cleaned

    def _days(self, cleaned):
        if cleaned["pattern"] == Pattern.CHOSEN:
            days = cleaned["chosen"]
            if not days:
                self.add_error("chosen", _("Give the days."))
            return days
        if not cleaned["first"]:
            self.add_error("first", _("Give the first day."))
            return []
        if not cleaned["until"] and not cleaned["count"]:
            self.add_error("until", _("Say until when, or how many."))
            return []
        if cleaned["until"] and cleaned["until"] < cleaned["first"]:
            self.add_error("until", _("The last day is before the first one."))
            return []
        names = ("first", "until", "count", "skip")
        return generate_days(pattern=cleaned["pattern"], **{name: cleaned[name] for name in names})

    def _written(self, cleaned, days):
        """The new rows; what the page has already is left out."""
        dates = [self._date(cleaned, day) for day in days if (day, cleaned["start_time"]) not in self.known]
        if len(dates) + self.number_known > MOST:
            raise ValidationError(
                _("An event has at most %(most)d dates: this one has %(known)d, and these would be %(new)d more.")
                % {"most": MOST, "known": self.number_known, "new": len(dates)}
            )
        for date in dates:
            try:
                date.clean()
            except ValidationError as error:
                self.add_error(None, error)
                break
            for name, message in date.clock_errors(self.timezone_name).items():
                self.add_error(name, message)
        return dates

    @staticmethod
    def _date(cleaned, day):
        return EventDate(
            start_date=day,
            end_date=day + timedelta(days=cleaned["days_more"]) if cleaned["days_more"] else None,
            **{name: cleaned[name] for name in ("start_time", "end_time", "which_time", "precision", "note")},
        )
