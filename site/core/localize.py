"""Screens of wagtail-localize that ask for no permission, asked for one here."""

from django.core.exceptions import PermissionDenied
from django.utils.functional import cached_property
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import get_snippet_model_from_url_params
from wagtail_localize.views.report import TranslationsReportView
from wagtail_localize.views.snippets_api import SnippetViewSet

from core.snippets import CHOOSABLE


class ChoosableOnly(SnippetViewSet):
    """What translators choose from, which would be any snippet there is."""

    def get_model(self):
        model = get_snippet_model_from_url_params(self.kwargs["app_label"], self.kwargs["model_name"])
        if model._meta.label_lower not in CHOOSABLE:
            raise PermissionDenied
        return model


class TranslationsReport(TranslationsReportView):
    """For whoever works on pages: it has the titles of drafts, too."""

    any_permission_required = ["add", "change", "publish"]

    @cached_property
    def permission_policy(self):
        return policy_registry.get_by_type(Page)

    def get_queryset(self):
        return super().get_queryset().order_by("-source__last_updated_at", "pk")
