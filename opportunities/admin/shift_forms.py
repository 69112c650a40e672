from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from events.cards import pages_in_language
from events.formatting import when_words
from events.models import EventFacts, Occurrence
from opportunities.shifts.spans import Plan

#: Nobody works longer than this at a stretch, and no date needs more people.
DAY, MANY = 24 * 60, 500


def minutes(label, initial, *, least=0, most=DAY, help_text=""):
    return forms.IntegerField(label=label, min_value=least, max_value=most, initial=initial, help_text=help_text)


class EventForm(forms.Form):
    """Which event the shifts are for."""

    event = forms.ChoiceField(
        label=_("Event"),
        error_messages={"required": _("Choose an event."), "invalid_choice": _("This event has no dates to come.")},
    )

    def __init__(self, *args, now, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Occurrence.objects.event_dates().filter(is_public=True).upcoming_events(now=now).select_related("facts")
        rows = list(rows)
        pages = pages_in_language({row.facts.translation_key for row in rows}, Locale.get_default()) if rows else {}
        self.fields["event"].choices = [("", "---------")] + [
            (str(row.facts.translation_key), f"{page.title} ({when_words(row)})")
            for row in rows
            if (page := pages.get(row.facts.translation_key))
        ]

    @property
    def facts(self):
        return EventFacts.objects.get(translation_key=self.cleaned_data["event"])


class PlanForm(forms.Form):
    """How the shifts of an event's dates are laid."""

    dates = forms.MultipleChoiceField(
        label=_("Dates"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one date."),
            "invalid_choice": _("One of these dates is over or gone. Please choose again."),
        },
    )
    people = forms.IntegerField(label=_("People in each shift"), min_value=1, max_value=MANY, initial=2)
    before = minutes(_("Minutes before the start"), 30, help_text=_("To set up."))
    after = minutes(_("Minutes after the end"), 30, help_text=_("To clear away."))
    longest = minutes(
        _("Longest shift in minutes"),
        240,
        least=15,
        help_text=_("Longer dates are split into shifts of the same length, without the changeover."),
    )
    changeover = minutes(
        _("Changeover in minutes"),
        15,
        most=240,
        help_text=_("How long one shift stays on with the next."),
    )

    def __init__(self, *args, event, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.offered = {str(one.uid): one for one in event.occurrences.filter(is_public=True).not_over(now=now)}
        self.fields["dates"].choices = [(uid, when_words(one)) for uid, one in self.offered.items()]
        self.fields["dates"].initial = list(self.offered)

    @property
    def plan(self):
        return {
            "occurrences": [self.offered[uid] for uid in self.cleaned_data["dates"]],
            "people": self.cleaned_data["people"],
            "plan": Plan(**{name: self.cleaned_data[name] for name in ("before", "after", "changeover")}),
            "longest": self.cleaned_data["longest"],
        }


class PlacesForm(forms.Form):
    places = forms.IntegerField(label=_("People needed"), min_value=1, max_value=MANY)
