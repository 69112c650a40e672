"""Reports of the admin: how one is made known, and those about people's data and limits."""

import django_filters
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from core.models import AccessRecord, Refusal


class Report(ReportView):
    """A report whose columns are also those of its spreadsheet."""

    header_icon = "warning"
    is_searchable = False

    @property
    def list_export(self):
        return [column.name for column in self.columns]

    @property
    def export_headings(self):
        return {column.name: column.label for column in self.columns}

    def to_row_dict(self, item):
        return {column.name: column.get_value(item) for column in self.columns}


class PagesReport(Report):
    """About pages, for whoever may do anything with them: of those that the reader may see."""

    any_permission_required = {"add", "change", "publish"}

    @cached_property
    def permission_policy(self):
        return policy_registry.get_by_type(Page)

    @property
    def visible_keys(self):
        return self.permission_policy.explorable_instances(self.request.user).values_list("pk", flat=True)


def register_report(report, address, *, order, may_see):
    """Give a report its addresses, and its entry in the menu of everybody whom `may_see(user)` lets."""

    def urls():
        return [
            path(f"reports/{address}/", report.as_view(), name=report.index_url_name),
            path(f"reports/{address}/results/", report.as_view(results_only=True), name=report.index_results_url_name),
        ]

    def item():
        item = MenuItem(report.page_title, reverse(report.index_url_name), icon_name=report.header_icon, order=order)
        item.is_shown = lambda request: may_see(request.user)
        return item

    hooks.register("register_admin_urls", urls)
    hooks.register("register_reports_menu_item", item)


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


class AccessReport(Report):
    """Who saw, took, changed or deleted what we know of people."""

    model = AccessRecord
    page_title = _("Access to people's data")
    header_icon = "view"
    index_url_name = "core_access_report"
    index_results_url_name = "core_access_report_results"
    filterset_class = AccessFilterSet
    permission_required = "view"
    default_ordering = "-at"
    export_filename = "access-to-peoples-data"
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


class LimitsReport(Report):
    model = Refusal
    page_title = _("Limits reached")
    index_url_name = "limits_report"
    index_results_url_name = "limits_report_results"
    permission_required = "view"
    default_ordering = ("-day", "purpose")
    export_filename = "limits-reached"
    columns = [
        Column("day", label=_("Day")),
        Column("what", label=_("What"), accessor=limit_words),
        Column("number", label=_("Times refused")),
    ]

    def get_queryset(self):
        return Refusal.objects.order_by(*self.default_ordering)
