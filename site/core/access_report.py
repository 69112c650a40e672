"""The report of who saw, took, changed or deleted what we know of people. To be read, by those with the permission."""

import django_filters
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from core.models import AccessRecord, Refusal

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


def limit_words(refusal):
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
        Column("what", label=_("What"), accessor=limit_words),
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
        return {"day": item.day, "what": limit_words(item), "number": item.number}

    def get_queryset(self):
        return Refusal.objects.order_by(*self.default_ordering)
