"""What editors find beside a summer school. Wagtail loads it by `events.wagtail_hooks`."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from events.schools.admin import views
from events.schools.models import SummerSchoolPage


@hooks.register("register_admin_urls")
def school_urls():
    return [path("summer-schools/<int:page_id>/roll-over/", views.roll_over_school, name="events_roll_over_school")]


@hooks.register("register_page_header_buttons")
def buttons_of_a_school(page, user, view_name, next_url=None):
    """The way to next year's runs, beside moving and copying the page."""
    if page.specific_class is SummerSchoolPage and views.may_roll_over(page, user):
        url = reverse("events_roll_over_school", args=[page.pk])
        yield Button(_("Roll over to next year"), url=url, icon_name="calendar-alt", priority=13)
