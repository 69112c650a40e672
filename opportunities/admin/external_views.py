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
from core.imports.views import ImportTableView
from opportunities.admin.external_forms import ColumnsForm, PublishForm, TableForm
from opportunities.admin.permissions import TRIAGE_CALLS
from opportunities.external.deciding import decide, put_on_list
from opportunities.external.entries import entries_of_table
from opportunities.external.importing import import_entries, read_source
from opportunities.external.models import CallSource, FoundCall


def _refuse_others(request):
    if not request.user.has_perm(TRIAGE_CALLS):
        raise PermissionDenied


def inbox_url():
    return reverse(FoundCall.snippet_viewset.get_url_name("list"))


def _page(request, template, title, *, status=200, **context):
    context |= {"page_title": title, "header_title": title, "header_icon": "download"}
    context["breadcrumbs_items"] = trail((inbox_url(), _("External calls")), here=title)
    return TemplateResponse(request, f"opportunities/admin/{template}.html", context, status=status)


class ImportCallsView(ImportTableView):
    """A table of calls on its way to the inbox."""

    form_class, columns_form_class = TableForm, ColumnsForm
    template_name = "opportunities/admin/import_calls.html"
    header_icon = "download"
    purpose = "external calls"
    yes = ("action", "import")

    def dispatch(self, request, *args, **kwargs):
        _refuse_others(request)
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return _("Upload a table")

    def get_breadcrumbs_items(self):
        return trail((inbox_url(), _("External calls")), here=self.get_page_title())

    def get_success_url(self):
        return inbox_url()

    def about(self, form=None):
        return form and form.cleaned_data["source"].pk

    def refused_form(self):
        return TableForm({"source": self.upload.about if self.upload else self.request.POST.get("source")})

    def check(self, table, columns):
        return entries_of_table(table, columns)

    def bring_in(self, table, columns):
        source, checked = get_object_or_404(CallSource, pk=self.upload.about), entries_of_table(table, columns)
        outcome = import_entries(source=source, entries=checked.entries, now=timezone.now())
        words = _("%(new)d new, %(known)d known already, %(changed)d of them changed.") % vars(outcome)
        return words, checked.problems


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
