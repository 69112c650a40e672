"""What editors find beside a summer school: the way to next year. Wagtail loads it by `events.wagtail_hooks`."""

from datetime import timedelta

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from core.breadcrumbs import to_editor, to_explorer, trail
from core.publishing import is_source
from events.schools.models import SummerSchoolPage
from events.schools.services import roll_over, rolled


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
        chosen = {one.old.translation_key for one in form.previews if one.is_chosen}
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
        latest = max((run.start_date for run in runs), default=None)
        self.previews = [rolled(run, today=today) for run in sorted(runs, key=lambda run: run.start_date)]
        self.fields["runs"].choices = [(one.key, one.old.name) for one in self.previews]
        for one in self.previews:
            one.is_there = (one.new.start_date, one.new.venue_id, one.new.stay) in taken
            is_offered = not one.is_there and one.old.start_date > latest - SAME_YEAR
            one.is_chosen = is_offered if data is None else one.key in data.getlist("runs")


@hooks.register("register_admin_urls")
def school_urls():
    return [path("summer-schools/<int:page_id>/roll-over/", roll_over_school, name="events_roll_over_school")]


@hooks.register("register_page_header_buttons")
def buttons_of_a_school(page, user, view_name, next_url=None):
    """The way to next year's runs, beside moving and copying the page."""
    if page.specific_class is SummerSchoolPage and may_roll_over(page, user):
        url = reverse("events_roll_over_school", args=[page.pk])
        yield Button(_("Roll over to next year"), url=url, icon_name="calendar-alt", priority=13)
