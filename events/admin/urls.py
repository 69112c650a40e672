from django.urls import path

from events.admin.calendar import calendar
from events.admin.records import RecordsReport
from events.admin.reports import WarningsReport
from events.imports import views as import_views

import_urls = (
    [
        path("", import_views.index, name="index"),
        path("<int:pk>/", import_views.show, name="show"),
        path("<int:pk>/columns/", import_views.columns, name="columns"),
        path("<int:pk>/which-time/", import_views.which_time, name="which_time"),
        path("<int:pk>/confirm/", import_views.confirm, name="confirm"),
        path("<int:pk>/undo/", import_views.undo, name="undo"),
        path("<int:pk>/go-on/", import_views.go_on, name="go_on"),
        path("<int:pk>/progress/", import_views.progress, name="progress"),
    ],
    "event_imports",
)
report_urls = (
    [
        path("", WarningsReport.as_view(), name="warnings"),
        path("records/", RecordsReport.as_view(), name="records"),
        path("records/results/", RecordsReport.as_view(results_only=True), name="records_results"),
        path("results/", WarningsReport.as_view(results_only=True), name="warnings_results"),
    ],
    "event_reports",
)
calendar_urls = ([path("", calendar, name="month")], "event_calendar")
