"""The list of festivals, and the overview of one programme: what is planned, what to look at, and the release."""

from django import forms
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button, HeaderButton

from core.breadcrumbs import trail
from core.changelog.forms import given_translations, languages_besides, translated_reason_field
from core.changelog.log import lines_of
from events.festivals.changelog import differences, written_for
from events.festivals.models import Festival
from events.festivals.permissions import may_edit, may_import, may_plan, may_release
from events.festivals.services import DraftHasChanged, NothingToRelease, Snapshot, draft_of, release_programme
from events.festivals.warnings import warnings_about
from events.models import Session, Track


class MayPlan(PermissionRequiredMixin):
    """For those who may do anything to a programme."""

    raise_exception = True

    def has_permission(self):
        return may_plan(self.request.user)


class ProgrammesView(MayPlan, generic.IndexView):
    """Every festival with the state of its programme."""

    model = Festival
    any_permission_required = None  # nobody edits these rows: MayPlan decides
    page_title = gettext_lazy("Festival programmes")
    header_icon = "calendar-alt"
    index_url_name = "festival_programmes"
    index_results_url_name = "festival_programmes_results"
    default_ordering = "-starts_at"
    is_searchable = False
    add_url_name = None
    columns = [
        TitleColumn("page", label=gettext_lazy("Festival"), url_name="festival_programme"),
        DateColumn("starts_at", label=gettext_lazy("Begins")),
        Column("session_count", label=gettext_lazy("Sessions")),
        Column("release_number", label=gettext_lazy("Released version")),
    ]

    def get_base_queryset(self):
        return Festival.objects.select_related("page").annotate(
            session_count=Count("sessions", distinct=True), release_number=Max("releases__number")
        )


LONGEST_NOTE = 600


class ReleaseForm(forms.Form):
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One or two sentences for readers: what is new, and why."),
    )

    def __init__(self, *args, language, **kwargs):
        super().__init__(*args, **kwargs)
        self.translated = {code: f"note_{code}" for code in languages_besides(language)}
        for code, name in self.translated.items():
            self.fields[name] = translated_reason_field(code, longest=LONGEST_NOTE, widget=forms.Textarea)
            self.fields[name].widget.attrs["rows"] = 3

    @property
    def release(self):
        """The arguments of `release_programme` that somebody has typed."""
        values = self.cleaned_data
        words = given_translations(self, self.translated) if values["note"] else {}
        return {"seen": values["seen"], "note": values["note"], "note_words": words}


def _to_programmes():
    return reverse("festival_programmes"), _("Festival programmes")


def _buttons(kind, rows):
    """Buttons of (whether it is there, label, address, icon), in this order."""
    return [
        kind(label, url=url, icon_name=icon, priority=10 * number)
        for number, (is_shown, label, url, icon) in enumerate(rows, start=1)
        if is_shown
    ]


class OfFestival:
    """A screen about the programme of one festival, which the address names."""

    @cached_property
    def festival(self):
        return get_object_or_404(Festival.objects.select_related("page__locale"), pk=self.kwargs["pk"])

    def get_breadcrumbs_items(self):
        to_programme = self.get_success_url(), self.festival.page.title
        return trail(_to_programmes(), to_programme, here=self.get_page_title())

    def get_success_url(self):
        return reverse("festival_programme", args=[self.festival.pk])


class ProgrammeView(OfFestival, MayPlan, generic.WagtailAdminTemplateMixin, FormView):
    """What is planned for one festival: warnings first, then what a release would change, then the release."""

    form_class = ReleaseForm
    template_name = "events/admin/programme.html"
    header_icon = "calendar-alt"

    @property
    def _may_release(self):
        return may_release(self.request.user, self.festival)

    def get_page_title(self):
        return self.festival.page.title

    def get_breadcrumbs_items(self):
        return trail(_to_programmes(), here=self.festival.page.title, about=_("Programme"))

    def _url(self, name):
        return reverse(name, args=[self.festival.pk])

    def _list_of(self, model, view="list"):
        return f"{reverse(model.snippet_viewset.get_url_name(view))}?festival={self.festival.pk}"

    @property
    def header_buttons(self):
        may_add = self.request.user.has_perm("events.add_session") and may_edit(self.request.user, self.festival)
        may_announce = self._may_release and self.festival.releases.exists()
        return _buttons(
            HeaderButton,
            [
                (may_add, _("Add session"), self._list_of(Session, "add"), "plus"),
                (True, _("Sessions"), self._list_of(Session), "list-ul"),
                (may_announce, _("Announce a change now"), self._url("festival_announce"), "warning"),
            ],
        )

    def get_header_more_buttons(self):
        user, edit_url = self.request.user, reverse("wagtailadmin_pages:edit", args=[self.festival.page_id])
        return _buttons(
            Button,
            [
                (True, _("Tracks"), self._list_of(Track), "tag"),
                (may_import(user, self.festival), _("Import sessions"), self._url("festival_import_sessions"), "upload"),
                (True, _("Take the draft as a table"), self._url("festival_sessions_table"), "download"),
                (may_edit(user, self.festival), _("Days, venues and words"), edit_url, "edit"),
            ],
        )

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"language": self.festival.page.locale.language_code}

    def get_context_data(self, **kwargs):
        draft, released = draft_of(self.festival), Snapshot.of_release(self.festival.latest_release())
        changes = written_for(differences(released, draft), draft.release) if released.release.pk else []
        return super().get_context_data(**kwargs) | {
            "festival": self.festival,
            "warnings": self._warnings(draft, released),
            "session_count": len(draft.sessions),
            "run_count": len(draft.runs),
            "changes": lines_of(changes, language=draft.release.language),
            "is_first": not released.release.pk,
            "has_changes": not released.release.pk or released.shown != draft.shown,
            "seen": draft.fingerprint,
            "may_release": self._may_release,
            "preview_url": reverse("wagtailadmin_pages:view_draft", args=[self.festival.page_id]) + "?mode=programme",
            "releases": self.festival.releases.select_related("released_by"),
            "public_url": self.festival.page.get_full_url(self.request) if self.festival.page.live else "",
        }

    def _warnings(self, draft, released):
        """Warnings by kind, each with the forms of the sessions it is about."""
        sessions = {session.uid: session for session in self.festival.sessions.all()}
        groups, finder = {}, AdminURLFinder(self.request.user)
        for one in warnings_about(draft, festival=self.festival, released=released):
            links = [(str(sessions[uid]), finder.get_edit_url(sessions[uid])) for uid in one.sessions if uid in sessions]
            groups.setdefault(one.kind, []).append((one.text, links))
        return [(kind.label, lines) for kind, lines in groups.items()]

    def form_valid(self, form):
        if not self._may_release:
            raise PermissionDenied
        try:
            release = release_programme(festival=self.festival, now=timezone.now(), user=self.request.user, **form.release)
        except NothingToRelease:
            messages.warning(self.request, _("Nothing has changed since the last release."))
        except DraftHasChanged:
            form.add_error(None, _("Somebody has changed the draft since you looked at it. Look at it again, then release it."))
            return self.form_invalid(form)
        else:
            messages.success(self.request, _("Version %(number)d is what readers see now.") % {"number": release.number})
        return redirect("festival_programme", self.festival.pk)
