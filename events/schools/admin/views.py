from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from core.breadcrumbs import to_editor, to_explorer, trail
from core.publishing import is_source
from events.schools.admin.forms import RollOverForm
from events.schools.models import SummerSchoolPage
from events.schools.services import roll_over


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
