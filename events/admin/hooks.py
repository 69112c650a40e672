from django.templatetags.static import static
from django.urls import include, path
from django.utils.html import format_html
from wagtail import hooks

from events.admin.bulk_actions import AnnounceChangeBulkAction, MoveToFestivalBulkAction, TagBulkAction
from events.admin.home_panels import EventsToLookAtPanel
from events.admin.listing import EventListingViewSet, EventPageViewSet
from events.admin.menu import events_menu_item, records_menu_item, warnings_menu_item
from events.admin.urls import calendar_urls, import_urls, report_urls

hooks.register("register_admin_menu_item", events_menu_item)
hooks.register("register_reports_menu_item", warnings_menu_item)
hooks.register("register_reports_menu_item", records_menu_item)
hooks.register("register_bulk_action", AnnounceChangeBulkAction)
hooks.register("register_bulk_action", TagBulkAction)
hooks.register("register_bulk_action", MoveToFestivalBulkAction)


@hooks.register("register_admin_viewset")
def register_event_lists():
    return [EventPageViewSet(), EventListingViewSet()]


@hooks.register("register_admin_urls")
def register_event_urls():
    return [
        path("events/import/", include(import_urls)),
        path("events/calendar/", include(calendar_urls)),
        path("reports/events-to-look-at/", include(report_urls)),
    ]


@hooks.register("construct_homepage_panels")
def what_waits(request, panels):
    panels.append(EventsToLookAtPanel())


@hooks.register("insert_global_admin_css")
def style_of_event_screens():
    return format_html('<link rel="stylesheet" href="{}">', static("css/events-admin.css"))
