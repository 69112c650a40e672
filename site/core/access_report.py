"""The report of who saw, took, changed or deleted what we know of people. To be read, by those with the permission."""

import django_filters
from django.apps import apps
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from core.models import AccessRecord

PERMISSION = "core.view_accessrecord"


def words_of(kind):
    """What people of a kind are called; a kind that is no more is shown by its name."""
    try:
        return apps.get_model(kind)._meta.verbose_name_plural
    except LookupError:
        return kind


class AccessFilterSet(WagtailFilterSet):
    at = django_filters.DateFromToRangeFilter(label=_("When"), widget=DateRangePickerWidget)

    class Meta:
        model = AccessRecord
        fields = ["action", "at"]


class AccessReport(ReportView):
    model = AccessRecord
    page_title = _("Access to people's data")
    header_icon = "view"
    index_url_name = "core_access_report"
    index_results_url_name = "core_access_report_results"
    filterset_class = AccessFilterSet
    permission_required = "view"
    is_searchable = False
    default_ordering = "-at"
    export_filename = "access-to-peoples-data"
    list_export = ["at", "who", "get_action_display", "of_whom", "subject", "number", "reason"]
    export_headings = {
        "at": _("When"),
        "who": _("Who"),
        "get_action_display": _("What"),
        "of_whom": _("Of whom"),
        "subject": _("Person"),
        "number": _("How many"),
        "reason": _("Reason"),
    }
    columns = [
        DateColumn("at", label=_("When"), sort_key="at"),
        Column("who", label=_("Who")),
        Column("get_action_display", label=_("What"), sort_key="action"),
        Column("of_whom", label=_("Of whom"), sort_key="kind"),
        Column("subject", label=_("Person")),
        Column("number", label=_("How many")),
        Column("reason", label=_("Reason")),
    ]

    def decorate_paginated_queryset(self, records):
        records = list(records)
        users = get_user_model().objects.in_bulk({one.user_id for one in records if one.user_id})
        for one in records:
            user = users.get(one.user_id)
            gone = _("account %(number)d, deleted") % {"number": one.user_id} if one.user_id else ""
            one.who = user.get_username() if user else gone
            one.of_whom = words_of(one.kind)
        return records
