"""Importing events, step by step: upload, columns, dry run, result, undo. Each step is a page that can be reloaded."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.models import Page

from core.breadcrumbs import trail
from core.imports.cells import problem_lines
from core.imports.tables import unpacked
from core.uploads.apart import NotRead
from events.imports import steps
from events.imports import views as import_rows
from events.imports.columns import ANNOUNCED, COLUMNS, DATE_NAMES, DATES
from events.imports.forms import ColumnsForm, ConfirmForm, UploadForm, WhichTimeForm
from events.models import EventPage, Import, ImportRow

State, Outcome, Result = Import.State, ImportRow.Outcome, ImportRow.Result


def parents_for(user):
    """Where somebody may add events."""
    pages = Page.objects.type(*EventPage.allowed_parent_page_models()).select_related("locale").order_by("path")
    allowed = [page.pk for page in pages if page.permissions_for_user(user).can_add_subpage()]
    return pages.filter(pk__in=allowed)


def page_context(title, *, batch=None):
    steps = [(reverse("event_list:index"), _("Events"))] + ([(reverse("event_imports:index"), _("Import"))] if batch else [])
    crumbs = trail(*steps, here=batch.file_name if batch else _("Import"))
    return {"header_title": title, "page_title": title, "header_icon": "upload", "breadcrumbs_items": crumbs, "batch": batch}


def sent(request):
    return request.POST if request.method == "POST" else None


def batch_for(request, pk):
    """An import of one's own; a superuser sees everybody's."""
    batch = get_object_or_404(Import.objects.defer("content").select_related("parent__locale", "user"), pk=pk)
    if batch.user_id != request.user.pk and not request.user.is_superuser:
        raise PermissionDenied
    return batch


def index(request):
    parents = parents_for(request.user)
    if not parents:
        raise PermissionDenied
    form = UploadForm(sent(request), request.FILES or None, parents=parents)
    if request.method == "POST" and form.is_valid():
        try:
            batch = steps.upload(
                content=form.cleaned_data["file"].content,
                name=form.cleaned_data["file"].name,
                parent=form.cleaned_data["parent"],
                user=request.user,
                now=timezone.now(),
            )
        except NotRead as error:
            form.add_error("file", str(error))
        else:
            # What is small has been read by now.
            return redirect(f"event_imports:{'columns' if batch.state == State.UPLOADED else 'show'}", batch.pk)
    mine = Import.objects.defer("content").select_related("user")
    if not request.user.is_superuser:
        mine = mine.filter(user=request.user)
    context = page_context(_("Import events")) | {"form": form, "batches": mine[:20]}
    return render(request, "events/admin/imports/index.html", context, status=422 if form.errors else 200)


def columns(request, pk):
    batch = batch_for(request, pk)
    if batch.state not in (State.UPLOADED, State.CHECKED) or batch.content is None or not batch.head:
        return redirect("event_imports:show", batch.pk)
    table = unpacked(batch.head)
    form = ColumnsForm(sent(request), table=table, columns=batch.columns, initial={"always_new": batch.always_new})
    if request.method == "POST" and form.is_valid():
        form.keep()
        steps.choose_columns(batch, columns=form.columns, always_new=form.cleaned_data["always_new"])
        return redirect("event_imports:show", batch.pk)
    context = page_context(_("Which column is what?"), batch=batch) | {"form": form, "count": batch.total, "notes": table.notes}
    return render(request, "events/admin/imports/columns.html", context, status=422 if form.errors else 200)


def show(request, pk):
    batch = batch_for(request, pk)
    if batch.state == State.UPLOADED and batch.content is not None and batch.head:
        return redirect("event_imports:columns", batch.pk)
    context = page_context(batch.get_state_display(), batch=batch)
    if batch.is_working:
        context["has_stopped"] = steps.has_stopped(batch, now=timezone.now())
        return render(request, "events/admin/imports/working.html", context)
    if batch.state == State.UNREADABLE:
        return render(request, "events/admin/imports/unreadable.html", context, status=422)
    return render(request, "events/admin/imports/show.html", context | results(request, batch) | {"form": confirm_form(batch)})


@require_POST
def which_time(request, pk):
    batch = batch_for(request, pk)
    form = WhichTimeForm(request.POST)
    if form.is_valid():
        steps.choose_time(batch, which_time=form.cleaned_data["which_time"])
        return redirect("event_imports:show", batch.pk)
    context = page_context(batch.get_state_display(), batch=batch) | results(request, batch)
    context |= {"form": confirm_form(batch), "clock_form": form}
    return render(request, "events/admin/imports/show.html", context, status=422)


@require_POST
def confirm(request, pk):
    batch = batch_for(request, pk)
    form = confirm_form(batch, request.POST)
    if form is None:
        return redirect("event_imports:show", batch.pk)
    if not form.is_valid():
        context = page_context(batch.get_state_display(), batch=batch) | results(request, batch) | {"form": form}
        return render(request, "events/admin/imports/show.html", context, status=422)
    steps.confirm(batch, publishes=form.cleaned_data.get("publishes", False), reason=form.cleaned_data.get("reason", ""))
    return redirect("event_imports:show", batch.pk)


def undo(request, pk):
    batch = batch_for(request, pk)
    if batch.state != State.IMPORTED:
        return redirect("event_imports:show", batch.pk)
    if request.method == "POST":
        steps.undo(batch)
        return redirect("event_imports:show", batch.pk)
    done = batch.rows.filter(result=Result.DONE)
    context = page_context(_("Undo this import"), batch=batch) | {
        "created": done.filter(outcome=Outcome.NEW).count(),
        "changed": done.filter(outcome=Outcome.CHANGED).count(),
    }
    return render(request, "events/admin/imports/undo.html", context)


@require_POST
def go_on(request, pk):
    batch = batch_for(request, pk)
    steps.go_on(batch, now=timezone.now())
    return redirect("event_imports:show", batch.pk)


def progress(request, pk):
    batch = batch_for(request, pk)
    return JsonResponse({"state": batch.state, "is_working": batch.is_working, "done": batch.done, "total": batch.total})


KINDS = {
    "error": gettext_lazy("Error"),
    "new": gettext_lazy("New"),
    "changed": gettext_lazy("Changed"),
    "same": gettext_lazy("Same"),
}


@dataclass
class Cell:
    text: str
    kind: str = ""
    before: str = ""
    problem: str = ""

    @property
    def label(self):
        return KINDS.get(self.kind, "")


@dataclass
class ShownRow:
    row: ImportRow
    cells: list

    @property
    def outcome(self):
        return KINDS[self.row.outcome]


def names_of(batch):
    chosen = set(batch.columns.values())
    return [name for name in COLUMNS if name in chosen]


def headings(names):
    return [COLUMNS[name].label for name in names]


def shown(row, names):
    return ShownRow(row, [_cell(row, name) for name in names])


def _cell(row, name):
    text = str(row.cells.get(name, ""))
    problem = row.problems.get(name)
    if not problem and name == "starts" and "which_time" not in row.cells:
        problem = row.problems.get("which_time")
    if problem:
        return Cell(text, "error", problem=problem)
    # Dates change together, and are told at the first of them.
    change = row.changes.get(DATES if name in DATE_NAMES else name)
    if not text or row.outcome == ImportRow.Outcome.ERROR:
        return Cell(text)
    if row.outcome == ImportRow.Outcome.NEW:
        return Cell(text, "new")
    return Cell(text, "changed", before=change[0] or _("nothing")) if change else Cell(text, "same")


State, Outcome, Result = Import.State, ImportRow.Outcome, ImportRow.Result
ROWS_PER_PAGE = 50
MOST_PROBLEMS = 100


def confirm_form(batch, data=None):
    """None where there is nothing to confirm."""
    if batch.state != State.CHECKED:
        return None
    rows = batch.rows
    if not rows.filter(outcome__in=[Outcome.NEW, Outcome.CHANGED]).exists():
        return None
    announced = rows.filter(outcome=Outcome.CHANGED, page__live=True, changes__has_any_keys=sorted(ANNOUNCED))
    return ConfirmForm(
        data,
        may_publish=batch.parent.permissions_for_user(batch.user).can_publish_subpage(),
        has_errors=rows.filter(outcome=Outcome.ERROR).exists(),
        moves_published=announced.exists(),
    )


def clock_form(batch):
    """None where no row needs to be asked which of two times it means."""
    if batch.state != State.CHECKED or batch.content is None or not batch.rows.filter(problems__has_key="which_time").exists():
        return None
    return WhichTimeForm(initial={"which_time": batch.which_time})


def results(request, batch):
    counts = dict(batch.rows.order_by().values_list("outcome").annotate(number=Count("pk")))
    done = dict(batch.rows.exclude(result="").order_by().values_list("result").annotate(number=Count("pk")))
    rows, chosen = batch.rows.select_related("page"), request.GET.get("show")
    if chosen in Outcome.values:
        rows = rows.filter(outcome=chosen)
    names = import_rows.names_of(batch)
    shown = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("p"))
    problems = batch.rows.filter(outcome=Outcome.ERROR)[:MOST_PROBLEMS]
    return {
        "counts": [(outcome.value, outcome.label, counts.get(outcome.value, 0)) for outcome in Outcome],
        "results": [(Result(result).label, number) for result, number in done.items()],
        "chosen": chosen,
        "headings": import_rows.headings(names),
        "rows": [import_rows.shown(row, names) for row in shown],
        "rows_page": shown,
        "clock_form": clock_form(batch),
        "problems": list(problem_lines([(row.number, row.problems) for row in problems], COLUMNS)),
        "can_undo": batch.state == State.IMPORTED and done.get(Result.DONE),
    }
