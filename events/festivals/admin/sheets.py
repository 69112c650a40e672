"""A programme's sessions as a table: taken away, and brought back after looking at what would happen."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.trails import trail
from events.festivals.admin.sheet_forms import SheetForm
from events.festivals.admin.trails import to_programme, to_programmes
from events.festivals.models import Festival
from events.festivals.permissions import may_import, may_plan
from events.festivals.sheets.applying import apply_table
from events.festivals.sheets.checking import CHANGED, NEW, SAME, check
from events.festivals.sheets.writing import write_table
from events.imports.tables import BadFile


class ImportSessionsView(WagtailAdminTemplateMixin, FormView):
    form_class = SheetForm
    template_name = "events/admin/import_sessions.html"
    header_icon = "upload"

    @cached_property
    def festival(self):
        return get_object_or_404(Festival.objects.select_related("page__locale"), pk=self.kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        if not may_import(request.user, self.festival):
            raise PermissionDenied
        self.checked = None
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return _("Import sessions")

    def get_breadcrumbs_items(self):
        return trail(to_programmes(), to_programme(self.festival), here=self.get_page_title())

    def get_success_url(self):
        return reverse("festival_programme", args=[self.festival.pk])

    def form_valid(self, form):
        try:
            if "confirm" in self.request.POST:
                return self._bring_in(form.table)
            self.checked = check(form.table, festival=self.festival)
        except BadFile as error:
            form.add_error("file", str(error))
        return self.render_to_response(self.get_context_data(form=form))

    def _bring_in(self, table):
        checked = apply_table(table, festival=self.festival, user=self.request.user)
        number = len(checked.lines) - checked.count(SAME)
        words = ngettext("%(number)d row brought in.", "%(number)d rows brought in.", number) % {"number": number}
        messages.success(self.request, _("%(words)s Readers see it with the next release.") % {"words": words})
        return redirect(self.get_success_url())

    def get_context_data(self, **kwargs):
        form = kwargs.get("form") or self.get_form()
        checked = self.checked
        counts, lines = {}, []
        if checked:
            counts = {label: checked.count(name) for name, label in self._labels.items()}
            # What is wrong comes first, then what would happen.
            lines = sorted(checked.lines, key=lambda line: (not line.problems, line.outcome == SAME, line.number))
        return super().get_context_data(**kwargs) | {
            "checked": checked,
            "counts": counts,
            "rows": [(line, self._labels.get(line.outcome, "")) for line in lines],
            "kept": getattr(form, "kept", {}),
            "table_url": reverse("festival_sessions_table", args=[self.festival.pk]),
            "cancel_url": self.get_success_url(),
        }

    @property
    def _labels(self):
        return {NEW: _("New"), CHANGED: _("Changed"), SAME: _("As it is")}


class SessionsTableView(View):
    """The draft as a table."""

    def get(self, request, pk):
        if not may_plan(request.user):
            raise PermissionDenied
        festival = get_object_or_404(Festival.objects.select_related("page__locale"), pk=pk)
        response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{festival.page.slug}-sessions.csv"'
        write_table(festival, response)
        return response
