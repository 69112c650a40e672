"""Clock times of rows, such as rounds and runs: what is wrong with one is told beside it."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from events.timezones import exists


def skipped_times(clock_times, timezone_name):
    """`{field: what is wrong}` with those of `(field, day, clock)` that clocks in the zone jump over."""
    sentence = _("On %(day)s the clocks go forward: there is no %(time)s in this time zone. Choose another time.")
    return {
        name: sentence % {"day": date_format(day, "j F Y"), "time": clock.strftime("%H:%M")}
        for name, day, clock in clock_times
        if day and clock is not None and not exists(day, clock, timezone_name)
    }


class RowClocksForm:
    """A page's form in whose rows editors write clock times. The rows are told apart, the page need not tell it again."""

    clock_rows = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.checks_clocks = False

    def clean(self):
        cleaned = super().clean()
        zone = cleaned.get("timezone", self.instance.timezone)
        if "timezone" not in self.errors:
            for name in self.clock_rows:
                self._check_rows(name, zone)
        return cleaned

    def _check_rows(self, name, zone):
        formset = self.formsets.get(name)
        if formset is None or not formset.is_valid():
            return
        for form in formset.forms:
            if form not in formset.deleted_forms and form.has_changed() | bool(form.instance.pk):
                for field, message in form.instance.clock_errors(zone).items():
                    form.add_error(field if field in form.fields else None, message)
