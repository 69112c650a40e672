"""The inbox of external calls and the sources they come from."""

from django.urls import reverse
from django.utils import formats
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import IndexView, SnippetViewSetGroup

from core.snippets import SnippetViewSet
from opportunities.admin.permissions import TRIAGE_CALLS
from opportunities.external.models import CallSource, FoundCall


class NobodyWritesThem(ModelPermissionPolicy):
    """External calls are found, not written; who may decide about them may see them."""

    def user_has_permission(self, user, action):
        return action == "view" and (user.has_perm(TRIAGE_CALLS) or super().user_has_permission(user, action))

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)


class DayColumn(Column):
    """A day without an hour, which Wagtail's own column would count as an age."""

    def get_value(self, instance):
        day = super().get_value(instance)
        return day and formats.date_format(day, "j M Y")


class NotesColumn(Column):
    """What to know before deciding: a likely double, a change at the source, the page there is."""

    cell_template_name = "opportunities/admin/cells/found_notes.html"

    def get_value(self, instance):
        return instance


class InboxView(IndexView):
    """What was found, with what is not decided yet first in sight."""

    default_ordering = "-found_at"

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("source", "page")

    @cached_property
    def header_buttons(self):
        buttons = list(super().header_buttons)
        if self.request.user.has_perm(TRIAGE_CALLS):
            buttons.append(HeaderButton(_("Upload a table"), url=reverse("opportunities_upload"), icon_name="upload"))
        return buttons

    def get_edit_url(self, instance):
        return reverse("opportunities_triage", args=[instance.pk])

    def get_list_buttons(self, instance):
        return []


class FoundCallViewSet(SnippetViewSet):
    model = FoundCall
    icon = "download"
    menu_label = _("Inbox")
    index_view_class = InboxView
    list_display = [
        "title",
        Column("funder", label=_("Funder"), sort_key="funder"),
        DayColumn("closes_on", label=_("Closes"), sort_key="closes_on"),
        Column("get_state_display", label=_("State"), sort_key="state"),
        NotesColumn("notes", label=_("To know")),
        Column("source", label=_("Source"), sort_key="source__name"),
        DateColumn("found_at", label=_("Found"), sort_key="found_at"),
    ]
    list_filter = ["state", "source"]
    search_fields = ["title", "funder", "summary"]
    search_backend_name = None
    list_export = ["title", "link", "funder", "opens_on", "closes_on", "state", "source", "found_at"]
    copy_view_enabled = False


class SourceStateColumn(Column):
    cell_template_name = "opportunities/admin/cells/source_state.html"

    def get_value(self, instance):
        return instance


class CallSourceViewSet(SnippetViewSet):
    model = CallSource
    icon = "site"
    list_display = [
        "name",
        Column("funder", label=_("Funder")),
        BooleanColumn("is_active", label=_("Read it")),
        SourceStateColumn("problem", label=_("Last read")),
    ]
    copy_view_enabled = False


class ExternalCallsGroup(SnippetViewSetGroup):
    menu_label = _("External calls")
    menu_icon = "download"
    menu_order = 305
    items = (FoundCallViewSet, CallSourceViewSet)
