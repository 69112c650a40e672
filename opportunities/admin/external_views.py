"""Calls of other funders: lists that are uploaded, and the decision about each."""

from django import forms
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Locale
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import IndexView, SnippetViewSetGroup

from core.breadcrumbs import screen, trail
from core.forms import BoundedChoiceField
from core.imports.views import HeadingsForm, ImportTableView, TableFileField
from core.models import Organisation
from core.snippets import SnippetViewSet
from opportunities.admin.permissions import TRIAGE_CALLS
from opportunities.external.entries import COLUMNS, NEEDED, entries_of_table
from opportunities.external.models import CallSource, FoundCall
from opportunities.external.services import decide, import_entries, put_on_list, read_source, title_key
from opportunities.models import OpportunitiesPage


class TableForm(forms.Form):
    """A list of calls to upload."""

    source = forms.ModelChoiceField(label=_("Source"), queryset=CallSource.objects.all())
    file = TableFileField(label=_("Table"), help_text=_("A CSV file with a row of headings. Title and link are needed."))


class ColumnsForm(HeadingsForm):
    """Which column of a table of calls says what."""

    known = COLUMNS

    def what_is_missing(self, chosen):
        missing = [str(COLUMNS[name].label) for name in NEEDED if name not in chosen]
        if not missing:
            return ""
        return _("Say which column has: %(missing)s. The table has these columns: %(columns)s.") % {
            "missing": ", ".join(missing),
            "columns": ", ".join(self.headings.values()),
        }


class PublishForm(forms.Form):
    """A found call on its way to our list, filled in with what the source says."""

    parent = BoundedChoiceField(label=_("Where"), queryset=OpportunitiesPage.objects.none(), empty_label=None)
    title = forms.CharField(label=_("Title"), max_length=255)
    summary = forms.CharField(label=_("Summary"), max_length=300, required=False, widget=forms.Textarea({"rows": 3}))
    funder = forms.ModelChoiceField(label=_("Funder"), queryset=Organisation.objects.none(), required=False)
    opens_date = forms.DateField(label=_("Opens"), required=False, widget=AdminDateInput)
    closes_date = forms.DateField(
        label=_("Closes"), required=False, widget=AdminDateInput, help_text=_("Leave empty if it never closes.")
    )
    closes_time = forms.TimeField(
        label=_("At"), required=False, widget=AdminTimeInput, help_text=_("Leave empty for the end of the day.")
    )
    internal_date = forms.DateField(
        label=_("Internal deadline"), required=False, widget=AdminDateInput, help_text=_("The one that counts for staff.")
    )
    contact_name = forms.CharField(label=_("Internal contact"), max_length=120, required=False)
    contact_email = forms.EmailField(label=_("Contact's e-mail"), required=False)

    def __init__(self, *args, found, user, **kwargs):
        super().__init__(*args, **kwargs)
        lists = OpportunitiesPage.objects.filter(locale=Locale.get_default()).order_by("path")
        allowed = [page.pk for page in lists if page.permissions_for_user(user).can_add_subpage()]
        self.fields["parent"].queryset = lists.filter(pk__in=allowed)
        self.fields["parent"].initial = next(iter(allowed), None)
        funders = Organisation.objects.filter(locale=Locale.get_default(), is_funder=True, is_retired=False).order_by("name")
        self.fields["funder"].queryset = funders
        by_name = {title_key(one.name): one.pk for one in funders}
        self.initial |= {
            "title": found.title,
            "summary": found.summary[:300],
            "funder": by_name.get(title_key(found.funder)) or found.source.funder_id,
            "opens_date": found.opens_on,
            "closes_date": found.closes_on,
        }

    def add_errors(self, error):
        """Put what the page or its round says at the field that is meant, else above them all."""
        for name, words in error.message_dict.items() if hasattr(error, "error_dict") else [(None, error.messages)]:
            self.add_error(name if name in self.fields else None, words)


def inbox_url():
    return reverse(FoundCall.snippet_viewset.get_url_name("list"))


