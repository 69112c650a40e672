from django.urls import path

from events import venues as views

app_name = "events"

urlpatterns = [
    path("venues/", views.venues, name="venues"),
    path("venues/<slug:slug>/", views.venue, name="venue"),
    path("venues/<slug:slug>/events.<slug:extension>", views.venue_output, name="venue_output"),
]
