"""Lists that keep themselves up to date, where an editor chooses what they are about, and pages to read on."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Locale, Page
from wagtail.snippets.blocks import SnippetChooserBlock

from core.cards import Card, foreign_language
from core.models.pictures import Picture
from core.pictures import prefetch_renditions
from core.registries import live_lists
from core.site_context import current_site_context

MOST = 12


def _terms(kind, label):
    return blocks.ListBlock(SnippetChooserBlock(f"core.{kind}"), required=False, default=[], label=label)


class LiveListBlock(blocks.StructBlock):
    """A list from the registry `live_lists`, narrowed by terms."""

    title = blocks.CharBlock(max_length=80, label=_("title"))
    themes = _terms("Theme", _("about any of these themes"))
    audiences = _terms("Audience", _("meant for any of these"))
    limit = blocks.IntegerBlock(min_value=1, max_value=MOST, default=3, label=_("at most"))
    page = blocks.PageChooserBlock(required=False, label=_("the rest is on"))
    empty = blocks.CharBlock(
        max_length=160, default=_("Nothing just now. Please look again soon."), label=_("words if there is nothing")
    )

    #: The name in `core.registries.live_lists`, and what of the block narrows the list.
    source = ""
    filter_names: tuple[str, ...] = ("themes", "audiences")

    class Meta:
        template = "blocks/live_list.html"

    def get_context(self, value, parent_context=None):
        filters = {name: [term.slug for term in value[name] if term] for name in self.filter_names if value.get(name)}
        request, limit = (parent_context or {}).get("request"), value.get("limit") or MOST
        show = live_lists.get(self.source)
        cards = show(request=request, filters=filters, limit=limit, now=timezone.now()) if show else []
        return super().get_context(value, parent_context) | {"cards": cards}


class EventListBlock(LiveListBlock):
    formats = _terms("Format", _("of any of these formats"))

    source = "events"
    filter_names = ("themes", "formats", "audiences")

    class Meta:
        icon = "calendar-alt"
        label = _("Event list")
        description = _("The next events, by theme, format and audience. Keeps itself up to date.")
        form_layout = ["title", "themes", "formats", "audiences", "limit", "page", "empty"]
        preview_value = {"title": "Next events", "limit": 3, "empty": "Nothing just now. Please look again soon."}


class DeadlineListBlock(LiveListBlock):
    source = "deadlines"

    class Meta:
        icon = "time"
        label = _("Deadline list")
        description = _("What closes next, by theme and audience. Keeps itself up to date.")
        preview_value = {"title": "Closing next", "limit": 3, "empty": "Nothing just now. Please look again soon."}


class SummerSchoolListBlock(LiveListBlock):
    source = "schools"

    class Meta:
        icon = "group"
        label = _("Summer school list")
        description = _("Summer schools that are not over, those people can apply for first. Keeps itself up to date.")
        preview_value = {"title": "Summer schools", "limit": 3, "empty": "Nothing just now. Please look again soon."}


class RelatedPagesBlock(blocks.StructBlock):
    title = blocks.CharBlock(required=False, max_length=80, label=_("title"))
    pages = blocks.ListBlock(blocks.PageChooserBlock(), min_num=1, max_num=6, label=_("pages"))

    class Meta:
        icon = "link"
        label = _("Related pages")
        description = _("Up to six pages as cards. Pages that are not public are left out.")
        template = "blocks/related_pages.html"

    def get_preview_value(self):
        return self.normalize({"title": "Read on", "pages": list(Page.objects.filter(depth=2)[:1])})

    def get_context(self, value, parent_context=None):
        return super().get_context(value, parent_context) | {"cards": page_cards([page for page in value["pages"] if page])}


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
            lang=foreign_language(page, locale),
        )
        for page in specific_pages
    ]
