from django.urls import path

from mailinglist import views

app_name = "mailinglist"
urlpatterns = [
    path("join/", views.subscribe, name="subscribe"),
    path("check-your-email/", views.check_your_email, name="check_your_email"),
    path("confirm/<str:token>/", views.confirm, name="confirm"),
    path("preferences/<str:token>/", views.preferences, name="preferences"),
    path("leave/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
