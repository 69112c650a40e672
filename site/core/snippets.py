"""Snippets of this site. Wagtail gives each a chooser that asks for no permission, so ours has one only where that is said."""

from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet as WagtailSnippetViewSet

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
