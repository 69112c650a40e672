from django.contrib.auth.models import Permission
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter

from core.publishing import is_source
from events.admin.bulk_actions import AnnounceChangeBulkAction, MoveToFestivalBulkAction, TagBulkAction
from events.admin.home_panels import EventsToLookAtPanel
from events.admin.listing import EventListingViewSet, EventPageViewSet
from events.admin.menu import events_menu_item, records_menu_item, warnings_menu_item
from events.admin.urls import calendar_urls, import_urls, report_urls
from events.announcing import AnnounceChangeView, announce_url
from events.changelog import may_announce
from events.choices import ChangeKind
from events.generating.views import GenerateDatesView
from events.models import EventPage

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
        path("events/announce-change/", AnnounceChangeView.as_view(), name="events_announce_change"),
        path("events/<int:page_id>/generate-dates/", GenerateDatesView.as_view(), name="events_generate_dates"),
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


@hooks.register("register_permissions")
def permission_to_announce():
    return Permission.objects.filter(content_type__app_label="events", codename="announce_change")


@hooks.register("register_log_actions")
def log_of_announcements(actions):
    @actions.register_action("events.announce_change")
    class AnnounceChange(LogFormatter):
        label = _("Announce a change")

        def format_message(self, entry):
            return _("Announced “%(kind)s”: %(reason)s") % {
                "kind": ChangeKind(entry.data["kind"]).label,
                "reason": entry.data["reason"],
            }


@hooks.register("register_page_header_buttons")
def header_buttons(page, user, view_name, next_url=None):
    yield from _buttons(page, user, next_url)


@hooks.register("register_page_listing_more_buttons")
def listing_buttons(page, user, next_url=None):
    yield from _buttons(page, user, next_url)


def _buttons(page, user, next_url):
    if page.specific_class is not EventPage:
        return
    page = page.specific_deferred
    if page.live and may_announce(user, page):
        yield Button(_("Announce a change"), announce_url([page], next_url=next_url), icon_name="warning", priority=12)
    # A list of events knows it of all its rows.
    listed = getattr(page, "listed", None)
    is_its_own = listed.plan.page_id == page.pk if listed else is_source(page)
    if is_its_own and page.permissions_for_user(user).can_edit():
        url = reverse("events_generate_dates", args=[page.pk])
        yield Button(_("Generate dates"), url, icon_name="calendar", priority=13)
