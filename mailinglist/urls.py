from django.urls import path

from mailinglist import views

app_name = "mailinglist"
urlpatterns = [
    path("join/", views.subscribe, name="subscribe"),
    path("check-your-email/", views.check_your_email, name="check_your_email"),
    path("confirm/<token:token>", views.confirm, name="confirm"),
    path("never/<token:token>", views.refuse, name="refuse"),
    path("preferences/<token:token>", views.preferences, name="preferences"),
    path("leave/<token:token>", views.unsubscribe, name="unsubscribe"),
]
