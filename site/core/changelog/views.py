"""Announcing a change, saying afterwards why something changed, and the report of what nobody has explained."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from core.breadcrumbs import to_editor, trail
from core.changelog.forms import ReasonForm
from core.changelog.log import explain, lines_of, log_of, may_explain, unexplained_lines
from core.models import PublicChange
from core.publishing import source_of
from core.registries import change_logs
from core.reports import PagesReport


class AnnounceView(WagtailAdminTemplateMixin, FormView):
    """Say what changes and why, see what everybody will read, confirm it. A room says about what, and by which form."""

    header_icon = "warning"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.now, self.preview = timezone.now(), None

    def dispatch(self, request, *args, **kwargs):
        if not self.may_announce(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def may_announce(self, user):
        raise NotImplementedError

    def preview_of(self, form):
        """What would change, for the template. Raises ValidationError where announcing would."""
        raise NotImplementedError

    def announce(self, form):
        """Do it. Raises ValidationError, in words, and does nothing then."""
        raise NotImplementedError

    def tell_editor(self):
        """The message after it is done."""
        raise NotImplementedError

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"now": self.now}

    def form_valid(self, form):
        try:
            if "confirm" in self.request.POST:
                self.announce(form)
                self.tell_editor()
                return redirect(self.get_success_url())
            self.preview = self.preview_of(form)
        except ValidationError as error:
            form.add_error(None, error)
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"preview": self.preview, "cancel_url": self.get_success_url()}


class ExplainForm(ReasonForm):
    reason_help = gettext_lazy("One sentence for the public. It can't be changed once it is said.")


class ExplainView(WagtailAdminTemplateMixin, FormView):
    """Saying why something changed that was published past the form: by a schedule, a workflow, an import, a script."""

    form_class = ExplainForm
    template_name = "core/changelog/explain.html"
    header_icon = "warning"

    def dispatch(self, request, page_id):
        chosen = get_object_or_404(Page, pk=page_id).specific
        name, log = log_of(chosen)
        if log is None:
            raise Http404("Nothing is told of this page")
        self.page = source_of(chosen) or chosen
        if not may_explain(request.user, self.page):
            raise PermissionDenied
        self.now = timezone.now()
        self.changes = list(PublicChange.objects.about(name, self.page.translation_key).unexplained(now=self.now))
        if not self.changes:
            messages.success(request, _("Every change of this page has its reason."))
            return redirect(self.get_success_url())
        return super().dispatch(request)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"language": self.page.locale.language_code}

    def form_valid(self, form):
        try:
            explain(
                page=self.page,
                reason=form.cleaned_data["reason"],
                translations=form.translations,
                now=self.now,
                user=self.request.user,
            )
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, _("Said: the public log gives this reason now."))
        return redirect(self.get_success_url())

    def get_success_url(self):
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def get_page_title(self):
        return _("Say why it changed")

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        return trail(to_editor(self.page), here=self.get_page_title(), about=self.get_page_subtitle())

    def get_context_data(self, **kwargs):
        lines = [line.in_words for line in lines_of(self.changes, language=get_language())]
        return super().get_context_data(**kwargs) | {"lines": lines, "cancel_url": self.get_success_url()}


@dataclass(frozen=True, kw_only=True)
class Unexplained:
    """One line of the report: a page, and what changed on it without a reason."""

    pk: int
    title: str
    words: str


class UnexplainedReport(PagesReport):
    """Everything that was published otherwise than it had been announced, without a word why."""

    page_title = gettext_lazy("Changed without a reason")
    index_url_name = "unexplained_changes"
    index_results_url_name = "unexplained_changes_results"
    export_filename = "changed-without-a-reason"
    columns = [
        TitleColumn("title", label=gettext_lazy("Page"), get_url=lambda line: reverse("core_explain_changes", args=[line.pk])),
        Column("words", label=gettext_lazy("More")),
    ]

    def get_queryset(self):
        """Of pages that the reader may see, by title."""
        visible = self.visible_keys
        found, now = [], timezone.now()
        for name, log in change_logs.items():
            words = unexplained_lines(name, now=now, language=get_language())
            facts = log.facts.objects.filter(translation_key__in=words, page__in=visible).select_related("page")
            found += [Unexplained(pk=one.page_id, title=one.page.title, words=words[one.translation_key]) for one in facts]
        return sorted(found, key=lambda line: (line.title, line.pk))
