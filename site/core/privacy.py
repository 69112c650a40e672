"""Wagtail's form for who may read a page, here about the page in all its languages.

docs/decisions/0145-a-restriction-holds-in-every-language.md
"""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.views.page_privacy import SetPrivacyView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from core.publishing.unpublishing import UnpublishInLanguagesView
from core.restrictions import restrictions_in_all_languages


class PrivacyView(SetPrivacyView):
    """Shows, sets and lifts the one restriction of a page, whichever of its translations carries it."""

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
        form.fields["restriction_type"].help_text = _("Applies to all languages of this page: %(languages)s.") % {
            "languages": languages
        }
        return form

    @transaction.atomic
    def form_valid(self, form):
        response = super().form_valid(form)
        # From before one restriction was for all languages.
        others = restrictions_in_all_languages(self.page)
        for one in others.exclude(pk=form.instance.pk) if form.instance.pk else others:
            one.delete(user=self.request.user)
        return response


class PrivatePageViewSet(PageViewSet):
    """How pages of every kind are edited, unless a kind has a viewset of its own, which names the same views."""

    set_privacy_view_class = PrivacyView
    unpublish_view_class = UnpublishInLanguagesView
