"""Generating dates: say the pattern, see the dates, have them written to the draft."""

import json
import re
from contextlib import suppress
from datetime import timedelta

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from core.breadcrumbs import to_editor, trail
from core.imports.days import read_day
from core.imports.tables import CellError
from core.publishing import is_source
from events.choices import Precision, WhichTime
from events.formatting import when_words
from events.models import EventDate, EventPage
from events.services.drafts import Pattern, add_dates_to_draft, generate_days
from events.services.spans import MOST_DATES, occurrence_of

#: More than an event may have: a longer list is a mistake.
MOST_DAYS = 400


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
        if len(parts) > MOST_DAYS:
            raise ValidationError(self.error_messages["too_many"] % {"number": MOST_DAYS})
        return sorted({self._day(part) for part in parts})

    def _day(self, text):
        with suppress(CellError):
            day, is_month = read_day(text)
            if not is_month:
                return day
        raise ValidationError(self.error_messages["invalid"] % {"text": text[:40]})


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
        max_value=MOST_DATES,
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
        if len(dates) + self.number_known > MOST_DATES:
            raise ValidationError(
                _("An event has at most %(most)d dates: this one has %(known)d, and these would be %(new)d more.")
                % {"most": MOST_DATES, "known": self.number_known, "new": len(dates)}
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


class GenerateDatesView(WagtailAdminTemplateMixin, FormView):
    form_class = GenerateDatesForm
    template_name = "events/admin/generate_dates.html"
    page_title = _("Generate dates")
    header_icon = "calendar"

    def dispatch(self, request, page_id):
        self.event = get_object_or_404(EventPage, pk=page_id)
        if not self.event.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        if not is_source(self.event):
            raise Http404("Dates are edited on the page this is translated from")
        lock = self.event.get_lock()
        if lock and lock.for_user(request.user):
            messages.error(request, _("The page is locked: dates can't be added now."))
            return redirect("wagtailadmin_pages:edit", self.event.pk)
        self.draft = self.event.get_latest_revision_as_object()
        self.preview = None
        return super().dispatch(request)

    def get_form_kwargs(self):
        known = list(self.draft.dates.all())
        return super().get_form_kwargs() | {"timezone_name": self.draft.timezone, "known": known}

    def get_initial(self):
        """The clocks of the last date there is: what comes next is most often more of the same."""
        last = max(self.draft.dates.all(), key=lambda date: date.start_date, default=None)
        if last is None:
            return {"pattern": Pattern.WEEKLY}
        days_more = (last.last_day - last.start_date).days
        return {"pattern": Pattern.WEEKLY, "start_time": last.start_time, "end_time": last.end_time, "days_more": days_more}

    def form_valid(self, form):
        dates = form.cleaned_data["dates"]
        if "confirm" in self.request.POST and dates:
            add_dates_to_draft(page=self.event, dates=dates, user=self.request.user)
            number = len(dates)
            messages.success(
                self.request,
                ngettext(
                    "%(number)d date added to the draft. Publish the page when it is ready.",
                    "%(number)d dates added to the draft, each to be changed alone. Publish the page when it is ready.",
                    number,
                )
                % {"number": number},
            )
            return redirect(self.get_success_url())
        self.preview = [when_words(occurrence_of(date, self.draft)) for date in dates]
        return self.render_to_response(self.get_context_data(form=form))

    def get_success_url(self):
        return reverse("wagtailadmin_pages:edit", args=[self.event.pk])

    def get_page_subtitle(self):
        return self.event.get_admin_display_title()

    def get_breadcrumbs_items(self):
        return trail(to_editor(self.event), here=self.page_title, about=self.get_page_subtitle())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "media": context["form"].media,
            "preview": self.preview,
            "timezone_name": self.draft.timezone,
            "cancel_url": self.get_success_url(),
        }
