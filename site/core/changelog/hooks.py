"""What the public log adds to the admin. Wagtail loads it by `core.wagtail_hooks`."""

from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter
from wagtail.permissions import page_permission_policy

from core.changelog.log import log_of
from core.changelog.views import ExplainView, UnexplainedReport
from core.models import PublicChange
from core.publishing import source_of


@hooks.register("register_admin_urls")
def urls_of_changes():
    report = "reports/changed-without-a-reason/"
    return [
        path("pages/<int:page_id>/say-why/", ExplainView.as_view(), name="core_explain_changes"),
        path(report, UnexplainedReport.as_view(), name=UnexplainedReport.index_url_name),
        path(f"{report}results/", UnexplainedReport.as_view(results_only=True), name=UnexplainedReport.index_results_url_name),
    ]


@hooks.register("register_reports_menu_item")
def report_item():
    item = MenuItem(UnexplainedReport.page_title, reverse(UnexplainedReport.index_url_name), icon_name="warning", order=710)
    item.is_shown = lambda request: page_permission_policy.user_has_any_permission(request.user, ["add", "change", "publish"])
    return item


@hooks.register("register_log_actions")
def history_of_reasons(actions):
    @actions.register_action("core.explain_change")
    class ExplainChange(LogFormatter):
        label = _("Say why it changed")

        def format_message(self, entry):
            return _("Said why it changed: %(reason)s") % {"reason": entry.data["reason"]}


@hooks.register("after_publish_page")
def warn_of_changes_without_a_reason(request, page):
    """For whatever the form did not see coming, such as a change that somebody else announced meanwhile."""
    name, log = log_of(page)
    source = log and source_of(page)
    if source is None or source.pk != page.pk:
        return
    if PublicChange.objects.about(name, page.translation_key).unexplained(now=timezone.now()).exists():
        messages.warning(
            request,
            _("The public log says that dates or places of “%(title)s” have changed, and not why.") % {"title": page.title},
            buttons=[messages.button(reverse("core_explain_changes", args=[page.pk]), _("Say why"), new_window=False)],
        )


@hooks.register("after_edit_page")
def warn_of_what_was_approved(request, page):
    """A workflow publishes what is approved in the editor, and Wagtail tells of that by no other hook."""
    if request.POST.get("action-workflow-action"):
        warn_of_changes_without_a_reason(request, page)
