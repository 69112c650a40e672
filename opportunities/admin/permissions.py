"""Who may do what with opportunities beyond editing their pages. Granted to groups in the admin like any other permission."""

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from wagtail.models import Page

MANAGE_SHIFTS = "opportunities.manage_shifts"
TRIAGE_CALLS = "opportunities.triage_calls"


def permissions():
    """What a group's form offers."""
    return Permission.objects.filter(
        content_type__app_label="opportunities", codename__in=[name.split(".")[1] for name in (MANAGE_SHIFTS, TRIAGE_CALLS)]
    )


def page_to_edit(request, page_id, *models, permission=None):
    """The page of one of the models, if the user may edit it and has the permission. Raises Http404, PermissionDenied."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, models) or not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if permission and not request.user.has_perm(permission):
        raise PermissionDenied
    return page
