from datetime import timedelta

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from core.breadcrumbs import to_editor, to_explorer, trail
from core.publishing import is_source
from events.schools.models import SummerSchoolPage
from events.schools.services import roll_over
from events.schools.services.rolling import DAYS, rolled


def may_roll_over(page, user):
    """Whoever may edit the page while nobody has locked it."""
    permissions = page.permissions_for_user(user)
    return permissions.can_edit() and not permissions.page_locked()


def roll_over_school(request, page_id):
    """Look at next year's dates, choose the runs that go on, and save them as a draft."""
    page = get_object_or_404(SummerSchoolPage, pk=page_id)
    if not may_roll_over(page, request.user):
        raise PermissionDenied
    edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    if not is_source(page):
        messages.error(request, _("Dates are edited on the page in its own language. Roll over there."))
        return redirect(edit_url)
    today = timezone.localdate()
    draft = page.get_latest_revision_as_object()
    form = RollOverForm(request.POST if request.method == "POST" else None, runs=draft.runs.all(), today=today)
    if request.method == "POST" and form.is_valid():
        chosen = {one.rolled.old.translation_key for one in form.previews if one.is_chosen}
        new = roll_over(page=page, runs=chosen, today=today, user=request.user)
        words = ngettext(
            "%(number)d run added as a draft. Give it places and a link to apply, then publish.",
            "%(number)d runs added as a draft. Give them places and links to apply, then publish.",
            len(new),
        )
        messages.success(request, words % {"number": len(new)})
        return redirect(edit_url)
    context = {
        "page": page,
        "form": form,
        "page_title": _("Roll over to next year"),
        "header_title": _("Roll over to next year"),
        "header_icon": "calendar-alt",
        "edit_url": edit_url,
        "breadcrumbs_items": trail(to_explorer(page), to_editor(page), here=_("Roll over to next year")),
    }
    return TemplateResponse(request, "events/admin/roll_over.html", context, status=422 if form.errors else 200)


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
