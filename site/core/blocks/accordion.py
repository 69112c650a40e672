from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .text import TextBlock


class AccordionItemBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=160, label=_("question or title"))
    text = TextBlock(label=_("answer"))

    class Meta:
        icon = "help"
        label = _("entry")


class AccordionBlock(blocks.StructBlock):
    """Questions that open one by one; without scripts, by the browser itself."""

    items = blocks.ListBlock(AccordionItemBlock(), min_num=1, label=_("entries"))

    class Meta:
        icon = "list-ul"
        label = _("Accordion")
        description = _("Questions and answers that fold. What everybody needs to know belongs in the text instead.")
        template = "blocks/accordion.html"
        preview_value = {
            "items": [
                {"title": "Do I need to book?", "text": "<p>No. Come whenever you like.</p>"},
                {"title": "Is there parking?", "text": "<p>Yes, behind the hall.</p>"},
            ]
        }
