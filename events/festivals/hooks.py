"""What festivals add to Wagtail's admin."""

from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet

from events.festivals.admin import bulk
from events.festivals.admin.programmes import MayPlan, ProgrammesView, ProgrammeView
from events.festivals.admin.sessions import SessionViewSet, TrackViewSet
from events.festivals.models import FestivalPage

register_snippet(SessionViewSet)
register_snippet(TrackViewSet)
for action in (bulk.ChangeFacts, bulk.MoveRuns, bulk.CancelSessions):
    hooks.register("register_bulk_action", action)


@hooks.register("register_admin_urls")
def programme_urls():
    return [
        path("programmes/", ProgrammesView.as_view(), name="festival_programmes"),
        path("programmes/results/", ProgrammesView.as_view(results_only=True), name="festival_programmes_results"),
        path("programmes/<int:pk>/", ProgrammeView.as_view(), name="festival_programme"),
    ]


class ProgrammesMenuItem(MenuItem):
    def is_shown(self, request):
        return MayPlan.is_allowed(request.user)


@hooks.register("register_admin_menu_item")
def programmes_menu_item():
    return ProgrammesMenuItem(
        _("Programmes"), reverse("festival_programmes"), name="programmes", icon_name="calendar-alt", order=250
    )


@hooks.register("register_permissions")
def release_permission():
    return Permission.objects.filter(content_type__app_label="events", codename="release_programme")


@hooks.register("register_page_header_buttons")
def programme_button(page, user, view_name, next_url=None):
    """From a festival's page to its programme."""
    festival = getattr(page, "festival", None) if isinstance(page, FestivalPage) else None
    if festival is not None and MayPlan.is_allowed(user):
        yield Button(_("Programme"), reverse("festival_programme", args=[festival.pk]), icon_name="calendar-alt", priority=15)
