from django.urls import path

from opportunities.admin import external_views, round_views, shift_views
from opportunities.admin.reports import ChecksReport, NextRoundsReport

urlpatterns = [
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
