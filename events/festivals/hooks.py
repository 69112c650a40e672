"""What festivals add to Wagtail's admin."""

from django.contrib.auth.models import Permission
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from events.choices import SessionChange
from events.festivals.admin import bulk
from events.festivals.admin.announcing import AnnounceSessionView
from events.festivals.admin.programmes import ProgrammesView, ProgrammeView
from events.festivals.admin.sessions import DuplicateSessionView, SessionViewSet, TrackViewSet
from events.festivals.admin.sheets import ImportSessionsView, SessionsTableView, UndoImportView
from events.festivals.models import FestivalPage
from events.festivals.permissions import OfOwnFestivals, may_edit, may_plan
from events.festivals.routes import is_reserved, why_reserved
from events.models import EventPage, Session, Track

for model in (Session, Track):
    register_permission_policy(model, OfOwnFestivals(model))
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
        path("programmes/<int:pk>/announce/", AnnounceSessionView.as_view(), name="festival_announce"),
        path("programmes/<int:pk>/import/", ImportSessionsView.as_view(), name="festival_import_sessions"),
        path("programmes/<int:pk>/import/undo/", UndoImportView.as_view(), name="festival_undo_import"),
        path("programmes/<int:pk>/sessions.csv", SessionsTableView.as_view(), name="festival_sessions_table"),
        path("programmes/sessions/<int:pk>/duplicate/", DuplicateSessionView.as_view(), name="duplicate_session"),
    ]


@hooks.register("register_snippet_listing_buttons")
def duplicate_button(snippet, user, next_url=None):
    if isinstance(snippet, Session) and user.has_perm("events.add_session") and may_edit(user, snippet.festival):
        yield Button(_("Duplicate"), reverse("duplicate_session", args=[snippet.pk]), icon_name="copy", priority=30)


class ProgrammesMenuItem(MenuItem):
    def is_shown(self, request):
        return may_plan(request.user)


@hooks.register("register_admin_menu_item")
def programmes_menu_item():
    return ProgrammesMenuItem(
        _("Programmes"), reverse("festival_programmes"), name="programmes", icon_name="calendar-alt", order=250
    )


@hooks.register("register_permissions")
def release_permission():
    return Permission.objects.filter(content_type__app_label="events", codename="release_programme")


@hooks.register("register_log_actions")
def log_of_sessions(actions):
    @actions.register_action("events.announce_session")
    class AnnounceSession(LogFormatter):
        label = _("Announce a change of the programme")

        def format_message(self, entry):
            kind = SessionChange(entry.data["kind"]).label
            return _("Announced of “%(title)s”: %(kind)s. %(reason)s") % (entry.data | {"kind": kind})

    @actions.register_action("events.import_sessions")
    class ImportSessions(LogFormatter):
        label = _("Import sessions")

        def format_message(self, entry):
            return _("Imported sessions: %(new)d new, %(changed)d changed.") % entry.data

    @actions.register_action("events.undo_import_sessions")
    class UndoImportSessions(LogFormatter):
        label = _("Take back imported sessions")

        def format_message(self, entry):
            return _("Took back imported sessions: %(number)d are as they were.") % entry.data


@hooks.register("before_move_page")
def refuse_to_move_below_a_programme(request, page, destination):
    """Wagtail would only say that it is not allowed; this says why."""
    if page.specific_class is EventPage and is_reserved(page.slug, destination):
        messages.error(request, why_reserved(page.slug))
        return redirect("wagtailadmin_pages:move", page.pk)


@hooks.register("register_page_header_buttons")
def programme_button(page, user, view_name, next_url=None):
    """From a festival's page to its programme."""
    festival = getattr(page, "festival", None) if isinstance(page, FestivalPage) else None
    if festival is not None and may_plan(user):
        yield Button(_("Programme"), reverse("festival_programme", args=[festival.pk]), icon_name="calendar-alt", priority=15)
