"""A programme's sessions as a table: taken away, and brought back after looking at what would happen."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View
from wagtail.admin import messages

from core.imports.tables import MOST_ROWS
from core.imports.views import ImportTableView, TableFileField
from events.festivals.admin.programmes import MayPlan, OfFestival
from events.festivals.models import SessionImport
from events.festivals.permissions import may_import
from events.festivals.services.importing import apply_table, undo_import
from events.festivals.sheets import CHANGED, COLUMNS, NEW, SAME, check, write_table
from events.imports.columns import guess_columns
from events.imports.views import KeptHeadingsForm


class SheetForm(forms.Form):
    """A table to look through."""

    file = TableFileField(
        help_text=format_lazy(gettext_lazy("CSV or XLSX, up to {rows} rows and 1 MB."), rows=MOST_ROWS),
        error_messages={"required": gettext_lazy("Choose a file.")},
    )


class SheetColumnsForm(KeptHeadingsForm):
    """Which column of a table of sessions is what."""

    known = COLUMNS

    def what_is_missing(self, chosen):
        if not {"title", "code"} & chosen:
            return _("Say which column has the titles of sessions, or the codes of those that are there already.")
        return ""


def _worst_first(line):
    return not line.problems, line.outcome == SAME, line.number


class MayImport(OfFestival):
    def dispatch(self, request, *args, **kwargs):
        if not may_import(request.user, self.festival):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ImportSessionsView(MayImport, ImportTableView):
    form_class, columns_form_class = SheetForm, SheetColumnsForm
    template_name = "events/admin/import_sessions.html"
    page_title = gettext_lazy("Import sessions")
    purpose = "sessions"
    refused_status = 200

    def about(self, form=None):
        return self.festival.pk

    def guess_columns(self, headings):
        return guess_columns(headings, COLUMNS)

    def check(self, table, columns):
        return check(table, festival=self.festival, columns=columns)

    def bring_in(self, table, columns):
        name, user = self.upload.file_name, self.request.user
        checked = apply_table(table, festival=self.festival, columns=columns, name=name, user=user)
        number = checked.count(NEW) + checked.count(CHANGED)
        words = ngettext("%(number)d row brought in.", "%(number)d rows brought in.", number) % {"number": number}
        return _("%(words)s Readers see it with the next release.") % {"words": words}, checked.problems

    def get_context_data(self, **kwargs):
        checked = self.checked
        labels = {NEW: _("New"), CHANGED: _("Changed"), SAME: _("As it is")}
        lines = sorted(checked.lines, key=_worst_first) if checked else []
        return super().get_context_data(**kwargs) | {
            "checked": checked,
            "counts": {label: checked.count(name) for name, label in labels.items()} if checked else {},
            "rows": [(line, labels.get(line.outcome, "")) for line in lines],
            "table_url": reverse("festival_sessions_table", args=[self.festival.pk]),
            "columns_form": self.columns_form,
            # What somebody has said is not asked again.
            "asks_for_columns": bool(checked and checked.unknown and not self.is_chosen),
            "last_import": SessionImport.objects.filter(festival=self.festival).select_related("user").first(),
        }


class UndoImportView(MayImport, View):
    """Take the last import back."""

    http_method_names = ["post"]

    def post(self, request, pk):
        try:
            undone, changed_since = undo_import(festival=self.festival, user=request.user)
        except SessionImport.DoesNotExist:
            messages.warning(request, _("There is no import to take back."))
            return redirect(self.get_success_url())
        words = ngettext(
            "The import of %(number)d session is taken back.", "The import of %(number)d sessions is taken back.", undone
        )
        messages.success(request, words % {"number": undone})
        if changed_since:
            titles = ", ".join(one.title for one in changed_since[:10])
            messages.warning(request, _("Somebody has changed these since, so they stay: %(titles)s") % {"titles": titles})
        return redirect(self.get_success_url())


class SessionsTableView(OfFestival, MayPlan, View):
    """The draft as a table."""

    def get(self, request, pk):
        response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self.festival.page.slug}-sessions.csv"'
        write_table(self.festival, response)
        return response
