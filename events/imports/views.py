"""Importing events, step by step: upload, columns, dry run, result, undo. Each step is a page that can be reloaded."""

from dataclasses import dataclass
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.breadcrumbs import trail
from core.imports.cells import problem_lines
from core.imports.tables import unpacked
from core.uploads.apart import NotRead
from events.imports import steps
from events.imports.columns import ANNOUNCED, COLUMNS, DATE_NAMES, DATES
from events.imports.forms import ColumnsForm, ConfirmForm, UploadForm, WhichTimeForm
from events.models import Import, ImportRow
from events.services.drafts import parents_for

State, Outcome, Result = Import.State, ImportRow.Outcome, ImportRow.Result
ROWS_PER_PAGE = 50
MOST_PROBLEMS = 100


def page_context(title, *, batch=None):
    steps = [(reverse("event_list:index"), _("Events"))] + ([(reverse("event_imports:index"), _("Import"))] if batch else [])
    crumbs = trail(*steps, here=batch.file_name if batch else _("Import"))
    return {"header_title": title, "page_title": title, "header_icon": "upload", "breadcrumbs_items": crumbs, "batch": batch}


def sent(request):
    return request.POST if request.method == "POST" else None


def step(view):
    """A step of an import of one's own (a superuser sees everybody's). It leads to what became of it, or answers otherwise."""

    @wraps(view)
    def answer(request, pk):
        batch = get_object_or_404(Import.objects.defer("content").select_related("parent__locale", "user"), pk=pk)
        if batch.user_id != request.user.pk and not request.user.is_superuser:
            raise PermissionDenied
        return view(request, batch) or redirect("event_imports:show", batch.pk)

    return answer


def index(request):
    parents = parents_for(request.user)
    if not parents:
        raise PermissionDenied
    form = UploadForm(sent(request), request.FILES or None, parents=parents)
    if request.method == "POST" and form.is_valid():
        file, parent = form.cleaned_data["file"], form.cleaned_data["parent"]
        try:
            batch = steps.upload(content=file.content, name=file.name, parent=parent, user=request.user, now=timezone.now())
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


@step
def columns(request, batch):
    if batch.state not in (State.UPLOADED, State.CHECKED) or batch.content is None or not batch.head:
        return None
    table = unpacked(batch.head)
    form = ColumnsForm(sent(request), table=table, columns=batch.columns, initial={"always_new": batch.always_new})
    if request.method == "POST" and form.is_valid():
        form.keep()
        steps.choose_columns(batch, columns=form.columns, always_new=form.cleaned_data["always_new"])
        return None
    context = page_context(_("Which column is what?"), batch=batch) | {"form": form, "count": batch.total, "notes": table.notes}
    return render(request, "events/admin/imports/columns.html", context, status=422 if form.errors else 200)


@step
def show(request, batch):
    if batch.state == State.UPLOADED and batch.content is not None and batch.head:
        return redirect("event_imports:columns", batch.pk)
    context = page_context(batch.get_state_display(), batch=batch)
    if batch.is_working:
        context["has_stopped"] = steps.has_stopped(batch, now=timezone.now())
        return render(request, "events/admin/imports/working.html", context)
    if batch.state == State.UNREADABLE:
        return render(request, "events/admin/imports/unreadable.html", context, status=422)
    return results(request, batch)


@require_POST
@step
def which_time(request, batch):
    form = WhichTimeForm(request.POST)
    if not form.is_valid():
        return results(request, batch, clock_form=form)
    steps.choose_time(batch, which_time=form.cleaned_data["which_time"])
    return None


@require_POST
@step
def confirm(request, batch):
    form = confirm_form(batch, request.POST)
    if form is None:
        return None
    if not form.is_valid():
        return results(request, batch, form=form)
    steps.confirm(batch, publishes=form.cleaned_data.get("publishes", False), reason=form.cleaned_data.get("reason", ""))
    return None


