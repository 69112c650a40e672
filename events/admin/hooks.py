"""What events add to the admin: their place in its menu, screens, buttons, and a panel of what waits on its first page."""

from django.contrib.auth.models import Permission
from django.templatetags.static import static
from django.urls import include, path, reverse, reverse_lazy
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Page
from wagtail.permissions import policy_registry

from core.changelog.log import may_explain
from core.publishing import is_source, public_facts_of
from events.admin import reports
from events.admin.bulk_actions import AnnounceChangeBulkAction, MoveToFestivalBulkAction, TagBulkAction
from events.admin.calendar import calendar
from events.admin.listing import EventListingViewSet, EventPageViewSet
from events.admin.planned import plans
from events.announcing import AnnounceChangeView, announce_url
from events.changelog import may_announce
from events.choices import ChangeKind
from events.generate_dates import GenerateDatesView
from events.imports import views as import_views
from events.models import EventPage
from events.warnings import Kind

#: As many of each as are named on the first page; the rest is behind a link.
MOST = 5


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


@hooks.register("register_admin_menu_item")
def events_menu_item():
    return SubmenuMenuItem(_("Events"), menu, name="events", icon_name="calendar-alt", order=150)


@hooks.register("register_reports_menu_item")
def warnings_menu_item():
    url = reverse_lazy("event_reports:warnings")
    return PagesMenuItem(_("Events to look at"), url, name="events-to-look-at", icon_name="warning", order=650)


@hooks.register("register_reports_menu_item")
def records_menu_item():
    url = reverse_lazy("event_reports:records")
    return PagesMenuItem(_("Records of events"), url, name="event-records", icon_name="clipboard-list", order=660)


for action in (AnnounceChangeBulkAction, TagBulkAction, MoveToFestivalBulkAction):
    hooks.register("register_bulk_action", action)


@hooks.register("register_admin_viewset")
def register_event_lists():
    return [EventPageViewSet(), EventListingViewSet()]


@hooks.register("register_admin_urls")
def register_event_urls():
    return [
        path("events/announce-change/", AnnounceChangeView.as_view(), name="events_announce_change"),
        path("events/<int:page_id>/generate-dates/", GenerateDatesView.as_view(), name="events_generate_dates"),
        path("events/calendar/", include(([path("", calendar, name="month")], "event_calendar"))),
        path("events/import/", include((import_views.urlpatterns, "event_imports"))),
        path("reports/events-to-look-at/", include((reports.urlpatterns, "event_reports"))),
    ]


class EventsToLookAtPanel(Component):
    """Changes that nobody has given a reason for, and events that ended without a record."""

    name = "events_to_look_at"
    template_name = "events/admin/home_panel.html"
    order = 120

    def get_context_data(self, parent_context):
        user, now = parent_context["request"].user, timezone.now()
        pages = policy_registry.get_by_type(Page).explorable_instances(user)
        mine = plans(now=now).filter(page__in=pages.values("pk"))
        silent = mine.filter(lacks_record=True).order_by("-last_end", "pk")
        unexplained = mine.filter(has_unexplained=True).order_by("title", "pk")
        return {
            "unexplained": [(plan, may_explain(user, plan.page)) for plan in unexplained[:MOST]],
            "unexplained_count": unexplained.count(),
            "unexplained_url": f"{reverse('event_reports:warnings')}?kind={Kind.REASON}",
            "silent": list(silent[:MOST]),
            "silent_count": silent.count(),
            "silent_url": f"{reverse('event_reports:warnings')}?kind={Kind.RECORD}",
        }


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
@hooks.register("register_page_listing_more_buttons")
def event_buttons(page, user, view_name="", next_url=None):
    if page.specific_class is not EventPage:
        return
    page = page.specific_deferred
    # A list of events knows it of all its rows.
    listed = getattr(page, "listed", None)
    if may_announce(user, page) and (listed.plan.is_public if listed else public_facts_of(page)):
        yield Button(_("Announce a change"), announce_url([page], next_url=next_url), icon_name="warning", priority=12)
    is_its_own = listed.plan.page_id == page.pk if listed else is_source(page)
    if is_its_own and page.permissions_for_user(user).can_edit():
        url = reverse("events_generate_dates", args=[page.pk])
        yield Button(_("Generate dates"), url, icon_name="calendar", priority=13)
