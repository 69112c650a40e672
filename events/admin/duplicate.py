"""The copy screen of an event: what to take along, and when it is."""

import json
from datetime import timedelta

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page

from core.breadcrumbs import to_editor, trail
from core.rollover import weeks_to_next_year
from events.models import DraftEvent, EventPage
from events.services.drafts import Part, clock_questions, duplicate_event, first_day, parents_for

#: Nothing is planned further away; keeps dates within what clocks know.
MOST_WEEKS = 520


class DuplicateForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=255)
    parent = forms.ModelChoiceField(label=gettext_lazy("Under"), queryset=Page.objects.none(), empty_label=None)
    parts = forms.MultipleChoiceField(
        label=gettext_lazy("Take along"),
        choices=Part.choices,
        initial=Part.values,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    when = forms.ChoiceField(label=gettext_lazy("When it is"), initial="next", widget=forms.RadioSelect)
    first_day = forms.DateField(label=gettext_lazy("First day"), required=False, widget=AdminDateInput)
    weeks = forms.IntegerField(
        label=gettext_lazy("Weeks later"),
        required=False,
        min_value=-MOST_WEEKS,
        max_value=MOST_WEEKS,
        help_text=gettext_lazy("A negative number moves them back."),
    )
    with_translations = forms.BooleanField(
        label=gettext_lazy("Translations, too"),
        required=False,
        help_text=gettext_lazy("Their words as drafts, to be looked through."),
    )

    def __init__(self, *args, page, parents, **kwargs):
        self.day = first_day(page)
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = parents
        self.fields["parent"].label_from_instance = lambda one: one.get_admin_display_title()
        if self.day is None:
            for name in ("when", "first_day", "weeks"):
                del self.fields[name]
        else:
            self.fields["when"].choices = self._choices()
        if not page.get_translations().filter(alias_of=None).exists():
            del self.fields["with_translations"]

    @property
    def next_edition(self):
        return timedelta(weeks=weeks_to_next_year(self.day))

    def _choices(self):
        new = self.day + self.next_edition
        return [
            ("next", _("The next edition: the same weekdays a year on, from %(day)s") % {"day": date_format(new, "l j F Y")}),
            ("first", _("From another first day")),
            ("weeks", _("A number of weeks later")),
            ("same", _("The same days")),
        ]

    @property
    def groups(self):
        """The fields in the order they are asked, those about a choice only once it is made (Wagtail's w-rules)."""
        rules = {"first_day": {"when": ["first"]}, "weeks": {"when": ["weeks"]}}
        for field in self:
            yield {"rule": json.dumps(rules[field.name]) if field.name in rules else "", "field": field}

    def clean(self):
        super().clean()
        when, day = self.cleaned_data.get("when", "same"), self.cleaned_data.get("first_day")
        if when == "first" and "first_day" not in self.errors and not day:
            self.add_error("first_day", _("Say the first day."))
        if when == "weeks" and "weeks" not in self.errors and self.cleaned_data.get("weeks") is None:
            self.add_error("weeks", _("Say how many weeks."))
        if when == "first" and day and abs(day - self.day) > timedelta(weeks=MOST_WEEKS):
            self.add_error("first_day", _("This is more than ten years away."))

    @property
    def shift(self):
        when = self.cleaned_data.get("when", "same")
        if when == "first":
            return self.cleaned_data["first_day"] - self.day
        if when == "weeks":
            return timedelta(weeks=self.cleaned_data["weeks"])
        return self.next_edition if when == "next" else timedelta(0)


class DuplicateView(WagtailAdminTemplateMixin, FormView):
    """Takes the place of Wagtail's copy screen for events, whose copies would share the identity of their dates."""

    form_class = DuplicateForm
    template_name = "events/admin/duplicate.html"
    page_title = gettext_lazy("Duplicate")

    def dispatch(self, request, page_id):
        chosen = get_object_or_404(EventPage, pk=page_id)
        # Facts are edited on one page: whoever copies a translation means the event.
        plan = DraftEvent.objects.filter(translation_key=chosen.translation_key).select_related("page").first()
        self.page = plan.page if plan else chosen
        self.parents = parents_for(request.user, locale=self.page.locale_id)
        if not self.page.permissions_for_user(request.user).can_copy() or not self.parents:
            raise PermissionDenied
        return super().dispatch(request)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"page": self.page, "parents": self.parents}

    def get_initial(self):
        return {"title": self.page.draft_title, "parent": self.page.get_parent().pk}

    def form_valid(self, form):
        asked = ("parent", "title", "parts", "with_translations")
        chosen = {name: form.cleaned_data[name] for name in asked if name in form.fields}
        try:
            copy = duplicate_event(self.page, user=self.request.user, shift=form.shift, **chosen)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.form_invalid(form)
        messages.success(self.request, _("“%(title)s” is a draft now. Look it through.") % {"title": copy.title})
        for words in clock_questions(copy):
            messages.warning(self.request, words)
        return redirect("wagtailadmin_pages:edit", copy.pk)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_header_icon(self):
        # Wagtail gives all views of events the icon of events.
        return "copy"

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        return trail((reverse("event_list:index"), _("Events")), to_editor(self.page), here=self.page_title)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"page": self.page, "media": context["form"].media}
