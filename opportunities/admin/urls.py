from django.urls import path

from opportunities.admin import shift_views

urlpatterns = [
    path("roles/<int:page_id>/shifts/", shift_views.shifts, name="opportunities_shifts"),
    path("roles/<int:page_id>/shifts/make/", shift_views.make, name="opportunities_make_shifts"),
    path("roles/<int:page_id>/shifts/<uuid:shift_uid>/", shift_views.change, name="opportunities_change_shift"),
]
