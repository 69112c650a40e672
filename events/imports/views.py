"""Importing events, step by step: upload, columns, dry run, result, undo. Each step is a page that can be reloaded."""

from dataclasses import dataclass
from functools import wraps

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.models import Page

from core.breadcrumbs import trail
from core.changelog.log import validate_reason
from core.imports.cells import problem_lines
from core.imports.tables import MOST_BYTES, MOST_ROWS, unpacked
from core.imports.views import MEGABYTE, HeadingsForm, LeaveOutForm, TableFileField
from core.uploads.apart import NotRead
from events.choices import WhichTime
from events.imports import steps
from events.imports.columns import ANNOUNCED, COLUMNS, DATE_NAMES, DATES, save_mapping
from events.models import Import, ImportRow
from events.services.drafts import parents_for

State, Outcome, Result = Import.State, ImportRow.Outcome, ImportRow.Result
ROWS_PER_PAGE = 50
MOST_PROBLEMS = 100


class UploadForm(forms.Form):
    file = TableFileField(
        most_bytes=MOST_BYTES,
        takes_calendars=True,
        help_text=format_lazy(
            _("CSV, XLSX or ICS, up to {rows} rows and {size} MB."), rows=MOST_ROWS, size=MOST_BYTES // MEGABYTE
        ),
    )
    parent = forms.ModelChoiceField(label=_("New events go under"), queryset=Page.objects.none(), empty_label=None)

    def __init__(self, *args, parents, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = parents
        self.fields["parent"].label_from_instance = lambda page: f"{page.get_admin_display_title()} ({page.locale})"


class KeptHeadingsForm(HeadingsForm):
    """A choice of columns that can be kept under a name, for the next file with the same headings."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["save_as"] = forms.CharField(
            label=_("Keep this choice under a name"),
            required=False,
            max_length=80,
            help_text=_("The next file with the same headings uses it. A name that is taken is written over."),
        )

    def keep(self):
        if name := self.cleaned_data["save_as"]:
            save_mapping(name, self.columns)


class ColumnsForm(KeptHeadingsForm):
    """Which column of a file of events is what, and whether it may bring some in again."""

    known = COLUMNS

    always_new = forms.BooleanField(
        label=_("Every row without a reference is a new event"),
        required=False,
        help_text=_("Otherwise an event with the same title, start and venue is taken to be the same one."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields([*self.headings, "always_new", "save_as"])

    def what_is_missing(self, chosen):
        if not {"title", "reference"} & chosen:
            return _("Say which column has the title, or the reference of events that are there already.")
        return ""


class WhichTimeForm(forms.Form):
    """What is meant by times that clocks show twice in the night they go back."""

    which_time = forms.ChoiceField(label=_("Which is meant"), choices=WhichTime.choices, widget=forms.RadioSelect)


class ConfirmForm(LeaveOutForm):
    publishes = forms.BooleanField(
        label=_("Publish at once"),
        required=False,
        help_text=_("Otherwise new events are drafts, and changes wait in drafts to be published."),
    )
    reason = forms.CharField(
        label=_("Why dates or places change"),
        required=False,
        max_length=200,
        help_text=_("One sentence for the public, shown on every published event that is announced otherwise."),
    )

    def __init__(self, *args, may_publish, has_errors, moves_published, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["publishes", "reason", "leave_out"])
        self.moves_published = moves_published
        if not may_publish:
            del self.fields["publishes"]
        if not moves_published:
            del self.fields["reason"]
        if not has_errors:
            del self.fields["leave_out"]

    def clean_reason(self):
        reason = self.cleaned_data["reason"].strip()
        if reason:
            validate_reason(reason)
        return reason

    def clean(self):
        super().clean()
        if (
            "reason" in self.fields
            and "reason" not in self.errors
            and self.cleaned_data.get("publishes")
            and not self.cleaned_data.get("reason")
        ):
            self.add_error("reason", _("Say why, in a sentence: the public has been told other dates."))


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
