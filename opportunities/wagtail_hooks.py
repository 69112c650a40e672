from urllib.parse import urlencode

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks, log_actions
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.permissions import page_permission_policy, register_permission_policy
from wagtail.snippets.models import register_snippet

from core.wagtail_hooks import term_viewset
from opportunities.admin import bulk, external_views, round_views, shift_views
from opportunities.admin.listing import OpportunitiesPageViewSet
from opportunities.admin.permissions import MANAGE_SHIFTS, TRIAGE_CALLS, permissions
from opportunities.admin.reports import ChecksReport, NextRoundsReport
from opportunities.models import Applicant, FoundCall, FundingCallPage, OpportunityPage, VolunteerRolePage

hooks.register("register_permissions", permissions)
hooks.register("register_admin_viewset", OpportunitiesPageViewSet)
for action in bulk.ALL:
    hooks.register("register_bulk_action", action)

register_permission_policy(FoundCall, external_views.NobodyWritesThem(FoundCall))
register_snippet(external_views.ExternalCallsGroup)

register_snippet(
    term_viewset(
        Applicant,
        "group",
        list_display=["name", "axis", "slug", "is_retired"],
        list_filter=["axis", "is_retired"],
        ordering=["axis", "sort_order", "name"],
    )
)


ADMIN_URLS = [
    path("<int:page_id>/copy-round/", round_views.copy_forward, name="opportunities_copy_round"),
    path("reports/next-rounds/", NextRoundsReport.as_view(), name="opportunities_next_rounds"),
    path("reports/next-rounds/results/", NextRoundsReport.as_view(results_only=True), name="opportunities_next_rounds_results"),
    path("reports/checks/", ChecksReport.as_view(), name="opportunities_checks"),
    path("reports/checks/results/", ChecksReport.as_view(results_only=True), name="opportunities_checks_results"),
    path("external/upload/", external_views.ImportCallsView.as_view(), name="opportunities_upload"),
    path("external/read/<int:source_id>/", external_views.read_now, name="opportunities_read_source"),
    path("external/<int:pk>/", external_views.triage, name="opportunities_triage"),
    path("roles/<int:page_id>/shifts/", shift_views.shifts, name="opportunities_shifts"),
    path("roles/<int:page_id>/shifts/make/", shift_views.make, name="opportunities_make_shifts"),
    path("roles/<int:page_id>/shifts/<uuid:shift_uid>/", shift_views.change, name="opportunities_change_shift"),
]
hooks.register("register_admin_urls", lambda: [path("opportunities/", include(ADMIN_URLS))])


#: What is done with opportunities beyond Wagtail's own actions, in words, for a page's history and the site's.
LOGGED = {
    "opportunities.make_shifts": (_("Make shifts"), _("Shifts made: %(number)s")),
    "opportunities.shift_cancel": (_("Cancel a shift"), _("Shift cancelled: %(shift)s")),
    "opportunities.shift_restore": (_("Restore a shift"), _("Shift restored: %(shift)s")),
    "opportunities.shift_delete": (_("Delete a shift"), _("Shift deleted: %(shift)s")),
    "opportunities.shift_take": (_("Put somebody down for a shift"), _("Somebody put down: %(shift)s")),
    "opportunities.shift_free": (_("Give a place back"), _("Place given back: %(shift)s")),
    "opportunities.shift_places": (_("Change a shift's places"), _("Places of a shift changed to %(places)s: %(shift)s")),
    "opportunities.themes": (_("Change themes"), _("Themes changed")),
    "opportunities.archive": (_("Archive"), _("Archived")),
    "opportunities.checked": (_("Check against the source"), _("Checked against the source")),
    "opportunities.copy_round": (_("Copy a round forward"), _("Round copied forward: %(name)s")),
    "opportunities.found_new": (_("Look at a found call again"), _("To be decided about again")),
    "opportunities.found_watch": (_("Watch a found call"), _("Watched")),
    "opportunities.found_not-for-us": (_("Refuse a found call"), _("Not for us")),
    "opportunities.found_published": (_("Put a found call on the list"), _("Put on our list: %(title)s")),
}


class LogFormatter(log_actions.LogFormatter):
    def format_message(self, log_entry):
        try:
            return self.message % log_entry.data
        except KeyError:  # written by an older version, which noted less
            return self.label


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for name, (label, message) in LOGGED.items():
        actions.register_action(name)(type("Formatter", (LogFormatter,), {"label": label, "message": message}))


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


def _report_item(report, order):
    item = MenuItem(report.page_title, reverse(report.index_url_name), icon_name="warning", order=order)
    item.is_shown = lambda request: page_permission_policy.user_has_any_permission(request.user, ["add", "change", "publish"])
    return item


hooks.register("register_reports_menu_item", lambda: _report_item(NextRoundsReport, 720))
hooks.register("register_reports_menu_item", lambda: _report_item(ChecksReport, 730))
