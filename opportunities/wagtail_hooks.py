from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from core.wagtail_hooks import term_viewset
from opportunities.admin import bulk, urls
from opportunities.admin.external_viewsets import ExternalCallsGroup, NobodyWritesThem
from opportunities.admin.log_actions import register_log_actions
from opportunities.admin.permissions import MANAGE_SHIFTS, permissions
from opportunities.models import Applicant, FoundCall, VolunteerRolePage

hooks.register("register_log_actions", register_log_actions)
hooks.register("register_permissions", permissions)
for action in bulk.ALL:
    hooks.register("register_bulk_action", action)

register_permission_policy(FoundCall, NobodyWritesThem(FoundCall))
register_snippet(ExternalCallsGroup)

register_snippet(
    term_viewset(
        Applicant,
        "group",
        list_display=["name", "axis", "slug", "is_retired"],
        list_filter=["axis", "is_retired"],
        ordering=["axis", "sort_order", "name"],
    )
)


@hooks.register("register_admin_urls")
def admin_urls():
    return [path("opportunities/", include(urls))]


@hooks.register("register_page_header_buttons")
def buttons_of_a_role(page, user, view_name, next_url=None):
    """A role's way to its shifts, beside editing, moving and copying it."""
    if page.specific_class is VolunteerRolePage and user.has_perm(MANAGE_SHIFTS):
        url = reverse("opportunities_shifts", args=[page.pk])
        yield Button(_("Shifts"), url=url, icon_name="group", priority=12)
