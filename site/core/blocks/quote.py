from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class QuoteBlock(blocks.StructBlock):
    """Somebody's own words."""

    text = blocks.TextBlock(max_length=600, label=_("words"))
    name = blocks.CharBlock(max_length=120, label=_("who said it"))
    role = blocks.CharBlock(required=False, max_length=120, label=_("who they are"))
    image = ImageChooserBlock(required=False, label=_("picture"))

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("What somebody said, with their name.")
        template = "blocks/quote.html"
        preview_value = {
            "text": "I came for the telescopes and stayed for the people.",
            "name": "Amina, 14",
            "role": "Visitor",
            "image": None,
        }
