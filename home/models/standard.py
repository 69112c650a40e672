from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField

from core.models import BasePage
from core.site_context import current_site_context


def footer_pages(*, home):
    """Pages in the footer under one home page, in the order of the tree."""
    pages = StandardPage.objects.descendant_of(home).filter(show_in_footer=True).live().select_related("locale")
    return list(current_site_context().only_public(pages.order_by("path")))


class StandardPage(BasePage):
    """Words and pictures: about us, a strategy, how we use your data."""

    show_in_footer = models.BooleanField(_("show in the footer"), default=False)

    promote_panels = [*BasePage.promote_panels, FieldPanel("show_in_footer")]
    override_translatable_fields = [SynchronizedField("show_in_footer", overridable=False)]
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage", "events.SummerSchoolPage"]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    @cached_property
    def child_cards(self):
        """Live pages one level below, in the order of the tree."""
        from core.cards import Card

        children = StandardPage.objects.child_of(self).live().select_related("image")
        public = current_site_context().only_public(children)
        return [Card(title=page.title, url=page.url, summary=page.summary, image=page.image) for page in public]
