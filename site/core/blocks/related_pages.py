from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Locale, Page

from core.cards import Card
from core.models.pictures import Picture
from core.pictures import prefetch_renditions
from core.site_context import current_site_context


class RelatedPagesBlock(blocks.StructBlock):
    """Where to read on."""

    title = blocks.CharBlock(required=False, max_length=80, label=_("title"))
    pages = blocks.ListBlock(blocks.PageChooserBlock(), min_num=1, max_num=6, label=_("pages"))

    class Meta:
        icon = "link"
        label = _("Related pages")
        description = _("Up to six pages as cards. Pages that are not public are left out.")
        template = "blocks/related_pages.html"

    def get_preview_value(self):
        page = Page.objects.filter(depth=2).first()
        value = self.to_python({"title": "Read on", "pages": []})
        value["pages"] = blocks.list_block.ListValue(self.child_blocks["pages"], values=[page] if page else [])
        return value

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["cards"] = page_cards([page for page in value["pages"] if page])
        return context


def page_cards(pages):
    """Cards of the public ones among the pages, in the reader's language where there is a translation, in few queries."""
    locale = Locale.get_active()
    known = Page.objects.filter(translation_key__in=[page.translation_key for page in pages], locale=locale)
    chosen = Page.objects.filter(pk__in=[page.pk for page in pages])
    only_public = current_site_context().only_public
    translated = {page.translation_key: page for page in only_public(known.live()).select_related("locale")}
    public = set(only_public(chosen.live()).values_list("pk", flat=True))
    shown = [translated.get(page.translation_key) or (page if page.pk in public else None) for page in pages]
    specific = {page.pk: page for page in Page.objects.filter(pk__in=[page.pk for page in shown if page]).specific()}
    specific_pages = [specific[page.pk] for page in shown if page]
    locales = Locale.objects.in_bulk()
    pictures = Picture.objects.in_bulk([page.image_id for page in specific_pages if getattr(page, "image_id", None)])
    for page in specific_pages:
        # Pages of several kinds can't be joined to these in one query, so they are handed them.
        page.locale = locales[page.locale_id]
        if getattr(page, "image_id", None):
            page.image = pictures[page.image_id]
    prefetch_renditions(list(pictures.values()))
    return [
        Card(
            title=page.title,
            url=page.url,
            summary=getattr(page, "summary", ""),
            image=getattr(page, "image", None),
            lang="" if page.locale_id == locale.pk else page.locale.language_code,
        )
        for page in specific_pages
    ]
