"""Wagtail's screens for who may read a page and for unpublishing it, here about the page in all its languages."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.views.page_privacy import SetPrivacyView
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from core.publishing import is_source
from core.registries import publications
from core.restrictions import restrictions_in_all_languages


class PrivacyView(SetPrivacyView):
    """Shows, sets and lifts the one restriction of a page, whichever of its translations carries it.

    docs/decisions/0145-a-restriction-holds-in-every-language.md
    """

    def dispatch(self, request, page_id, *args, **kwargs):
        page = get_object_or_404(Page, pk=page_id)
        if not page.permissions_for_user(request.user).can_set_view_restrictions():
            raise PermissionDenied
        others = Page.objects.filter(translation_key=page.translation_key, alias_of=None).exclude(pk=page.pk).specific()
        if not all(one.permissions_for_user(request.user).can_set_view_restrictions() for one in others):
            return render_modal_workflow(request, "core/admin/privacy_of_others.html", None)
        carrying = restrictions_in_all_languages(page).first()
        return super().dispatch(request, carrying.page_id if carrying else page_id, *args, **kwargs)

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        languages = ", ".join(str(name) for _code, name in settings.WAGTAIL_CONTENT_LANGUAGES)
        words = _("Applies to all languages of this page: %(languages)s.")
        form.fields["restriction_type"].help_text = words % {"languages": languages}
        return form

    @transaction.atomic
    def form_valid(self, form):
        response = super().form_valid(form)
        # From before one restriction was for all languages.
        others = restrictions_in_all_languages(self.page)
        for one in others.exclude(pk=form.instance.pk) if form.instance.pk else others:
            one.delete(user=self.request.user)
        return response


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


class PrivatePageViewSet(PageViewSet):
    """How pages of every kind are edited, unless a kind has a viewset of its own, which names the same views."""

    set_privacy_view_class = PrivacyView
    unpublish_view_class = UnpublishInLanguagesView
