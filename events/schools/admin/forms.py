from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from events.schools.services.rolling import DAYS, rolled

#: Runs that start this close to the latest one belong to the same year.
SAME_YEAR = timedelta(weeks=26)


class RollOverForm(forms.Form):
    """Which runs go on next year. Each choice knows what it would become, for the preview."""

    runs = forms.MultipleChoiceField(
        label=_("Runs"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one run."),
            "invalid_choice": _("One of these runs is not there any more. Look at them again."),
        },
    )

    def __init__(self, data=None, *, runs, today):
        super().__init__(data)
        runs = [run for run in runs if run.start_date and run.end_date]
        taken = {(run.start_date, run.venue_id, run.stay) for run in runs}
        self.previews = [Preview(rolled(run, today=today), taken) for run in sorted(runs, key=lambda run: run.start_date)]
        latest = max((run.start_date for run in runs), default=None)
        self.fields["runs"].choices = [(one.key, one.rolled.old.name) for one in self.previews]
        self.fields["runs"].initial = [
            one.key for one in self.previews if not one.is_there and one.rolled.old.start_date > latest - SAME_YEAR
        ]
        chosen = data.getlist("runs") if data is not None else self.fields["runs"].initial
        for one in self.previews:
            one.is_chosen = one.key in chosen


class Preview:
    """One run beside what it would become."""

    def __init__(self, rolled, taken):
        self.rolled = rolled
        self.key = str(rolled.old.translation_key)
        self.is_there = (rolled.new.start_date, rolled.new.venue_id, rolled.new.stay) in taken
        self.is_chosen = False

    @property
    def days(self):
        """(what, this year, next year) of every day that is written."""
        old, new = self.rolled.old, self.rolled.new
        labels = {name: old._meta.get_field(name).verbose_name for name in DAYS}
        return [(labels[name], getattr(old, name), getattr(new, name)) for name in DAYS if getattr(old, name)]

    @property
    def cleared(self):
        """Names of what this year's run says and next year's will not."""
        old = self.rolled.old
        names = [name for name in ("places", "apply_url", "applications", "took_part") if getattr(old, name)]
        return [old._meta.get_field(name).verbose_name for name in names]
