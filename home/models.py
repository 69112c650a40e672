from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.images.blocks import ImageChooserBlock
from wagtail_localize.fields import SynchronizedField

from core.cards import Card
from core.fields import StreamField
from core.models import BasePage
from core.pictures import prefetch_renditions
from core.registries import live_lists
from core.site_context import current_site_context
from core.structured_data import site_objects


class WayBlock(blocks.StructBlock):
    """One way to get involved."""

    title = blocks.CharBlock(max_length=60, label=_("title"))
    text = blocks.CharBlock(max_length=200, label=_("text"))
    page = blocks.PageChooserBlock(label=_("leads to"))
    image = ImageChooserBlock(required=False, label=_("picture"))

    class Meta:
        icon = "group"
        label = _("Way to get involved")
        description = _("A door for one kind of visitor: a title, a sentence and the page it opens.")
        template = "blocks/way.html"
        preview_value = {
            "title": "Volunteer",
            "text": "Give an afternoon and meet the people behind the research.",
            "page": None,
            "image": None,
        }


class WaysBlock(blocks.StreamBlock):
    way = WayBlock()

    def get_context(self, value, parent_context=None):
        prefetch_renditions(way.value["image"] for way in value)
        return super().get_context(value, parent_context)

    class Meta:
        template = "blocks/ways.html"


class HomePage(BasePage):
    """The front door: what's on next, what closes next, and ways to get involved."""

    ways = StreamField(WaysBlock(max_num=6, required=False), verbose_name=_("ways to get involved"), blank=True)

    content_panels = [
        *BasePage.content_panels[:-1],
        MultiFieldPanel([FieldPanel("ways")], heading=_("Ways to get involved")),
        FieldPanel("story"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["home.StandardPage", "events.EventsPage", "opportunities.OpportunitiesPage"]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request, *args, **kwargs):
        now = timezone.now()

        def cards(name, limit):
            show = live_lists.get(name)
            return show(request=request, locale=self.locale, filters={}, limit=limit, now=now) if show else []

        context = super().get_context(request, *args, **kwargs)
        children = {
            page.specific_class.__name__: page.get_url(request)
            for page in self.get_children().live()
            if current_site_context().is_public(page)
        }
        return context | {
            "cards_upcoming": cards("events", 6),
            "cards_deadlines": cards("deadlines", 3),
            "cards_schools": cards("schools", 3),
            "record": next(iter(cards("records", 1)), None),
            "events_url": children.get("EventsPage"),
            "opportunities_url": children.get("OpportunitiesPage"),
            "sign_up_url": reverse("mailinglist:subscribe"),
        }

    def get_structured_data(self, request):
        return [*super().get_structured_data(request), *site_objects(self, request)]


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
        children = StandardPage.objects.child_of(self).live().select_related("image")
        public = current_site_context().only_public(children)
        return [Card(title=page.title, url=page.url, summary=page.summary, image=page.image) for page in public]


class DemoRecord(models.Model):
    """Remembers that one piece of demonstration content was loaded, so that it is never loaded over somebody's work.

    What is recorded is left alone for ever, whether it is as loaded, changed or deleted.
    """

    key = models.CharField(max_length=120, unique=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=40)

    class Meta:
        verbose_name = "record of demonstration content"
        verbose_name_plural = "records of demonstration content"

    def __str__(self):
        return self.key

    @property
    def content(self):
        """What was loaded, or None if it is gone."""
        model = self.content_type.model_class()
        return model and model._default_manager.filter(pk=self.object_id).first()
