"""When limits bite: a report for those who may see it. A limit that is reached daily is too small, or somebody is at it."""

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from core.models import Refusal


def words_of(refusal):
    """What was limited; what is limited no more is shown by its name."""
    declared = settings.LIMITS.get(refusal.purpose)
    return str(declared.words) if declared else refusal.purpose


class LimitsReport(ReportView):
    page_title = _("Limits reached")
    header_icon = "warning"
    index_url_name = "limits_report"
    index_results_url_name = "limits_report_results"
    model = Refusal
    is_searchable = False
    default_ordering = ("-day", "purpose")
    columns = [
        Column("day", label=_("Day")),
        Column("what", label=_("What"), accessor=words_of),
        Column("number", label=_("Times refused")),
    ]
    export_filename = "limits-reached"
    list_export = ["day", "what", "number"]
    export_headings = {"day": _("Day"), "what": _("What"), "number": _("Times refused")}
    any_permission_required = {"view"}

    @cached_property
    def permission_policy(self):
        return ModelPermissionPolicy(Refusal)

    def to_row_dict(self, item):
        return {"day": item.day, "what": words_of(item), "number": item.number}

    def get_queryset(self):
        return Refusal.objects.order_by(*self.default_ordering)
