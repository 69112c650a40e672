from django.urls import path

from opportunities.admin import external_views, shift_views

urlpatterns = [
    path("external/upload/", external_views.upload, name="opportunities_upload"),
    path("external/read/<int:source_id>/", external_views.read_now, name="opportunities_read_source"),
    path("external/<int:pk>/", external_views.triage, name="opportunities_triage"),
    path("roles/<int:page_id>/shifts/", shift_views.shifts, name="opportunities_shifts"),
    path("roles/<int:page_id>/shifts/make/", shift_views.make, name="opportunities_make_shifts"),
    path("roles/<int:page_id>/shifts/<uuid:shift_uid>/", shift_views.change, name="opportunities_change_shift"),
]
