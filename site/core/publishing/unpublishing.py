"""Wagtail's screen for unpublishing a page, here with a question where the page is public in other languages."""

from django.utils.functional import cached_property
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.models import Page

from core.registries import publications

from .source import is_source


class UnpublishInLanguagesView(UnpublishView):
    """Asks about the translations of a page that its facts are edited on: they go too, or stay public with these facts.

    docs/decisions/0180-facts-are-public-while-any-language-is.md
    """

    template_name = "core/admin/confirm_unpublish.html"

    @cached_property
    def translations(self):
        """What this user may unpublish with it."""
        if self.object.specific_class not in publications or not is_source(self.object):
            return []
        others = Page.objects.filter(translation_key=self.object.translation_key, alias_of=None, live=True)
        others = others.exclude(pk=self.object.pk).select_related("locale").order_by("path").specific()
        return [one for one in others if one.permissions_for_user(self.request.user).can_unpublish()]

    def get_objects_to_unpublish(self):
        chosen = self.request.POST.get("translations") == "unpublish"
        return [*super().get_objects_to_unpublish(), *(self.translations if chosen else ())]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"translations": self.translations}
