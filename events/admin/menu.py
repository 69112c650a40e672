"""The events' own place in the admin's menu."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.models import Page
from wagtail.permissions import policy_registry


class PagesMenuItem(MenuItem):
    """Shown to those who may do anything with pages."""

    def is_shown(self, request):
        return policy_registry.get_by_type(Page).explorable_instances(request.user).exists()


menu = Menu(
    items=[
        PagesMenuItem(_("All events"), reverse_lazy("event_list:index"), name="all-events", icon_name="list-ul", order=100),
        PagesMenuItem(
            _("Calendar"), reverse_lazy("event_calendar:month"), name="calendar", icon_name="calendar-alt", order=200
        ),
        PagesMenuItem(_("Import"), reverse_lazy("event_imports:index"), name="import", icon_name="upload", order=300),
    ],
    register_hook_name="register_events_menu_item",
)


def events_menu_item():
    return SubmenuMenuItem(_("Events"), menu, name="events", icon_name="calendar-alt", order=150)


def warnings_menu_item():
    return PagesMenuItem(
        _("Events to look at"), reverse_lazy("event_reports:warnings"), name="events-to-look-at", icon_name="warning", order=650
    )


def records_menu_item():
    return PagesMenuItem(
        _("Records of events"),
        reverse_lazy("event_reports:records"),
        name="event-records",
        icon_name="clipboard-list",
        order=660,
    )
