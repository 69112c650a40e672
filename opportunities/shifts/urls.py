from django.urls import path

from opportunities.shifts import views

app_name = "shifts"
urlpatterns = [
    path("held/<token:token>", views.held, name="held"),
    path("<uuid:role>/", views.choose, name="choose"),
]