@step
def undo(request, batch):
    if request.method == "POST":
        steps.undo(batch)
    elif batch.state == State.IMPORTED:
        return _ask_about_undoing(request, batch)
    return None


def _ask_about_undoing(request, batch):
    done = batch.rows.filter(result=Result.DONE)
    context = page_context(_("Undo this import"), batch=batch) | {
        "created": done.filter(outcome=Outcome.NEW).count(),
        "changed": done.filter(outcome=Outcome.CHANGED).count(),
    }
    return render(request, "events/admin/imports/undo.html", context)


@require_POST
@step
def go_on(request, batch):
    steps.go_on(batch, now=timezone.now())


@step
def progress(request, batch):
    return JsonResponse({"state": batch.state, "is_working": batch.is_working, "done": batch.done, "total": batch.total})


def confirm_form(batch, data=None):
    """None where there is nothing to confirm."""
    rows = batch.rows
    if batch.state != State.CHECKED or not rows.filter(outcome__in=[Outcome.NEW, Outcome.CHANGED]).exists():
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


def results(request, batch, **wrong_forms):
    """What the dry run found, or the import did, and what has to be decided about it."""
    counts = dict(batch.rows.order_by().values_list("outcome").annotate(number=Count("pk")))
    done = dict(batch.rows.exclude(result="").order_by().values_list("result").annotate(number=Count("pk")))
    rows, chosen = batch.rows.select_related("page"), request.GET.get("show")
    if chosen in Outcome.values:
        rows = rows.filter(outcome=chosen)
    names = [name for name in COLUMNS if name in batch.columns.values()]
    shown = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("p"))
    problems = batch.rows.filter(outcome=Outcome.ERROR)[:MOST_PROBLEMS]
    context = page_context(batch.get_state_display(), batch=batch) | {
        "counts": [(outcome.value, outcome.label, counts.get(outcome.value, 0)) for outcome in Outcome],
        "results": [(Result(result).label, number) for result, number in done.items()],
        "chosen": chosen,
        "headings": [COLUMNS[name].label for name in names],
        "rows": [(row, [_cell(row, name) for name in names]) for row in shown],
        "rows_page": shown,
        "form": confirm_form(batch),
        "clock_form": clock_form(batch),
        "problems": list(problem_lines([(row.number, row.problems) for row in problems], COLUMNS)),
        "can_undo": batch.state == State.IMPORTED and done.get(Result.DONE),
    }
    return render(request, "events/admin/imports/show.html", context | wrong_forms, status=422 if wrong_forms else 200)


@dataclass
class Cell:
    """What one cell of a row is, and what would become of it."""

    text: str
    kind: str = ""
    before: str = ""
    problem: str = ""

    @property
    def label(self):
        return Outcome(self.kind).label


def _cell(row, name):
    text = str(row.cells.get(name, ""))
    problem = row.problems.get(name)
    if not problem and name == "starts" and "which_time" not in row.cells:
        problem = row.problems.get("which_time")
    if problem:
        return Cell(text, Outcome.ERROR, problem=problem)
    # Dates change together, and are told at the first of them.
    change = row.changes.get(DATES if name in DATE_NAMES else name)
    if not text or row.outcome == Outcome.ERROR:
        return Cell(text)
    if row.outcome == Outcome.NEW:
        return Cell(text, Outcome.NEW)
    return Cell(text, Outcome.CHANGED, before=change[0] or _("nothing")) if change else Cell(text, Outcome.SAME)


urlpatterns = [
    path("", index, name="index"),
    path("<int:pk>/", show, name="show"),
    path("<int:pk>/columns/", columns, name="columns"),
    path("<int:pk>/which-time/", which_time, name="which_time"),
    path("<int:pk>/confirm/", confirm, name="confirm"),
    path("<int:pk>/undo/", undo, name="undo"),
    path("<int:pk>/go-on/", go_on, name="go_on"),
    path("<int:pk>/progress/", progress, name="progress"),
]
