"""Snippets of this site. Wagtail gives each a chooser that asks for no permission, so ours has one only where that is said.

Some screens of wagtail-localize ask for none either, and do here.
"""

from django.core.exceptions import PermissionDenied
from django.utils.functional import cached_property
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet as WagtailSnippetViewSet
from wagtail.snippets.views.snippets import get_snippet_model_from_url_params
from wagtail_localize.views.report import TranslationsReportView
from wagtail_localize.views.snippets_api import SnippetViewSet as TranslatableSnippetViewSet

#: What anybody in the admin may look through to choose from: words that stand on public pages, and nothing about people.
CHOOSABLE = {
    "core.accessfeature",
    "core.audience",
    "core.format",
    "core.organisation",
    "core.theme",
    "core.venue",
    "mailinglist.topic",
    "opportunities.applicant",
}


class NoChooser(SnippetChooserViewSet):
    """No address at which these could be chosen, and no form field that asks for one."""

    register_widget = False

    def get_urlpatterns(self):
        return []


class SnippetViewSet(WagtailSnippetViewSet):
    """Use this one for every snippet: whatever is not `CHOOSABLE` has no chooser."""

    @property
    def chooser_viewset_class(self):
        return SnippetChooserViewSet if self.model._meta.label_lower in CHOOSABLE else NoChooser


class ChoosableOnly(TranslatableSnippetViewSet):
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
