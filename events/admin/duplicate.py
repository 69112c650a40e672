"""The copy screen of an event: what to take along, and when it is."""

import json
from datetime import timedelta

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page

from core.breadcrumbs import to_editor, trail
from core.rollover import weeks_to_next_year
from events.models import DraftEvent, EventPage
from events.services.drafts import Part, clock_questions, duplicate_event, first_day, parents_of

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

    def __init__(self, *args, page, user, **kwargs):
        self.day = first_day(page)
        super().__init__(*args, initial={"title": page.draft_title, "parent": page.get_parent().pk}, **kwargs)
        self.fields["parent"].queryset = parents_of(page, user)
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
        when = self.cleaned_data.get("when", "same")
        if when == "first" and "first_day" not in self.errors and not self.cleaned_data.get("first_day"):
            self.add_error("first_day", _("Say the first day."))
        if when == "weeks" and "weeks" not in self.errors and self.cleaned_data.get("weeks") is None:
            self.add_error("weeks", _("Say how many weeks."))
        if (
            when == "first"
            and (day := self.cleaned_data.get("first_day"))
            and abs(day - self.day) > timedelta(weeks=MOST_WEEKS)
        ):
            self.add_error("first_day", _("This is more than ten years away."))

    @property
    def shift(self):
        when = self.cleaned_data.get("when", "same")
        if when == "first":
            return self.cleaned_data["first_day"] - self.day
        if when == "weeks":
            return timedelta(weeks=self.cleaned_data["weeks"])
        return self.next_edition if when == "next" else timedelta(0)


class DuplicateView(View):
    """Takes the place of Wagtail's copy screen for events, whose copies would share the identity of their dates."""

    def dispatch(self, request, page_id):
        chosen = get_object_or_404(EventPage, pk=page_id)
        # Facts are edited on one page: whoever copies a translation means the event.
        plan = DraftEvent.objects.filter(translation_key=chosen.translation_key).select_related("page").first()
        self.page = plan.page if plan else chosen
        if not self.page.permissions_for_user(request.user).can_copy() or not parents_of(self.page, request.user):
            raise PermissionDenied
        return super().dispatch(request)

    def get(self, request):
        return self.show(DuplicateForm(page=self.page, user=request.user))

    def post(self, request):
        form = DuplicateForm(request.POST, page=self.page, user=request.user)
        if not form.is_valid():
            return self.show(form)
        data = form.cleaned_data
        try:
            copy = duplicate_event(
                self.page,
                parent=data["parent"],
                title=data["title"],
                parts=data["parts"],
                user=request.user,
                shift=form.shift,
                with_translations=data.get("with_translations", False),
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.show(form)
        messages.success(request, _("“%(title)s” is a draft now. Look it through.") % {"title": copy.title})
        for words in clock_questions(copy):
            messages.warning(request, words)
        return redirect("wagtailadmin_pages:edit", copy.pk)

    def show(self, form):
        title = _("Duplicate")
        context = {
            "form": form,
            "page": self.page,
            "page_title": title,
            "header_title": f"{title}: {self.page.get_admin_display_title()}",
            "header_icon": "copy",
            "breadcrumbs_items": trail((reverse("event_list:index"), _("Events")), to_editor(self.page), here=title),
            "media": form.media,
        }
        return render(self.request, "events/admin/duplicate.html", context, status=422 if form.errors else 200)
