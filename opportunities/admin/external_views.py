"""Calls of other funders: lists that are uploaded, and the decision about each."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from core.breadcrumbs import trail
from core.models import Upload
from core.uploads.apart import NotRead
from core.uploads.tables import bring, brought
from opportunities.admin.external_forms import ColumnsForm, PublishForm, TableForm
from opportunities.admin.permissions import TRIAGE_CALLS
from opportunities.external.deciding import decide, put_on_list
from opportunities.external.entries import Table, Unreadable, entries_of_table
from opportunities.external.importing import import_entries, read_source
from opportunities.external.models import CallSource, FoundCall

#: What tables of calls are brought for: see `core.registries.upload_readers`.
CALLS = "external calls"


def _refuse_others(request):
    if not request.user.has_perm(TRIAGE_CALLS):
        raise PermissionDenied


def inbox_url():
    return reverse(FoundCall.snippet_viewset.get_url_name("list"))


def _page(request, template, title, *, status=200, **context):
    context |= {"page_title": title, "header_title": title, "header_icon": "download"}
    context["breadcrumbs_items"] = trail((inbox_url(), _("External calls")), here=title)
    folder = "core" if template == "reading" else "opportunities"
    return TemplateResponse(request, f"{folder}/admin/{template}.html", context, status=status)


def upload(request):
    """Upload a table, say which column is what, look at it, and import it. Nothing becomes a call until it is all right."""
    _refuse_others(request)
    if "upload" in request.POST or "upload" in request.GET:
        return _brought(request, {**request.GET.dict(), **request.POST.dict()})
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, "upload", _("Upload a table"), form=form, status=422 if form.is_bound else 200)
    source, file = form.cleaned_data["source"], form.cleaned_data["file"]
    try:
        kept = bring(content=file.read(), name=file.name, purpose=CALLS, about=source.pk, user=request.user)
    except NotRead as error:
        return _refused(request, str(error), source)
    if kept.is_waiting:
        return redirect(f"{request.path}?upload={kept.key}&source={source.pk}")
    # What is small has been read by now.
    return _look(request, kept, source)


def _refused(request, words, source=None):
    form = TableForm({"source": source and source.pk})
    form.errors.clear()
    form.add_error("file", words)
    return _page(request, "upload", _("Upload a table"), form=form, status=422)


def _brought(request, said):
    """Back at a table that was brought before."""
    source = CallSource.objects.filter(pk=said["source"]).first() if said.get("source", "").isdecimal() else None
    kept = source and brought(key=said["upload"], purpose=CALLS, about=source.pk, user=request.user)
    if not kept:
        return _refused(request, _("The file is not kept any longer. Choose it again."), source)
    return _look(request, kept, source)


def _look(request, kept, source):
    """What to show of a table: that it is being read, why it was not, or what is in it."""
    title = _("Upload a table")
    if kept.is_waiting:
        context = {"upload": kept, "is_cut_off": kept.is_cut_off(now=timezone.now())}
        return _page(request, "reading", title, **context)
    if kept.state == Upload.State.REFUSED:
        return _refused(request, kept.problem, source)
    table = Table(**kept.table)
    columns = ColumnsForm(request.POST if "action" in request.POST else None, table=table)
    entries, problem = [], None
    try:
        entries = entries_of_table(table, columns.columns)
    except Unreadable as error:
        problem = error
    if entries and request.POST.get("action") == "import":
        kept.delete()
        return _import(request, source, entries)
    context = {"source": source, "upload": kept, "columns": columns, "entries": entries, "problem": problem}
    return _page(request, "upload_columns", title, **context, status=422 if problem else 200)


def _import(request, source, entries):
    outcome = import_entries(source=source, entries=entries, now=timezone.now())
    words = _("%(new)d new, %(known)d known already, %(changed)d of them changed.") % vars(outcome)
    messages.success(request, words)
    return redirect(inbox_url())


@require_POST
def read_now(request, source_id):
    """Ask the worker to read a feed. The answer is on the list of sources a moment later."""
    _refuse_others(request)
    source = get_object_or_404(CallSource.objects.exclude(url=""), pk=source_id)
    read_source.enqueue(source.pk)
    messages.success(request, _("%(source)s is being read. Come back in a moment.") % {"source": source})
    return redirect(inbox_url())


def triage(request, pk):
    """One call that was found, beside what we could say about it."""
    _refuse_others(request)
    found = get_object_or_404(FoundCall.objects.select_related("source__funder", "page"), pk=pk)
    action = request.POST.get("action", "")
    if request.method == "POST" and action in (FoundCall.State.NEW, FoundCall.State.WATCH, FoundCall.State.NOT_FOR_US):
        return _decide(request, found, action)
    form = PublishForm(request.POST if request.method == "POST" else None, found=found, user=request.user)
    if form.is_bound and form.is_valid():
        page = _put_on_list(request, found, form, publish=action == "publish")
        if page:
            messages.success(request, _("“%(title)s” is on our list. Fill in what is still missing.") % {"title": page.title})
            return redirect("wagtailadmin_pages:edit", page.pk)
    status = 422 if form.errors else 200
    return _page(request, "triage", found.title, found=found, form=form, can_publish=_can_publish(request, form), status=status)


def _decide(request, found, state):
    if decide(found=found, state=state, user=request.user, now=timezone.now()):
        messages.success(request, _("“%(title)s”: %(state)s.") % {"title": found.title, "state": found.get_state_display()})
    return redirect(inbox_url())


def _put_on_list(request, found, form, *, publish):
    """The new page, or None with the reason in the form."""
    parent = form.cleaned_data["parent"]
    publish = publish and parent.permissions_for_user(request.user).can_publish_subpage()
    now = timezone.now()
    try:
        return put_on_list(
            found=found,
            parent=parent,
            values=form.cleaned_data,
            user=request.user,
            now=now,
            today=timezone.localdate(now),
            publish=publish,
        )
    except ValidationError as error:
        form.add_errors(error)
        return None


def _can_publish(request, form):
    return any(page.permissions_for_user(request.user).can_publish_subpage() for page in form.fields["parent"].queryset)