class ImportCallsView(PermissionRequiredMixin, ImportTableView):
    """A table of calls on its way to the inbox."""

    permission_required, raise_exception = TRIAGE_CALLS, True
    form_class, columns_form_class = TableForm, ColumnsForm
    template_name = "opportunities/admin/import_calls.html"
    header_icon, page_title = "download", _("Upload a table")
    purpose = "external calls"
    yes = ("action", "import")

    def get_breadcrumbs_items(self):
        return trail((inbox_url(), _("External calls")), here=self.page_title)

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
@permission_required(TRIAGE_CALLS, raise_exception=True)
def read_now(request, source_id):
    """Ask the worker to read a feed. The answer is on the list of sources a moment later."""
    source = get_object_or_404(CallSource.objects.exclude(url=""), pk=source_id)
    read_source.enqueue(source.pk)
    messages.success(request, _("%(source)s is being read. Come back in a moment.") % {"source": source})
    return redirect(inbox_url())


@permission_required(TRIAGE_CALLS, raise_exception=True)
def triage(request, pk):
    """One call that was found, beside what we could say about it."""
    found = get_object_or_404(FoundCall.objects.select_related("source__funder", "page"), pk=pk)
    action = request.POST.get("action", "")
    if request.method == "POST" and action in (FoundCall.State.NEW, FoundCall.State.WATCH, FoundCall.State.NOT_FOR_US):
        if decide(found=found, state=action, user=request.user, now=timezone.now()):
            words = {"title": found.title, "state": found.get_state_display()}
            messages.success(request, _("“%(title)s”: %(state)s.") % words)
        return redirect(inbox_url())
    form = PublishForm(request.POST if request.method == "POST" else None, found=found, user=request.user)
    if form.is_bound and form.is_valid() and (page := _put_on_list(request, found, form, publish=action == "publish")):
        messages.success(request, _("“%(title)s” is on our list. Fill in what is still missing.") % {"title": page.title})
        return redirect("wagtailadmin_pages:edit", page.pk)
    return screen(
        request,
        "opportunities/admin/triage.html",
        (inbox_url(), _("External calls")),
        title=found.title,
        icon="download",
        status=422 if form.errors else 200,
        found=found,
        form=form,
        can_publish=any(_can_publish(request, parent) for parent in form.fields["parent"].queryset),
    )


def _can_publish(request, parent):
    return parent.permissions_for_user(request.user).can_publish_subpage()


def _put_on_list(request, found, form, *, publish):
    """The new page, or None with the reason in the form."""
    parent = form.cleaned_data["parent"]
    publish = publish and _can_publish(request, parent)
    try:
        return put_on_list(
            found=found, parent=parent, values=form.cleaned_data, user=request.user, now=timezone.now(), publish=publish
        )
    except ValidationError as error:
        form.add_errors(error)
        return None


class NobodyWritesThem(ModelPermissionPolicy):
    """External calls are found, not written; who may decide about them may see them."""

    def user_has_permission(self, user, action):
        return action == "view" and (user.has_perm(TRIAGE_CALLS) or super().user_has_permission(user, action))

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)


class CellColumn(Column):
    """A cell with a template of its own, which is given the whole row."""

    def __init__(self, name, **options):
        super().__init__(name, accessor=lambda row: row, **options)
        self.cell_template_name = f"opportunities/admin/cells/{name}.html"


def closing_day(found):
    """Without an hour, which Wagtail's own column would count as an age."""
    return found.closes_on and formats.date_format(found.closes_on, "j M Y")


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
        Column("closes_on", label=_("Closes"), accessor=closing_day, sort_key="closes_on"),
        Column("get_state_display", label=_("State"), sort_key="state"),
        CellColumn("found_notes", label=_("To know")),
        Column("source", label=_("Source"), sort_key="source__name"),
        DateColumn("found_at", label=_("Found"), sort_key="found_at"),
    ]
    list_filter = ["state", "source"]
    search_fields = ["title", "funder", "summary"]
    search_backend_name = None
    list_export = ["title", "link", "funder", "opens_on", "closes_on", "state", "source", "found_at"]
    copy_view_enabled = False


class CallSourceViewSet(SnippetViewSet):
    model = CallSource
    icon = "site"
    list_display = [
        "name",
        Column("funder", label=_("Funder")),
        BooleanColumn("is_active", label=_("Read it")),
        CellColumn("source_state", label=_("Last read")),
    ]
    copy_view_enabled = False


class ExternalCallsGroup(SnippetViewSetGroup):
    menu_label = _("External calls")
    menu_icon = "download"
    menu_order = 305
    items = (FoundCallViewSet, CallSourceViewSet)
