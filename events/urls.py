from django.urls import path

from events.venues import venue, venue_output, venues

app_name = "events"

urlpatterns = [
    path("venues/", venues, name="venues"),
    path("venues/<slug:slug>/", venue, name="venue"),
    path("venues/<slug:slug>/events.<slug:extension>", venue_output, name="venue_output"),
]
