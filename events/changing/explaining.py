"""Saying why something changed that was published past the form: by a schedule, a workflow, an import, a script."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from core.breadcrumbs import to_editor, trail
from core.publishing import source_of
from events.changing.permissions import may_explain
from events.lines import line_in_words
from events.models import EventPage
from events.reason_fields import check_translated_reasons, languages_besides, translated_reason_field
from events.reasons import LONGEST, validate_reason
from events.services.explaining import explain_changes


class ExplainForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=LONGEST,
        help_text=gettext_lazy("One sentence for the public. It can't be changed once it is said."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, language, **kwargs):
        super().__init__(*args, **kwargs)
        self.translated = languages_besides(language)
        for code in self.translated:
            self.fields[f"reason_{code}"] = translated_reason_field(code)

    def clean_reason(self):
        validate_reason(self.cleaned_data["reason"])
        return self.cleaned_data["reason"]

    def clean(self):
        super().clean()
        check_translated_reasons(self, [f"reason_{code}" for code in self.translated])

    @property
    def translations(self):
        return {code: words for code in self.translated if (words := self.cleaned_data[f"reason_{code}"])}


class ExplainChangesView(WagtailAdminTemplateMixin, FormView):
    form_class = ExplainForm
    template_name = "events/admin/explain_changes.html"
    header_icon = "warning"

    def dispatch(self, request, page_id):
        chosen = get_object_or_404(EventPage, pk=page_id)
        self.event = source_of(chosen) or chosen
        if not may_explain(request.user, self.event):
            raise PermissionDenied
        self.now = timezone.now()
        facts = getattr(self.event, "facts", None)
        self.changes = list(facts.changes.unexplained(now=self.now)) if facts else []
        if not self.changes:
            messages.success(request, _("Every change of this event has its reason."))
            return redirect(self.get_success_url())
        return super().dispatch(request)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"language": self.event.locale.language_code}

    def form_valid(self, form):
        try:
            explain_changes(
                facts=self.event.facts,
                reason=form.cleaned_data["reason"],
                translations=form.translations,
                now=self.now,
                user=self.request.user,
            )
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, _("Said: the page, lists and calendars give this reason now."))
        return redirect(self.get_success_url())

    def get_success_url(self):
        return reverse("wagtailadmin_pages:edit", args=[self.event.pk])

    def get_page_title(self):
        return _("Say why it changed")

    def get_page_subtitle(self):
        return self.event.get_admin_display_title()

    def get_breadcrumbs_items(self):
        return trail(to_editor(self.event), here=self.get_page_title(), about=self.get_page_subtitle())

    def get_context_data(self, **kwargs):
        lines = [line_in_words(change) for change in self.changes]
        return super().get_context_data(**kwargs) | {"lines": lines, "cancel_url": self.get_success_url()}
