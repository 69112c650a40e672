"""Importing events, step by step: upload, columns, dry run, result, undo. Each step is a page that can be reloaded."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import Page

from core.breadcrumbs import trail
from core.imports.tables import unpacked
from core.uploads.apart import NotRead
from events.admin.import_forms import ColumnsForm, UploadForm, WhichTimeForm
from events.admin.import_results import confirm_form, results
from events.imports import steps
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
