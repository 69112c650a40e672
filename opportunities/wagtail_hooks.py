from urllib.parse import urlencode

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.permissions import page_permission_policy, register_permission_policy
from wagtail.snippets.models import register_snippet

from core.wagtail_hooks import term_viewset
from opportunities.admin import bulk, urls
from opportunities.admin.external_viewsets import ExternalCallsGroup, NobodyWritesThem
from opportunities.admin.listing import OpportunitiesPageViewSet
from opportunities.admin.log_actions import register_log_actions
from opportunities.admin.permissions import MANAGE_SHIFTS, TRIAGE_CALLS, permissions
from opportunities.admin.reports import ChecksReport, NextRoundsReport
from opportunities.models import Applicant, FoundCall, FundingCallPage, OpportunityPage, VolunteerRolePage

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


@hooks.register("register_admin_viewset")
def opportunities_listing():
    return OpportunitiesPageViewSet()


@hooks.register("register_page_header_buttons")
def buttons_of_an_opportunity(page, user, view_name, next_url=None):
    """What can be done with an opportunity beside editing, moving and copying its page."""
    kind = page.specific_class
    if kind is None or not issubclass(kind, OpportunityPage):
        return
    if kind is VolunteerRolePage and user.has_perm(MANAGE_SHIFTS):
        url = reverse("opportunities_shifts", args=[page.pk])
        yield Button(_("Shifts"), url=url, icon_name="group", priority=12)
    if hasattr(kind, "rounds") and page.permissions_for_user(user).can_edit():
        url = reverse("opportunities_copy_round", args=[page.pk])
        yield Button(_("Copy a round forward"), url=url, icon_name="copy", priority=13)
    if kind is FundingCallPage and user.has_perm(TRIAGE_CALLS) and page.specific_deferred.is_external:
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", bulk.MarkChecked.action_type])
        query = urlencode({"id": page.pk, "next": next_url or reverse("wagtailadmin_pages:edit", args=[page.pk])})
        yield Button(bulk.MarkChecked.display_name, url=f"{url}?{query}", icon_name="tick", priority=14)


def _report_item(label, name, order):
    item = MenuItem(label, reverse(name), icon_name="warning", order=order)
    item.is_shown = lambda request: page_permission_policy.user_has_any_permission(request.user, ["add", "change", "publish"])
    return item


@hooks.register("register_reports_menu_item")
def next_rounds_item():
    return _report_item(NextRoundsReport.page_title, NextRoundsReport.index_url_name, 720)


@hooks.register("register_reports_menu_item")
def checks_item():
    return _report_item(ChecksReport.page_title, ChecksReport.index_url_name, 730)
