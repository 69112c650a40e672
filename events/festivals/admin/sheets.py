"""A programme's sessions as a table: taken away, and brought back after looking at what would happen."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.breadcrumbs import trail
from core.models import Upload
from core.uploads.apart import NotRead
from core.uploads.tables import bring, brought
from events.festivals.admin.sheet_forms import SheetColumnsForm, SheetForm
from events.festivals.admin.trails import to_programme, to_programmes
from events.festivals.models import Festival, SessionImport
from events.festivals.permissions import may_import, may_plan
from events.festivals.sheets.applying import apply_table
from events.festivals.sheets.checking import CHANGED, NEW, SAME, check
from events.festivals.sheets.columns import COLUMNS
from events.festivals.sheets.undoing import undo_import
from events.festivals.sheets.writing import write_table
from events.imports.mappings import guess_columns, save_mapping
from events.imports.tables import BadFile, unpacked

#: What tables of sessions are brought for: see `core.registries.upload_readers`.
SESSIONS = "sessions"


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
        self.checked = self.columns_form = self.upload = None
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return _("Import sessions")

    def get_breadcrumbs_items(self):
        return trail(to_programmes(), to_programme(self.festival), here=self.get_page_title())

    def get_success_url(self):
        return reverse("festival_programme", args=[self.festival.pk])

    def get(self, request, *args, **kwargs):
        if upload := self._brought(request.GET.get("upload")):
            return self._answer(upload, self.get_form())
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if "upload" not in request.POST:
            return super().post(request, *args, **kwargs)
        form = SheetForm()
        if upload := self._brought(request.POST["upload"]):
            return self._answer(upload, form)
        return self._refuse(form, _("The file is not kept any longer. Choose it again."))

    def form_valid(self, form):
        try:
            upload = bring(
                content=form.content,
                name=form.cleaned_data["file"].name,
                purpose=SESSIONS,
                about=self.festival.pk,
                user=self.request.user,
            )
        except NotRead as error:
            return self._refuse(form, str(error))
        if upload.is_waiting:
            return redirect(f"{self.request.path}?upload={upload.key}")
        # What is small has been read by now.
        return self._answer(upload, SheetForm())

    def _brought(self, key):
        return key and brought(key=key, purpose=SESSIONS, about=self.festival.pk, user=self.request.user)

    def _refuse(self, form, words):
        if not form.is_bound:
            form = SheetForm({})
            form.errors.clear()
        form.add_error("file", words)
        return self.render_to_response(self.get_context_data(form=form))

    def _answer(self, upload, form):
        """What to show of a table that was brought: that it is being read, why it was not, or what it would do."""
        if upload.is_waiting:
            self.template_name = "core/admin/reading.html"
            return self.render_to_response(
                self.get_context_data(form=form, upload=upload, is_cut_off=upload.is_cut_off(now=timezone.now()))
            )
        if upload.state == Upload.State.REFUSED:
            return self._refuse(form, upload.problem)
        table, self.upload = unpacked(upload.table), upload
        self.columns_form = self._columns_form(table)
        if self.columns_form.is_valid():
            chosen = self.columns_form.columns
            columns = {heading: name for heading, name in chosen.items() if name}
            try:
                if "confirm" in self.request.POST:
                    return self._bring_in(table, columns)
                self.checked = check(table, festival=self.festival, columns=columns)
                if name := self.columns_form.cleaned_data["save_as"]:
                    save_mapping(name, chosen)
            except BadFile as error:
                return self._refuse(form, str(error))
        return self.render_to_response(self.get_context_data(form=form))

    def _columns_form(self, table):
        """What was chosen for this table, or for a new one what its headings most likely mean."""
        guessed = guess_columns(table.headings, COLUMNS)
        names = {f"column-{position}": guessed.get(heading, "") for position, heading in enumerate(table.headings)}
        self.is_chosen = any(name in self.request.POST for name in names)
        return SheetColumnsForm(self.request.POST if self.is_chosen else names, table=table, columns=guessed)

    def _bring_in(self, table, columns):
        user, name = self.request.user, self.upload.file_name
        checked = apply_table(table, festival=self.festival, columns=columns, name=name, user=user)
        self.upload.delete()
        number = len(checked.lines) - checked.count(SAME)
        words = ngettext("%(number)d row brought in.", "%(number)d rows brought in.", number) % {"number": number}
        messages.success(self.request, _("%(words)s Readers see it with the next release.") % {"words": words})
        return redirect(self.get_success_url())

    def get_context_data(self, **kwargs):
        checked = self.checked
        counts, lines = {}, []
        if checked:
            counts = {label: checked.count(name) for name, label in self._labels.items()}
            # What is wrong comes first, then what would happen.
            lines = sorted(checked.lines, key=lambda line: (not line.problems, line.outcome == SAME, line.number))
        return {
            "checked": checked,
            "counts": counts,
            "rows": [(line, self._labels.get(line.outcome, "")) for line in lines],
            # What goes to the browser and comes back: the name of what was brought, not what is in it.
            "kept": {"upload": str(self.upload.key)} if self.upload else {},
            "table_url": reverse("festival_sessions_table", args=[self.festival.pk]),
            "cancel_url": self.get_success_url(),
            "columns_form": self.columns_form,
            # What somebody has said is not asked again.
            "asks_for_columns": bool(checked and checked.unknown and not self.is_chosen),
            "chosen": {name: self.columns_form.cleaned_data[name] for name in self.columns_form.headings} if checked else {},
            "last_import": SessionImport.objects.filter(festival=self.festival).select_related("user").first(),
        } | super().get_context_data(**kwargs)

    @property
    def _labels(self):
        return {NEW: _("New"), CHANGED: _("Changed"), SAME: _("As it is")}


class UndoImportView(View):
    """Take the last import back."""

    http_method_names = ["post"]

    def post(self, request, pk):
        festival = get_object_or_404(Festival.objects.select_related("page"), pk=pk)
        if not may_import(request.user, festival):
            raise PermissionDenied
        try:
            undone, changed_since = undo_import(festival=festival, user=request.user)
        except SessionImport.DoesNotExist:
            messages.warning(request, _("There is no import to take back."))
            return redirect("festival_programme", pk)
        words = ngettext(
            "The import of %(number)d session is taken back.", "The import of %(number)d sessions is taken back.", undone
        )
        messages.success(request, words % {"number": undone})
        if changed_since:
            titles = ", ".join(one.title for one in changed_since[:10])
            messages.warning(request, _("Somebody has changed these since, so they stay: %(titles)s") % {"titles": titles})
        return redirect("festival_programme", pk)


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
